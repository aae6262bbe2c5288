package dev.peering.conformance.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The target's list is borrowed")
class BorrowedListTest {

    private static final List<ListedPeer> BASE = List.of(peer("one"), peer("two"));

    private static final BorrowedList.Returned NOTHING = new BorrowedList.Returned(0, List.of(), List.of(), "");

    private final Lender lender = new Lender();
    private final BorrowedList list = new BorrowedList(lender);

    private static ListedPeer peer(String key) {
        return ListedPeer.of(key, "127.0.0.1:1");
    }

    /** A list that does as it is told, or not. */
    private static final class Lender implements Control {
        private final List<String> asked = new ArrayList<>();
        private final Set<String> listed = new HashSet<>();
        private final Set<String> refused = new HashSet<>();
        private final Set<String> sticky = new HashSet<>();
        private ControlException.Kind removal = ControlException.Kind.REFUSED;
        private final Set<String> unheard = new HashSet<>();
        private boolean oneByOne;
        private boolean removes = true;
        private boolean tells = true;
        private Optional<ControlException> failing = Optional.empty();

        @Override
        public boolean canAdd() {
            return true;
        }

        @Override
        public boolean canRemove() {
            return removes;
        }

        @Override
        public boolean oneByOne() {
            return oneByOne;
        }

        @Override
        public void add(List<ListedPeer> peers) throws ControlException {
            for (ListedPeer peer : peers) {
                asked.add("add " + peer.publicKey());
                if (failing.isPresent()) {
                    throw failing.get();
                }
                if (refused.contains(peer.publicKey())) {
                    throw new ControlException(ControlException.Kind.REFUSED, "not this one");
                }
                if (unheard.contains(peer.publicKey())) {
                    throw ControlException.unanswered("no answer");
                }
                listed.add(peer.publicKey());
            }
        }

        @Override
        public void remove(List<String> keys) throws ControlException {
            asked.add("remove " + String.join(" ", keys));
            for (String key : keys) {
                if (!listed.contains(key) || removal != ControlException.Kind.REFUSED) {
                    throw new ControlException(removal, "will not remove " + key);
                }
                if (!sticky.contains(key)) {
                    listed.remove(key);
                }
            }
        }

        @Override
        public List<ListedPeer> list(boolean onlyConnected) throws ControlException {
            if (!tells) {
                return Control.super.list(onlyConnected);
            }
            return listed.stream().map(BorrowedListTest::peer).toList();
        }

        @Override
        public void config(Map<String, String> values) {}
    }

