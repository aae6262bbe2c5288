package dev.peering.node.json;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One JSON value and its place. */
public sealed interface Json {

    /**
     * Where it stands.
     *
     * @return the place of its first character
     */
    Place at();

    /**
     * What it is, for complaints.
     *
     * @return for example {@code a number}
     */
    String kind();

    /**
     * A string.
     *
     * @param at where
     * @param value its characters, escapes resolved
     */
    record Text(Place at, String value) implements Json {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /**
     * A number.
     *
     * @param at where
     * @param literal as it was written
     */
    record Numeral(Place at, String literal) implements Json {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /**
     * True or false.
     *
     * @param at where
     * @param value which
     */
    record Flag(Place at, boolean value) implements Json {
        @Override
        public String kind() {
            return value ? "true" : "false";
        }
    }

    /**
     * Null.
     *
     * @param at where
     */
    record Nothing(Place at) implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }

    /**
     * An array.
     *
     * @param at where
     * @param items in order
     */
    record Items(Place at, List<Json> items) implements Json {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * An object. No two members have the same name, not even in different letter case: the parser saw to that.
     *
     * @param at where
     * @param members in order
     */
    record Members(Place at, List<Member> members) implements Json {
        /** Copies the list. */
        public Members {
            members = List.copyOf(members);
        }

        @Override
        public String kind() {
            return "an object";
        }

        /**
         * Looks a member up; letter case does not matter, as in GoShimmer.
         *
         * @param name its name
         * @return the value; empty when it is not there
         */
        public Optional<Json> find(String name) {
            return members.stream()
                    .filter(member -> member.is(name))
                    .findFirst()
                    .map(Member::value);
        }
    }

    /**
     * A name and its value.
     *
     * @param name as it was written
     * @param at where the name stands
     * @param value the value
     */
    record Member(String name, Place at, Json value) {

        /**
         * Whether this is the name, in any letter case.
         *
         * @param other a name
         * @return true when it is
         */
        public boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        String folded() {
            return name.toLowerCase(Locale.ROOT);
        }
    }
}
