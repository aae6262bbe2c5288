package dev.peering.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a copy of the project's folders, with a java and a mvn that only tell how they were called. */
@DisplayName("The launcher")
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LauncherTest {

    private static final Path ROOT = Path.of(System.getProperty("peering.root", ".."));

    @TempDir
    Path temporary;

    private Path project;
    private Path bin;
    private Path jar;
    private List<String> before = List.of();

    @BeforeEach
    void copy() throws IOException {
        Path launcher = ROOT.resolve("peering");
        Assumptions.assumeTrue(Files.exists(launcher), "the launcher is not beside this module");
        project = Files.createDirectory(temporary.toRealPath().resolve("pro ject"));
        bin = Files.createDirectories(project.resolveSibling("jdk/bin"));
        jar = project.resolve("peering-node/target/peering.jar");
        for (String module : List.of("wire", "crypto", "core", "node")) {
            Files.createDirectories(project.resolve("peering-" + module + "/src/main/java"));
            Files.createFile(project.resolve("peering-" + module + "/pom.xml"));
        }
        Files.createFile(project.resolve("pom.xml"));
        Files.copy(launcher, project.resolve("peering"));
        jdk("17.0.15");
        program("javac", "exit 0");
        program(
                "mvn",
                "[ \"$1\" = -v ] && echo 'Apache Maven 3.8.7' && exit; echo \"mvn $*\" >&2; mkdir -p peering-node/target && echo built > peering-node/target/peering.jar");
    }

    @Test
    @DisplayName("the first start builds, prepares the archive, and starts; the second only starts")
    void firstAndSecond() throws Exception {
        Shell.Result first = launch("demo", "--seconds", "5");
        assertThat(first.err())
                .contains("peering: building, this once")
                .contains("mvn -q -B")
                .contains("-pl peering-node -am package")
                .contains("peering: preparing a fast start for Java 17.0.15");
        assertThat(first.out())
                .contains(" -jar " + jar + " demo --seconds 5")
                .contains("-XX:TieredStopAtLevel=1")
                .contains("-Dpeering.terminal=false");
        assertThat(first.code()).isEqualTo(7);
        Shell.Result second = launch("demo", "--seconds", "5");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains("-XX:SharedArchiveFile=" + project + "/peering-node/target/peering-17.0.15.jsa");
    }

    @Test
    @DisplayName("newer sources are built again, removed ones too; PEERING_NO_BUILD starts what is there")
    void staleSources() throws Exception {
        launch("demo");
        older(jar);
        assertThat(launch(Map.of("PEERING_NO_BUILD", "1"), "demo").err()).doesNotContain("building");
        assertThat(launch("demo").err()).contains("peering: sources are newer, building again");
        assertThat(launch("demo").err()).isEmpty();
    }

    @Test
    @DisplayName("arguments arrive as they were, from any folder and through links")
    void arguments() throws Exception {
        launch("demo");
        Path link = Files.createSymbolicLink(project.resolveSibling("link"), Path.of("pro ject/peering"));
        Path second = Files.createSymbolicLink(
                Files.createDirectory(project.resolveSibling("bin")).resolve("peering"), link);
        program("java", "for argument in \"$@\"; do echo \"<$argument>\"; done; exit 7");
        Shell.Result result = run(second.toString(), Path.of("/"), Map.of(), "probe", "a b", "", "*", "--x='y'");
        assertThat(result.out()).contains("<-jar>\n<" + jar + ">\n<probe>\n<a b>\n<>\n<*>\n<--x='y'>\n");
        assertThat(result.code()).isEqualTo(7);
    }

    @Test
    @DisplayName("the daemon gets both compilers and a short memory for names; JDK 24 and newer is asked to be quiet")
    void flags() throws Exception {
        launch("demo");
        assertThat(launch("--verbose", "run").out())
                .doesNotContain("TieredStopAtLevel")
                .contains("-Dsun.net.inetaddr.ttl=5");
        assertThat(launch("demo").out()).doesNotContain("sun-misc-unsafe");
        jdk("25.0.3");
        assertThat(launch("demo").out())
                .contains("--sun-misc-unsafe-memory-access=allow")
                .contains("peering-25.0.3.jsa");
        assertThat(launch(Map.of("PEERING_JAVA_OPTIONS", "-Xmx64m -Da=b"), "demo")
                        .out())
                .contains(" -Xmx64m -Da=b ");
    }

    @Test
    @DisplayName("the signal reaches the program, because the launcher has become it")
    void signals() throws Exception {
        launch("demo");
        program("java", "echo \"pid $$\"; exec sleep 30");
        Process process = builder(project.resolve("peering").toString(), project, Map.of(), "run")
                .start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).isEqualTo("pid " + process.pid());
        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName("no Java, a wrong JAVA_HOME, an old Java: one sentence with the remedy, and 2")
    void java() throws Exception {
        launch("demo");
        refused(Map.of("JAVA_HOME", ""), "there is no java on the PATH: install a JDK 17 or newer");
        refused(Map.of("JAVA_HOME", "/nowhere"), "JAVA_HOME is /nowhere, but there is no bin/java in it");
        jdk("11.0.2");
        refused(Map.of(), "Java 11.0.2 at " + bin + "/java is too old: install a JDK 17 or newer");
        jdk("1.8.0_292");
        refused(Map.of(), "Java 1.8.0_292");
        Files.delete(bin.resolveSibling("release"));
        program("java", "echo 'openjdk version \"9.0.1\"' >&2");
        refused(Map.of(), "Java 9.0.1");
    }

    @Test
    @DisplayName("no Maven, an old Maven, no compiler, a failed build: one sentence with the remedy")
    void maven() throws Exception {
        Files.delete(bin.resolve("mvn"));
        refused(Map.of(), "Maven is needed to build peering and is not on the PATH: install Maven 3.8.7 or newer");
        program("mvn", "echo 'Apache Maven 3.6.3'");
        refused(Map.of(), "Maven 3.6.3 is too old to build peering: install Maven 3.8.7 or newer");
        program("mvn", "[ \"$1\" = -v ] && echo 'Apache Maven 3.10.0' && exit; echo 'no such thing' >&2; exit 1");
        Shell.Result failed = launch("demo");
        assertThat(failed.code()).isEqualTo(Exit.INTERNAL);
        assertThat(failed.err()).contains("no such thing", "peering: the build failed, the lines above say why");
        assertThat(project.resolve("peering-node/target/.building")).doesNotExist();
        Files.delete(bin.resolve("javac"));
        refused(Map.of(), "Java at " + bin.getParent() + " has no compiler (javac), so peering cannot be built");
    }

    @Test
    @DisplayName("a build that was killed does not block the next; one that runs is waited for")
    void lock() throws Exception {
        Path lock = Files.createDirectories(project.resolve("peering-node/target/.building"));
        Files.writeString(lock.resolve("pid"), "999999999\n");
        assertThat(launch("demo").err()).contains("building, this once");
        assertThat(lock).doesNotExist();
        older(jar);
        Files.createDirectories(lock);
        Files.writeString(lock.resolve("pid"), ProcessHandle.current().pid() + "\n");
        Process second = builder(project.resolve("peering").toString(), project, Map.of(), "demo")
                .start();
        assertThat(second.errorReader(StandardCharsets.UTF_8).readLine())
                .isEqualTo("peering: another start is building it (process "
                        + ProcessHandle.current().pid() + "), waiting ...");
        Files.delete(lock.resolve("pid"));
        Files.delete(lock);
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(7);
    }

    @Test
    @DisplayName("a lock whose start was killed before it wrote its number is taken over after a few seconds")
    void lockWithoutNumber() throws Exception {
        Path lock = Files.createDirectories(project.resolve("peering-node/target/.building"));
        Shell.Result result = launch("demo");
        assertThat(result.err()).contains("building, this once").doesNotContain("waiting");
        assertThat(result.code()).isEqualTo(7);
        assertThat(lock).doesNotExist();
    }

    @Test
    @DisplayName("a file in the lock's place is told, and 2")
    void noLock() throws Exception {
        Files.createDirectories(jar.getParent());
        Files.createFile(jar.resolveSibling(".building"));
        refused(Map.of(), "peering cannot be built, " + jar.resolveSibling(".building") + " cannot be made");
    }

    @Test
    @DisplayName("a user who may not write where another built is told so at once, and starts it with PEERING_NO_BUILD")
    void notWritable() throws Exception {
        stranger();
        Path target = Files.createDirectories(jar.getParent());
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
        refused(Map.of(), "peering is not built yet, and this user may not write to " + target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(jar);
        older(jar);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
        refused(Map.of(), "the sources are newer than what is built, and this user may not write to " + target);
        assertThat(launch(Map.of("PEERING_NO_BUILD", "1"), "demo").code()).isEqualTo(7);
    }

    @Test
    @DisplayName("another user's build is waited for although it cannot be signalled")
    void anothersLock() throws Exception {
        stranger();
        Path target = Files.createDirectories(jar.getParent());
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path lock = Files.createDirectory(target.resolve(".building"));
        Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(lock.resolve("pid"), "1\n");
        Process process = builder(project.resolve("peering").toString(), project, Map.of(), "demo")
                .start();
        assertThat(process.errorReader(StandardCharsets.UTF_8).readLine())
                .isEqualTo("peering: another start is building it (process 1), waiting ...");
        assertThat(process.waitFor(2_500, TimeUnit.MILLISECONDS)).isFalse();
        Files.delete(lock.resolve("pid"));
        Files.delete(lock);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(7);
    }

    /** From now on the launcher is started by somebody who is not root. */
    private void stranger() throws IOException {
        if ("root".equals(System.getProperty("user.name"))) {
            Path setpriv = Path.of("/usr/bin/setpriv");
            Assumptions.assumeTrue(Files.isExecutable(setpriv), "root needs setpriv to start it as somebody else");
            before = List.of(setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups");
            Files.setPosixFilePermissions(temporary.toRealPath(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void refused(Map<String, String> environment, String sentence) throws Exception {
        Shell.Result result = launch(environment, "demo");
        assertThat(result.err().lines()).singleElement().asString().startsWith("peering: " + sentence);
        assertThat(result.code()).isEqualTo(Exit.USAGE);
    }

    private Shell.Result launch(String... arguments) throws Exception {
        return launch(Map.of(), arguments);
    }

    private Shell.Result launch(Map<String, String> environment, String... arguments) throws Exception {
        return run(project.resolve("peering").toString(), project, environment, arguments);
    }

    private Shell.Result run(String launcher, Path folder, Map<String, String> environment, String... arguments)
            throws Exception {
        Process process = builder(launcher, folder, environment, arguments).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Shell.Result(process.waitFor(), out, err);
    }

    /** A PATH with the system's small tools and our java and mvn, but no other Java. */
    private ProcessBuilder builder(String launcher, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.of(before.stream(), Stream.of(launcher), Stream.of(arguments))
                        .flatMap(words -> words)
                        .toList());
        Map<String, String> all = new TreeMap<>(
                Map.of("JAVA_HOME", bin.resolve("..").normalize().toString(), "PATH", bin + ":" + tools()));
        all.putAll(environment);
        if (environment.containsKey("JAVA_HOME")) {
            all.put("PATH", tools().toString());
        }
        builder.environment().clear();
        builder.environment().putAll(all);
        return builder.directory(folder.toFile());
    }

    private Path tools() throws IOException {
        Path tools = project.resolveSibling("tools");
        if (Files.notExists(tools)) {
            Files.createDirectory(tools);
            for (String tool : List.of(
                    "sh",
                    "find",
                    "head",
                    "sed",
                    "sort",
                    "readlink",
                    "mkdir",
                    "rm",
                    "mv",
                    "cat",
                    "touch",
                    "sleep",
                    "printf",
                    "dirname")) {
                for (Path folder : List.of(Path.of("/bin"), Path.of("/usr/bin"))) {
                    if (Files.exists(folder.resolve(tool)) && Files.notExists(tools.resolve(tool))) {
                        program(tools.resolve(tool), "exec " + folder.resolve(tool) + " \"$@\"");
                    }
                }
            }
        }
        return tools;
    }

    /** A java that writes the archive it is asked for, and otherwise tells its arguments and ends with 7. */
    private void jdk(String version) throws IOException {
        Files.writeString(bin.resolveSibling("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        program("java", """
                for argument in "$@"; do
                    case $argument in
                        -XX:DumpLoadedClassList=*) echo list > "${argument#*=}"; exit 0 ;;
                        -Xshare:dump) dump=1 ;;
                        -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
                    esac
                done
                [ -n "$dump" ] && echo archive > "$archive" && exit 0
                echo "java $*"
                exit 7""");
    }

    private void program(String name, String script) throws IOException {
        program(bin.resolve(name), script);
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void older(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3_600)));
    }
}
