package dev.peering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peering.conformance.CaseSpec;
import dev.peering.conformance.Level;
import dev.peering.conformance.manual.ManualSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The map from the texts to what tries them ({@code docs/requirements/manual.json}) is whole, and nothing on it is gone. */
@DisplayName("Requirements")
class RequirementsTest {

    private static final Path TOP = Path.of(System.getProperty("peering.root", ".."));
    private static final Path SEEDS =
            Optional.ofNullable(System.getenv("PEERING_SEEDS")).map(Path::of).orElse(TOP.resolve("../shared/seeds"));

    private static final Pattern MARKUP = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern VECTOR = Pattern.compile("\"id\" *: *\"([^\"]+)\"");

    /** One sentence; lists that a sentence does not have are empty. */
    record Sentence(
            String id,
            String quote,
            String why,
            List<String> cases,
            List<String> tests,
            List<String> vectors,
            String note,
            String untestable) {

        Sentence {
            why = orEmpty(why);
            cases = orNone(cases);
            tests = orNone(tests);
            vectors = orNone(vectors);
            note = orEmpty(note);
            untestable = orEmpty(untestable);
        }

        boolean isDemand() {
            return id.startsWith("R");
        }

        boolean isTried() {
            return !cases.isEmpty() || !tests.isEmpty() || !vectors.isEmpty();
        }

        private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
            return text == null ? "" : text;
        }

        private static List<String> orNone(@org.jspecify.annotations.Nullable List<String> list) {
            return list == null ? List.of() : List.copyOf(list);
        }
    }

    record Seed(String seed, String file, String place, String sha256, List<Sentence> sentences) {

        @Override
        public String toString() {
            return "seed " + seed;
        }
    }

    record Requirements(String comment, int version, List<Seed> seeds) {}

    private static final List<Seed> MAP = read();

    static List<Seed> seeds() {
        return MAP;
    }

    private static List<Sentence> sentences() {
        return MAP.stream().flatMap(seed -> seed.sentences().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("a text is the one that was mapped")
    void unchanged(Seed seed) throws Exception {
        assertThat(sha256(textOf(seed))).isEqualTo(seed.sha256());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("the sentences stand in the text in this order, and no word of it is left out")
    void nothingLeftOut(Seed seed) throws IOException {
        String text = textOf(seed);
        int end = 0;
        for (Sentence sentence : seed.sentences()) {
            int start = text.indexOf(sentence.quote(), end);
            assertThat(start)
                    .as("%s: in the text, behind the sentence before it", sentence.id())
                    .isNotNegative();
            assertThat(words(text.substring(end, start)))
                    .as("words before %s", sentence.id())
                    .isEmpty();
            end = start + sentence.quote().length();
        }
        assertThat(words(text.substring(end)))
                .as("words behind the last sentence")
                .isEmpty();
    }

    @Test
    @DisplayName("ids count up within their text, demands and context apart")
    void ids() {
        assertThat(MAP).extracting(Seed::seed).containsExactly("000", "001");
        for (Seed seed : MAP) {
            for (String kind : List.of("R", "C")) {
                List<String> ids = seed.sentences().stream()
                        .map(Sentence::id)
                        .filter(id -> id.startsWith(kind))
                        .toList();
                assertThat(ids)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, ids.size())
                                .mapToObj(number -> String.format("%s%s-%02d", kind, seed.seed(), number))
                                .toList())
                        .isNotEmpty();
            }
        }
    }

    @Test
    @DisplayName("every demand is tried by something or says why it cannot be, context says why nothing is asked")
    void nothingWithoutReason() {
        for (Sentence sentence : sentences()) {
            if (sentence.isDemand()) {
                assertThat(sentence.isTried())
                        .as("%s is tried, or untestable, and not both", sentence.id())
                        .isNotEqualTo(sentence.untestable().length() > 40);
                assertThat(sentence.why()).as(sentence.id()).isEmpty();
            } else {
                assertThat(sentence.isTried()).as(sentence.id()).isFalse();
                assertThat(sentence.why()).as(sentence.id()).isNotBlank();
            }
        }
    }

    @Test
    @DisplayName("tests that are named exist")
    void testsExist() {
        assertThat(sentences().stream()
                        .flatMap(sentence -> sentence.tests().stream())
                        .distinct())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(source(test))
                        .as(test)
                        .hasValueSatisfying(text -> assertThat(text)
                                .containsPattern("(?m)^ +(?:public )?(?:void|Stream<DynamicTest>) "
                                        + test.substring(test.indexOf('#') + 1) + "\\(")));
    }

    @Test
    @DisplayName("vectors that are named exist")
    void vectorsExist() throws IOException {
        Set<String> known = found(VECTOR, TOP.resolve("interop/vectors/manual"), ".json");
        assertThat(sentences().stream().flatMap(sentence -> sentence.vectors().stream()))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    @DisplayName("conformance cases that are named are in the suite")
    void casesExist() {
        Set<String> known = new ManualSuite().cases().stream().map(CaseSpec::id).collect(Collectors.toSet());
        assertThat(sentences().stream().flatMap(sentence -> sentence.cases().stream()))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    @DisplayName("every case that must be passed is asked for by a sentence")
    void nothingAskedWithoutSentence() {
        Set<String> asked = sentences().stream()
                .flatMap(sentence -> sentence.cases().stream())
                .collect(Collectors.toSet());
        assertThat(new ManualSuite()
                        .cases().stream()
                                .filter(one -> one.level() == Level.MUST)
                                .map(CaseSpec::id))
                .isNotEmpty()
                .isSubsetOf(asked);
    }

    /** The file of a test's class, if it and the nested class in it exist. */
    private static Optional<String> source(String test) {
        List<String> names = List.of(test.substring(0, test.indexOf('#')).split("\\."));
        int top = 0;
        while (Character.isLowerCase(names.get(top).charAt(0))) {
            top++;
        }
        String file = "src/test/java/" + String.join("/", names.subList(0, top + 1)) + ".java";
        List<String> nested = names.subList(top, names.size());
        try (Stream<Path> modules = Files.list(TOP)) {
            return modules.map(module -> module.resolve(file))
                    .filter(Files::exists)
                    .map(RequirementsTest::content)
                    .filter(text -> nested.stream().allMatch(name -> text.contains("class " + name + " ")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .flatMap(file -> pattern.matcher(content(file)).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> words(String text) {
        return new ArrayList<>(
                WORD.matcher(text).results().map(MatchResult::group).toList());
    }

    private static String textOf(Seed seed) throws IOException {
        Path file = SEEDS.resolve(seed.file());
        boolean here = Files.exists(file);
        String why = "the text " + file.getFileName() + " is not in " + SEEDS.normalize()
                + ": put it there, or point PEERING_SEEDS to its folder";
        if (!here) {
            System.out.println("SKIPPED: " + why);
        }
        assumeTrue(here, why);
        return MARKUP.matcher(Files.readString(file))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Seed> read() {
        JsonMapper strict = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return strict.readValue(TOP.resolve("docs/requirements/manual.json"), Requirements.class)
                .seeds();
    }
}
