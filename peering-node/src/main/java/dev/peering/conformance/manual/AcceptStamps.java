package dev.peering.conformance.manual;

import static dev.peering.conformance.CaseSpec.Trait.LATE;
import static dev.peering.conformance.Level.MUST;
import static dev.peering.conformance.Level.SEC;
import static dev.peering.conformance.Level.SHOULD;

import dev.peering.conformance.Level;
import dev.peering.conformance.Outcome;
import java.util.function.UnaryOperator;

/** MP-I-33 to MP-I-42 and MP-I-75: when a request may have been made. */
final class AcceptStamps {

    private static final String WINDOW = "3.5.3 timestamp; window of 3.3 and 3.4, 20 s in GoShimmer";

    private AcceptStamps() {}

    static void addTo(Catalogue catalogue) {
        fresh(catalogue);
        stale(catalogue);
        odd(catalogue);
    }

    private static void fresh(Catalogue catalogue) {
        catalogue
                .add("MP-I-33", MUST, "3.5.3 timestamp")
                .asks("A request stamped now is accepted; the unit is seconds.")
                .because("A target that reads another unit accepts nobody.")
                .by("The current second.")
                .passes("answered")
                .fails("refused")
                .play(e -> {
                    e.accepted(e.low());
                    return Outcome.pass("answered");
                });
        taken(catalogue, "MP-I-34", "A request made 10 s ago is accepted.", "Clocks differ and links are slow.", -10);
        taken(
                catalogue,
                "MP-I-37",
                "A request stamped 10 s ahead is accepted.",
                "A peer whose clock is a little ahead is still a peer.",
                10);
    }

    private static void taken(Catalogue catalogue, String id, String asks, String because, long seconds) {
        String stamped = "stamped " + Math.abs(seconds) + (seconds < 0 ? " s ago" : " s ahead");
        catalogue
                .add(id, SHOULD, WINDOW)
                .asks(asks)
                .because(because)
                .by("A valid request " + stamped + ".")
                .passes("answered")
                .fails("refused")
                .trait(LATE)
                .play(e -> {
                    e.accepted(e.low(), stamped, draft -> draft.later(seconds));
                    return Outcome.pass("answered");
                });
    }

    private static void stale(Catalogue catalogue) {
        refused(
                catalogue,
                "MP-I-35",
                SHOULD,
                "A request made 25 s ago is refused.",
                "Whoever recorded it must not be able to use it later; GoShimmer computes this and goes on.",
                "stamped 25 s ago",
                draft -> draft.later(-25));
        catalogue
                .add("MP-I-36", SEC, WINDOW)
                .asks("A request made long ago is refused.")
                .because("As MP-I-35: a recorded request would open the door for ever.")
                .by("An hour and a day ago.")
                .closes("an old request")
                .play(e -> {
                    e.refuses(
                            "an hour ago",
                            e.request(e.low()).later(-3600).bytes(),
                            e.timing().close());
                    return e.closes(
                            "a day ago", e.request(e.low()).later(-86_400).bytes());
                });
        catalogue
                .add("MP-I-38", SEC, WINDOW)
                .asks("A request from the far future is refused.")
                .because("It would stay valid until then; a clock once set wrongly makes such requests.")
                .by("An hour and a year ahead.")
                .closes("a request from the future")
                .play(e -> {
                    e.refuses(
                            "an hour ahead",
                            e.request(e.low()).later(3600).bytes(),
                            e.timing().close());
                    return e.closes(
                            "a year ahead", e.request(e.low()).later(31_536_000).bytes());
                });
    }

    private static void odd(Catalogue catalogue) {
        refused(
                catalogue,
                "MP-I-39",
                SEC,
                "A request without a stamp is refused.",
                "No stamp means 1970; a signed ping of the same network's discovery reads like that.",
                "without a timestamp",
                Draft::withoutStamp);
        catalogue
                .add("MP-I-40", SEC, WINDOW)
                .asks("A negative stamp is refused, and nothing overflows.")
                .because(
                        "now - stamp overflows for the smallest number, and the age turns negative, which looks fresh.")
                .by("-1 and the smallest 64-bit number.")
                .closes("a negative stamp")
                .play(e -> {
                    e.refuses(
                            "-1", e.request(e.low()).at(-1).bytes(), e.timing().close());
                    return e.closes(
                            "the smallest",
                            e.request(e.low()).at(Long.MIN_VALUE).bytes());
                });
        refused(
                catalogue,
                "MP-I-41",
                SEC,
                "The largest stamp is refused, and nothing overflows.",
                "stamp + window overflows and looks old, or fresh, by turns.",
                "stamped with the largest 64-bit number",
                draft -> draft.at(Long.MAX_VALUE));
        refused(
                catalogue,
                "MP-I-42",
                SEC,
                "A stamp in milliseconds is refused.",
                "It is 50,000 years ahead; whoever takes it does not look at the time.",
                "stamped in milliseconds",
                draft -> draft.at(System.currentTimeMillis()));
        catalogue
                .add("MP-I-75", SHOULD, WINDOW)
                .asks("Empty signed data is refused.")
                .because("It says nothing: no address and no time, so its signature can be used for ever.")
                .by("data of no bytes with a valid signature.")
                .closes("an empty request")
                .play(e -> e.closes(
                        "empty data", Packet.signed(e.low(), new byte[0]).bytes()));
    }

    private static void refused(
            Catalogue catalogue,
            String id,
            Level level,
            String asks,
            String because,
            String by,
            UnaryOperator<Draft> change) {
        catalogue
                .add(id, level, WINDOW)
                .asks(asks)
                .because(because)
                .by("A request " + by + ", otherwise valid.")
                .closes("such a stamp")
                .play(e -> e.closes(by, change.apply(e.request(e.low())).bytes()));
    }
}
