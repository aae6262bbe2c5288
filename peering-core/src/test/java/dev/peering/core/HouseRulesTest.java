package dev.peering.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rules of the house, checked and not remembered. They hold for the two lower floors. */
@DisplayName("House rules")
class HouseRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.peering.wire..", "dev.peering.crypto..", "dev.peering.core..");

    /** The places that touch files: identities have to live somewhere. */
    private static final Set<String> FILE_KEEPERS =
            Set.of("IdentityFile", "Secp256k1IdentityFile", "SecretFile", "OwnerOnly");

    @Test
    @DisplayName("all three modules are looked at")
    void notVacuous() {
        assertThat(HOUSE.stream().map(JavaClass::getPackageName))
                .contains(
                        "dev.peering.wire.manual",
                        "dev.peering.wire.opendex",
                        "dev.peering.crypto",
                        "dev.peering.core.manual",
                        "dev.peering.core.opendex");
    }

    @Test
    @DisplayName("no transport, logger or framework below floor 2")
    void noTransport() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty.channel..",
                        "io.netty.bootstrap..",
                        "io.netty.handler..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "java.util.concurrent.locks..",
                        "java.net.http..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.System$Logger")
                .check(HOUSE);
    }

    @Test
    @DisplayName("no socket, thread, executor or timer below floor 2")
    void noThreads() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.net\\.(Socket|ServerSocket|DatagramSocket)|java\\.lang\\.Thread(Local)?|java\\.util\\.Timer"
                                + "|java\\.util\\.concurrent\\.(Executor|ExecutorService|Executors|CompletableFuture|ForkJoinPool|Thread.*)")
                .check(HOUSE);
    }

    @Test
    @DisplayName("no clock is read below floor 2")
    void noClock() {
        noClasses()
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(HOUSE);
    }

    @Test
    @DisplayName("no randomness of our own making below floor 2: generators come in from outside")
    void noRandomness() {
        noClasses()
                .should()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callConstructor(java.security.SecureRandom.class)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(concurrent\\.ThreadLocalRandom|SplittableRandom|random\\.RandomGeneratorFactory)")
                .orShould()
                .callMethod(Math.class, "random")
                .check(HOUSE);
    }

    @Test
    @DisplayName("wire and crypto do not know each other, nor the core")
    void downwardsOnly() {
        noClasses()
                .that(resideInAPackage("dev.peering.wire.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.peering.crypto..", "dev.peering.core..")
                .check(HOUSE);
        noClasses()
                .that(resideInAPackage("dev.peering.crypto.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.peering.wire..", "dev.peering.core..", "io.netty..")
                .check(HOUSE);
    }

    @Test
    @DisplayName("the hall knows no room")
    void hallKnowsNoRoom() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.peering.core", "dev.peering.core.simulation")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.peering.core.manual..",
                        "dev.peering.wire.manual..",
                        "dev.peering.core.opendex..",
                        "dev.peering.wire.opendex..")
                .check(HOUSE);
    }

    @Test
    @DisplayName("in a core room only the door and its options are public")
    void onlyTheDoorIsPublic() {
        classes()
                .that(resideInAnyPackage("dev.peering.core.manual", "dev.peering.core.opendex"))
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .haveNameMatching(".*\\.(\\w+Peering|\\w+Options|package-info)")
                .check(HOUSE);
    }

    @Test
    @DisplayName("files are touched by identities alone")
    void files() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(" + String.join("|", FILE_KEEPERS) + ")(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.nio\\.file\\.Files|java\\.nio\\.channels\\..*|java\\.io\\.File.*")
                .check(HOUSE);
    }

    @Test
    @DisplayName("classes are final, records, enums or interfaces; fields are private")
    void finalAndPrivate() {
        Stream<JavaClass> open = HOUSE.stream()
                .filter(type -> !type.getPackageName().endsWith(".proto"))
                .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
                .filter(type -> !type.getModifiers().contains(JavaModifier.FINAL)
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type ->
                        type.getEnclosingClass().filter(JavaClass::isEnum).isEmpty());
        assertThat(open.map(JavaClass::getName)).isEmpty();
    }

    @Test
    @DisplayName("every kind of event, effect, progress and turn is handled by name somewhere")
    void sealedFamiliesAreHandled() throws Exception {
        String hall = source("Peering");
        for (Class<?> event : Event.class.getPermittedSubclasses()) {
            assertThat(hall).as("Peering.on handles it").contains("event instanceof " + event.getSimpleName());
        }
        String session = source("Session");
        for (Class<?> progress : Progress.class.getPermittedSubclasses()) {
            assertThat(session).contains("progress instanceof Progress." + progress.getSimpleName());
        }
    }

    private static String source(String type) throws java.io.IOException {
        return Files.readString(Path.of("src/main/java/dev/peering/core/" + type + ".java"));
    }
}