    private static void assertUnsupported(ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.kind()).isEqualTo(ControlException.Kind.UNSUPPORTED));
    }

    @Test
    @DisplayName("nobody comes onto it who could not be taken off again, but those the operator agreed to")
    void nobodyWhoWouldStay() throws ControlException {
        lender.removes = false;
        list.introduce(BASE);
        list.add(List.of(peer("one")));
        assertUnsupported(() -> list.add(List.of(peer("one"), peer("three"))));
        assertThat(lender.listed).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    @DisplayName("who says only when asked that it cannot remove is asked first, once")
    void askedFirst() throws ControlException {
        lender.removal = ControlException.Kind.UNSUPPORTED;
        assertUnsupported(() -> list.add(List.of(peer("three"))));
        assertThat(lender.asked).containsExactly("remove three");

        lender.removal = ControlException.Kind.REFUSED;
        list.add(List.of(peer("three")));
        list.add(List.of(peer("four")));
        assertThat(lender.asked).containsExactly("remove three", "remove three", "add three", "add four");
    }

    @Test
    @DisplayName("everything that is left is given back, also what a case forgot")
    void givenBack() throws ControlException {
        list.introduce(BASE);
        list.add(List.of(peer("three")));
        list.remove(List.of("one"));
        list.config(Map.of("knownPeers", "[{\"publicKey\": \"four\", \"address\": \"127.0.0.1:1\"}]"));
        lender.listed.add("four");
        lender.listed.add("the operator's");
        assertThat(list.giveBack()).isEqualTo(new BorrowedList.Returned(3, List.of(), List.of(), ""));
        assertThat(lender.listed).containsExactly("the operator's");
    }

    @Test
    @DisplayName("one that the target has forgotten meanwhile does not keep the others on the list")
    void forgotten() throws ControlException {
        list.introduce(BASE);
        lender.listed.remove("one");
        assertThat(list.giveBack().left()).isEmpty();
        assertThat(lender.listed).isEmpty();
    }

    @Test
    @DisplayName("what could not be taken off is named, with the reason")
    void left() throws ControlException {
        list.introduce(BASE);
        lender.tells = false;
        lender.removal = ControlException.Kind.BROKEN;
        assertThat(list.giveBack())
                .isEqualTo(new BorrowedList.Returned(0, List.of("one", "two"), List.of(), "will not remove one"));
    }

    @Test
    @DisplayName("what the target says it removed and goes on telling is named, too")
    void stays() throws ControlException {
        list.introduce(BASE);
        lender.sticky.add("two");
        BorrowedList.Returned returned = list.giveBack();
        assertThat(returned.left()).containsExactly("two");
        assertThat(returned.why()).contains("goes on telling");
    }

    @Test
    @DisplayName("whom the target refused is not on it")
    void refused() {
        lender.tells = false;
        lender.refused.add("three");
        assertThatThrownBy(() -> list.add(List.of(peer("three")))).hasMessage("not this one");
        assertThat(list.giveBack()).isEqualTo(NOTHING);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = ControlException.Kind.class,
            names = {"UNSUPPORTED", "BROKEN"})
    @DisplayName("when nobody was ever asked to add them, nothing is taken off and nothing is said to be left")
    void neverAsked(ControlException.Kind kind) {
        lender.removal = ControlException.Kind.BROKEN;
        lender.failing = Optional.of(new ControlException(kind, "not even asked"));
        assertThatThrownBy(() -> list.introduce(BASE)).hasMessage("not even asked");
        assertThat(list.giveBack()).isEqualTo(NOTHING);
        assertThat(lender.asked).containsExactly("add one");
    }

    @Test
    @DisplayName(
            "whom somebody was asked to add, without an answer, may be left; the target knows better, where it can be asked")
    void unheard() {
        lender.removal = ControlException.Kind.BROKEN;
        lender.unheard.add("two");
        assertThatThrownBy(() -> list.introduce(BASE)).hasMessage("no answer");
        BorrowedList.Returned known = list.giveBack();
        assertThat(known.left()).containsExactly("one");
        assertThat(known.unsure()).isEmpty();

        lender.tells = false;
        BorrowedList other = new BorrowedList(lender);
        assertThatThrownBy(() -> other.introduce(BASE)).hasMessage("no answer");
        assertThat(other.giveBack())
                .isEqualTo(new BorrowedList.Returned(0, List.of(), List.of("one", "two"), "will not remove one"));
    }

    @Test
    @DisplayName("of several in one request that the target refused, some may be left")
    void refusedTogether() {
        lender.tells = false;
        lender.removal = ControlException.Kind.UNSUPPORTED;
        lender.refused.add("two");
        assertThatThrownBy(() -> list.introduce(BASE)).hasMessage("not this one");
        assertThat(list.giveBack().unsure()).containsExactly("one", "two");
    }

    @Test
    @DisplayName("where each is a request of its own, each is told by its own answer")
    void oneByOne() {
        lender.oneByOne = true;
        lender.tells = false;
        lender.unheard.add("two");
        lender.removal = ControlException.Kind.BROKEN;
        assertThatThrownBy(() -> list.introduce(List.of(peer("one"), peer("two"), peer("three"))))
                .hasMessage("no answer");
        assertThat(list.giveBack())
                .isEqualTo(new BorrowedList.Returned(0, List.of("one"), List.of("two"), "will not remove one"));
    }

    @Test
    @DisplayName("a removal that is refused in the middle does not leave those before it to be named")
    void removedOneByOne() throws ControlException {
        lender.oneByOne = true;
        lender.tells = false;
        list.introduce(BASE);
        lender.listed.remove("two");
        assertThat(list.giveBack())
                .isEqualTo(new BorrowedList.Returned(1, List.of("two"), List.of(), "will not remove two"));
        assertThat(lender.asked).filteredOn(what -> what.equals("remove one")).hasSize(1);
    }

    @Test
    @DisplayName("a case that outlives its run adds nobody")
    void over() throws ControlException {
        list.introduce(BASE);
        list.giveBack();
        assertUnsupported(() -> list.add(List.of(peer("three"))));
        assertThat(lender.listed).isEmpty();
    }
}
