package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.INFO;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.EndOfCase;
import dev.peering.conformance.Outcome;
import dev.peering.conformance.net.Heard;
import dev.peering.conformance.net.Line;
import dev.peering.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** MP-I-65 to MP-I-72, MP-I-74: encodings of the envelope, odd and broken. */
final class AcceptForms {

    private static final String WIRE_FORM = "protobuf encoding of the envelope";

    private AcceptForms() {}

    static void addTo(Catalogue catalogue) {
        odd(catalogue);
        broken(catalogue);
    }

    private static void odd(Catalogue catalogue) {
        catalogue
                .add("MP-I-65", SHOULD, WIRE_FORM)
                .asks("The order of the fields does not matter.")
                .because("Protobuf promises it; encoders differ.")
                .by("signature, public_key, data.")
                .passes("answered")
                .fails("refused")
                .play(e -> {
                    e.acceptedBytes(
                            e.low(),
                            "fields in the order 4, 3, 2",
                            draft -> {
                                Packet packet = draft.sealed();
                                return new Fields()
                                        .bytes(4, packet.signature())
                                        .bytes(3, packet.key())
                                        .bytes(2, packet.data())
                                        .toByteArray();
                            },
                            draft -> draft);
                    return Outcome.pass("answered");
                });
        recorded(
                catalogue,
                "MP-I-66",
                "What becomes of unknown fields.",
                "An upgrade of the protocol would add some.",
                "A valid request with a field 99 in its envelope; one with it in its signed data.",
                e -> {
                    byte[] extra = new Fields().bytes(99, new byte[] {'x'}).toByteArray();
                    Map<String, byte[]> tries = new LinkedHashMap<>();
                    tries.put(
                            "field 99 in the envelope",
                            new Fields()
                                    .raw(e.request(e.low()).bytes())
                                    .raw(extra)
                                    .toByteArray());
                    tries.put(
                            "field 99 in the signed data",
                            e.request(e.low()).extra(extra).bytes());
                    return tries;
                });
        catalogue
                .add("MP-I-67", SEC, WIRE_FORM)
                .asks("With a field given twice, what was verified is what is used.")
                .because("A parser that verifies the first and uses the second accepts unsigned content.")
                .by("Two data fields, one signed and one not, in both orders.")
                .passes("closed", "answered for the signed data")
                .fails("answered for the unsigned data")
                .play(AcceptForms::twice);
        recorded(
                catalogue,
                "MP-I-68",
                "What becomes of a packet with its type set.",
                "The field exists and is never used.",
                "A valid request behind a type field that says 7.",
                e -> Map.of(
                        "type = 7",
                        new Fields()
                                .varint(1, 7)
                                .raw(e.request(e.low()).bytes())
                                .toByteArray()));
        recorded(
                catalogue,
                "MP-I-71",
                "What becomes of a length written in more bytes than needed.",
                "Legal protobuf, and a second form of the same packet.",
                "A valid request with the length of data written in five bytes.",
                e -> {
                    Packet packet = e.request(e.low()).sealed();
                    return Map.of(
                            "data length in 5 bytes",
                            new Fields()
                                    .bytesWithLongLength(2, packet.data(), 5)
                                    .bytes(3, packet.key())
                                    .bytes(4, packet.signature())
                                    .toByteArray());
                });
    }

    private interface Tries {
        Map<String, byte[]> of(Encounter e) throws InterruptedException;
    }

    private static void recorded(Catalogue catalogue, String id, String asks, String because, String by, Tries tries) {
        catalogue
                .add(id, INFO, WIRE_FORM)
                .asks(asks)
                .because(because)
                .by(by)
                .passes("written down; alive afterwards")
                .fails("never")
                .play(e -> {
                    StringBuilder seen = new StringBuilder();
                    for (Map.Entry<String, byte[]> one : tries.of(e).entrySet()) {
                        seen.append(e.whatHappens(one.getKey(), one.getValue())).append("; ");
                    }
                    return Outcome.recorded(seen + e.alive(e.low()));
                });
    }

    private static Outcome twice(Encounter e) throws Exception {
        StringBuilder seen = new StringBuilder();
        for (boolean signedFirst : new boolean[] {true, false}) {
            Draft draft = e.request(e.low());
            byte[] signed = draft.data();
            byte[] unsigned =
                    draft.extra(new Fields().varint(15, 7).toByteArray()).data();
            Packet packet = draft.sealed();
            byte[] bytes = new Fields()
                    .bytes(2, signedFirst ? signed : unsigned)
                    .bytes(2, signedFirst ? unsigned : signed)
                    .bytes(3, packet.key())
                    .bytes(4, packet.signature())
                    .toByteArray();
            String caption = "data twice, the signed one " + (signedFirst ? "first" : "last");
            try (Line line = e.dial("twice")) {
                line.send(bytes, caption);
                Heard heard = line.hearUntil(4096, e.timing().closeIncomplete(), Packet::whole);
                byte[] answered = Packet.parse(heard.bytes())
                        .flatMap(answer -> Fields.bytesIn(answer.data(), 1))
                        .orElse(new byte[0]);
                if (Arrays.equals(answered, Sha256.of(unsigned))) {
                    throw EndOfCase.fail(caption + ": the unsigned data were answered");
                }
                if (heard.length() > 0) {
                    e.low().used();
                }
                seen.append(caption)
                        .append(heard.length() > 0 ? ": answered for the signed data; " : ": " + heard.text() + "; ");
            }
        }
        return Outcome.pass(seen + e.alive(e.low()));
    }

