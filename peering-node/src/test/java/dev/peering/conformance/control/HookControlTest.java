package dev.peering.conformance.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peering.conformance.control.ControlException.Kind;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Changing the list by a command per peer")
@DisabledOnOs(OS.WINDOWS)
class HookControlTest {

    /** Ends with the key as its code; no blank, for hooks are split at blanks. */
    private static final String CODE = "sh -c exit${IFS}{key}";

    private static void assertKind(Kind kind, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static List<ListedPeer> coded(int code) {
        return List.of(ListedPeer.of(Integer.toString(code), "127.0.0.1:1"));
    }

    @ParameterizedTest(name = "{0}: {1}, later {2}")
    @CsvSource({"1,BROKEN,REFUSED", "3,BROKEN,REFUSED", "89,UNSUPPORTED,UNSUPPORTED", "127,UNSUPPORTED,UNSUPPORTED"})
    @DisplayName("an exit code is the command's fault until one was added, and the target's answer from then on")
    void codes(int code, Kind first, Kind later) throws Exception {
        HookControl control = new HookControl(CODE, Optional.empty());
        assertKind(first, () -> control.add(coded(code)));
        control.add(coded(0));
        assertKind(later, () -> control.add(coded(code)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"1,REFUSED", "89,UNSUPPORTED", "127,UNSUPPORTED"})
    @DisplayName("removing needs a command, whose exit code is the target's answer")
    void removing(int code, Kind kind) throws Exception {
        HookControl without = new HookControl(CODE, Optional.empty());
        assertThat(without.canRemove()).isFalse();
        assertKind(Kind.UNSUPPORTED, () -> without.remove(List.of("0")));

        HookControl with = new HookControl(CODE, Optional.of(CODE));
        assertThat(with.canRemove()).isTrue();
        with.remove(List.of("0", "0"));
        assertKind(kind, () -> with.remove(List.of("0", Integer.toString(code))));
    }

    @Test
    @DisplayName("a peer with several addresses cannot be added by a command that is given one")
    void severalAddresses() {
        HookControl control = new HookControl("true {key}", Optional.empty());
        assertKind(Kind.UNSUPPORTED, () -> control.add(List.of(ListedPeer.of("key", "127.0.0.1:1", "127.0.0.1:2"))));
    }
}
