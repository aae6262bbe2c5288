package dev.peering.node.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads one JSON text into a tree that knows its places.
 *
 * <p>Strict (RFC 8259) with one exception: comments as in Java are allowed, because people explain their configuration. Refuses a member that
 * occurs twice (letter case ignored), anything behind the value, and everything past the limits below.
 */
public final class JsonReader {

    /** Ours: room for 10,000 peers with several addresses each, twice over. */
    public static final int MAX_LENGTH = 8 * 1024 * 1024;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME_LENGTH = 256;
    private static final int MAX_NUMBER_LENGTH = 32;
    private static final int MAX_TOKENS = 1_000_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_LENGTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(MAX_LENGTH)
                    .build())
            .build();

    private final JsonParser parser;
    private final String prefix;

    private JsonReader(JsonParser parser, String prefix) {
        this.parser = parser;
        this.prefix = prefix;
    }

    /**
     * Reads a text.
     *
     * @param text the JSON
     * @param prefix what its places begin with, for example {@code node.json:}
     * @return the value
     * @throws JsonException with the place of the first fault
     */
    public static Json read(String text, String prefix) throws JsonException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), withoutMark(text))) {
            JsonReader reader = new JsonReader(parser, prefix);
            try {
                return reader.whole();
            } catch (JacksonException fault) {
                throw reader.fault(fault);
            }
        }
    }

    /**
     * Reads the bytes of a file.
     *
     * @param bytes UTF-8, with or without a byte order mark
     * @param prefix what its places begin with
     * @return the value
     * @throws JsonException with the place of the first fault
     */
    public static Json read(byte[] bytes, String prefix) throws JsonException {
        if (bytes.length > MAX_LENGTH) {
            throw new JsonException(new Place(prefix, 1, 1, ""), "the file is longer than " + MAX_LENGTH + " bytes");
        }
        try {
            return read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    prefix);
        } catch (CharacterCodingException notUtf8) {
            throw new JsonException(new Place(prefix, 1, 1, ""), "the file is not UTF-8 text: save it as UTF-8");
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Json whole() throws JsonException {
        if (parser.nextToken() == null) {
            throw new JsonException(place(parser.currentLocation(), ""), "there is nothing here: write at least {}");
        }
        Json value = value("");
        if (parser.nextToken() != null) {
            throw new JsonException(place(parser.currentTokenLocation(), ""), "nothing may follow the value");
        }
        return value;
    }

    private Json value(String pointer) throws JsonException {
        JsonToken token = parser.currentToken();
        Place at = here(pointer);
        return switch (token) {
            case START_OBJECT -> object(at);
            case START_ARRAY -> array(at);
            case VALUE_STRING -> new Json.Text(at, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeral(at, parser.getString());
            case VALUE_TRUE -> new Json.Flag(at, true);
            case VALUE_FALSE -> new Json.Flag(at, false);
            case VALUE_NULL -> new Json.Nothing(at);
            default -> throw new AssertionError(token);
        };
    }

    private Json object(Place at) throws JsonException {
        List<Json.Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place nameAt = here(at.pointerTo(name));
            parser.nextToken();
            Json.Member member = new Json.Member(name, nameAt, value(nameAt.pointer()));
            if (!names.add(member.folded())) {
                throw new JsonException(
                        nameAt, "\"" + name + "\" occurs twice (letter case does not matter): keep one");
            }
            members.add(member);
        }
        return new Json.Members(at, members);
    }

    private Json array(Place at) throws JsonException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(at.pointer() + "/" + items.size()));
        }
        return new Json.Items(at, items);
    }

    private Place here(String pointer) {
        return place(parser.currentTokenLocation(), pointer);
    }

    private Place place(TokenStreamLocation location, String pointer) {
        return new Place(prefix, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()), pointer);
    }

    /** Jackson's own words name the character that surprised it; only its hints about Java settings are cut away. */
    private JsonException fault(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation() == null ? parser.currentLocation() : fault.getLocation();
        String why = fault.getOriginalMessage();
        if (fault instanceof StreamConstraintsException) {
            why = "larger or deeper than is allowed here (" + why.replaceAll("\\s*\\(`[^)]*\\)|, from `[^`]*`.*", "")
                    + ")";
        }
        why = why.replaceAll(": enable `[^`]*` to allow", "")
                .replaceAll(" \\((for \\w+ starting|start marker) at \\[Source: .*\\)$", "");
        int hint = why.indexOf('\n');
        return new JsonException(
                place(location, ""), "this is not valid JSON: " + (hint < 0 ? why : why.substring(0, hint)));
    }
}