    private static void broken(Catalogue catalogue) {
        refused(
                catalogue,
                "MP-I-69",
                "A field of the wrong kind is refused.",
                "data as a number is no data.",
                "data as a varint, with the key and the signature of a valid request.",
                e -> {
                    Packet packet = e.request(e.low()).sealed();
                    return Map.of(
                            "data as a varint",
                            new Fields()
                                    .varint(2, 5)
                                    .bytes(3, packet.key())
                                    .bytes(4, packet.signature())
                                    .toByteArray());
                });
        refused(
                catalogue,
                "MP-I-70",
                "A field that claims more bytes than there are is refused, without room being made for them.",
                "A length of four bytes can claim 4 GB; whoever allocates first falls.",
                "A data field that claims 200 bytes and sends 20; a whole request whose signature claims 2 GB.",
                e -> {
                    Packet packet = e.request(e.low()).sealed();
                    Map<String, byte[]> tries = new LinkedHashMap<>();
                    tries.put(
                            "200 claimed, 20 sent",
                            new Fields().bytes(2, new byte[20], 200).toByteArray());
                    tries.put(
                            "2 GB claimed in the last field",
                            new Fields()
                                    .bytes(2, packet.data())
                                    .bytes(3, packet.key())
                                    .bytes(4, packet.signature(), Integer.MAX_VALUE)
                                    .toByteArray());
                    return tries;
                });
        refused(
                catalogue,
                "MP-I-72",
                "Groups, unknown kinds and field number 0 are refused.",
                "They crash careless parsers.",
                "A valid request behind a tag of wire type 3, 4, 6 and 7, behind a field with the number 0, and behind a tag that never ends; one connection each.",
                e -> {
                    byte[] good = e.request(e.low()).bytes();
                    Map<String, byte[]> tries = new LinkedHashMap<>();
                    for (int wireType : new int[] {3, 4, 6, 7}) {
                        tries.put(
                                "wire type " + wireType + " in front",
                                new Fields().tag(5, wireType).raw(good).toByteArray());
                    }
                    tries.put(
                            "field number 0 in front",
                            new Fields().tag(0, 2).raw((byte) 0).raw(good).toByteArray());
                    byte[] tooLong = new byte[11];
                    Arrays.fill(tooLong, (byte) 0xff);
                    tries.put(
                            "a tag that never ends",
                            new Fields().raw(tooLong).raw(good).toByteArray());
                    return tries;
                });
        refused(
                catalogue,
                "MP-I-74",
                "Other protocols are refused without a word.",
                "Browsers, scanners and other peer-to-peer nodes call every port.",
                "The first bytes that HTTP, TLS, SSH, Nano and OpenDEX peers send, one connection each.",
                e -> {
                    Map<String, byte[]> tries = new LinkedHashMap<>();
                    tries.put("HTTP", ascii("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
                    tries.put(
                            "TLS hello",
                            new Fields()
                                    .raw((byte) 22, (byte) 3, (byte) 1, (byte) 0, (byte) 80)
                                    .raw(new byte[80])
                                    .toByteArray());
                    tries.put("SSH", ascii("SSH-2.0-OpenSSH_9.6\r\n"));
                    tries.put(
                            "Nano",
                            new Fields()
                                    .raw(
                                            (byte) 'R',
                                            (byte) 'C',
                                            (byte) 20,
                                            (byte) 20,
                                            (byte) 18,
                                            (byte) 10,
                                            (byte) 1,
                                            (byte) 0)
                                    .raw(new byte[32])
                                    .toByteArray());
                    tries.put(
                            "OpenDEX magic",
                            new byte[] {(byte) 0xf9, (byte) 0xbe, (byte) 0xb4, (byte) 0xd9, 10, 0, 0, 0});
                    return tries;
                });
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void refused(Catalogue catalogue, String id, String asks, String because, String by, Tries tries) {
        catalogue
                .add(id, SHOULD, WIRE_FORM)
                .asks(asks)
                .because(because)
                .by(by)
                .passes(
                        "closed without a byte each time, at the latest when the time for a request is over; alive afterwards")
                .fails("answered", "left open", "dead afterwards")
                .play(e -> {
                    Map<String, byte[]> all = tries.of(e);
                    for (Map.Entry<String, byte[]> one : all.entrySet()) {
                        e.refuses(one.getKey(), one.getValue(), e.timing().closeIncomplete());
                    }
                    String times = all.size() == 1 ? "once" : all.size() + " times";
                    return Outcome.pass("closed " + times + "; " + e.alive(e.low()));
                });
    }
}
