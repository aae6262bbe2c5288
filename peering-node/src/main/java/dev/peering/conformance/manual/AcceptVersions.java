package dev.peering.conformance.manual;

import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;
import static dev.peering.conformance.Level.WIRE;

import dev.peering.conformance.Outcome;

/** MP-I-28 to MP-I-32: the version of the handshake. */
final class AcceptVersions {

    private AcceptVersions() {}

    static void addTo(Catalogue catalogue) {
        catalogue
                .add("MP-I-28", MUST, "3.5.3: invalid version numbers are discarded")
                .asks("A request of another version is refused.")
                .because("A later version may mean something else by the same bytes.")
                .by("version = 1, otherwise valid.")
                .closes("version 1")
                .play(e -> e.closes("version 1", e.request(e.low()).version(1).bytes()));
        catalogue
                .add("MP-I-29", MUST, "3.5.3: invalid version numbers are discarded")
                .asks("No other version is taken for the right one, however large.")
                .because("A version kept in 8 or 16 bits wraps around to a valid one.")
                .by("2, 255, 256, 65536, 2^31 and 2^32 - 1.")
                .closes("a large version")
                .play(e -> {
                    for (long version : new long[] {2, 255, 256, 65_536, 1L << 31, (1L << 32) - 1}) {
                        e.refuses(
                                "version " + version,
                                e.request(e.low()).version(version).bytes(),
                                e.timing().close());
                    }
                    return Outcome.pass("closed for six versions; " + e.alive(e.low()));
                });
        catalogue
                .add("MP-I-30", SEC, "3.5.3")
                .asks("A version that does not fit 32 bits is refused.")
                .because("Cut to 32 bits it becomes 0, and an invalid version passes for a valid one.")
                .by("The number 2^32 as version.")
                .closes("version 2^32")
                .play(e -> e.closes(
                        "version 2^32", e.request(e.low()).version(1L << 32).bytes()));
        catalogue
                .add("MP-I-31", WIRE, "GoShimmer: version 0, proto3")
                .asks("An absent version means 0.")
                .because("That is how every GoShimmer request looks.")
                .by("The field left out.")
                .passes("answered")
                .fails("refused")
                .play(e -> {
                    e.accepted(e.low());
                    return Outcome.pass("answered");
                });
        catalogue
                .add("MP-I-32", SHOULD, "proto3")
                .asks("An explicit 0 means 0.")
                .because("Some encoders write default values.")
                .by("08 00 in front.")
                .passes("answered")
                .fails("refused")
                .play(e -> {
                    e.accepted(e.low(), "an explicit version 0", draft -> draft.version(0));
                    return Outcome.pass("answered");
                });
    }
}
