package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Identities: made, used, wiped")
class IdentityTest {

    private static final String SEED_B = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
    private static final String KEY_B = "3ogUn1GNXoASaRbxPNeVJnVv5rG4EPBtmQmX61jVorUe";

    @Test
    @DisplayName("9.1 a seed makes its key")
    void fromSeed() {
        try (Identity identity = Identity.fromSeed(Vectors.hex(SEED_B))) {
            assertThat(identity.key()).hasToString(KEY_B);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    @DisplayName("a seed of another length is refused")
    void seedLength(int length) {
        assertThatThrownBy(() -> Identity.fromSeed(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seed has " + length + " bytes, 32 are needed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base58:3ARMH9zfVCnU2TKiphU4xcEyWdA45fc1sjKEtYMdf3gr",
                "base64:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
            })
    @DisplayName("9.1 both forms of node.seed are read")
    void parse(String text) throws KeyException {
        try (Identity identity = Identity.parse(text)) {
            assertThat(identity.key()).hasToString(KEY_B);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "base58:",
                "base64:",
                "base58",
                "3ARMH9zfVCnU2TKiphU4xcEyWdA45fc1sjKEtYMdf3gr",
                "BASE58:3ARMH9zfVCnU2TKiphU4xcEyWdA45fc1sjKEtYMdf3gr",
                "base58:3ARMH9zfVCnU2TKiphU4xcEyWdA45fc1sjKEtYMdf3gr ",
                " base58:3ARMH9zfVCnU2TKiphU4xcEyWdA45fc1sjKEtYMdf3gr",
                "base58:3ARMH9zfVCnU2TKiphU4xcEyWdA45fc1sjKEtYMdf3grr",
                "base58:RMH9zfVCnU2TKiphU4xcEyWdA45fc1sjKEtYMdf3gr",
                "base64:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8",
                "base64:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj9=",
                "base64:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8==",
                "base64:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9PjA/",
                "base64:!CEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
            })
    @DisplayName("anything else is refused, and the message shows nothing of it")
    void parseRefuses(String text) {
        assertThatThrownBy(() -> Identity.parse(text))
                .isInstanceOf(KeyException.class)
                .hasMessageStartingWith("seed ")
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).doesNotContain("RMH9").doesNotContain("ICEi"));
    }

    @Test
    @DisplayName("a new identity takes its seed from the randomness it is given, and nothing else")
    void create() {
        SecureRandom counting = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (32 + i);
                }
            }
        };
        try (Identity identity = Identity.create(counting)) {
            assertThat(identity.key()).hasToString(KEY_B);
        }
    }

    @Test
    @DisplayName("closing wipes the seed; the key stays, signing ends")
    void close() {
        byte[] seed = Vectors.hex(SEED_B);
        Identity identity = new Identity(seed);
        identity.sign(new byte[3]);
        assertThat(seed).isEqualTo(Vectors.hex(SEED_B));
        identity.close();
        identity.close();
        assertThat(seed).containsOnly(0);
        assertThat(identity.key()).hasToString(KEY_B);
        for (Ed25519 ed25519 : Providers.present()) {
            assertThatThrownBy(() -> ed25519.sign(identity, new byte[3]))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(KEY_B)
                    .hasMessageContaining("is closed");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("present")
    @DisplayName("an identity that has signed by this provider cannot sign after closing either")
    void closeAfterUse(Ed25519 ed25519) {
        Identity identity = Identity.fromSeed(Vectors.hex(SEED_B));
        ed25519.sign(identity, new byte[3]);
        identity.close();
        assertThatThrownBy(() -> ed25519.sign(identity, new byte[3])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("the caller's seed array is copied, not kept")
    void copied() {
        byte[] seed = Vectors.hex(SEED_B);
        try (Identity identity = Identity.fromSeed(seed)) {
            byte[] before = identity.sign(new byte[3]);
            Arrays.fill(seed, (byte) 0);
            assertThat(identity.sign(new byte[3])).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("what is printed names the public key and holds no form of the seed")
    void printed() {
        try (Identity identity = Identity.fromSeed(Vectors.hex(SEED_B))) {
            assertThat(identity.toString())
                    .contains(KEY_B)
                    .doesNotContain(SEED_B)
                    .doesNotContain("3ARMH9zfVCnU2TKiphU4xcEyWdA45fc1sjKEtYMdf3gr")
                    .doesNotContain(Base64.getEncoder().encodeToString(Vectors.hex(SEED_B)))
                    .doesNotContain(Arrays.toString(Vectors.hex(SEED_B)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("present")
    @DisplayName("many threads sign with one identity and all get the right signatures")
    void concurrent(Ed25519 ed25519) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Identity identity = Identity.fromSeed(Vectors.hex(SEED_B))) {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                byte[] data = {(byte) thread};
                byte[] expected = identity.sign(data);
                done.add(threads.submit(() -> Stream.generate(() -> ed25519.sign(identity, data))
                        .limit(500)
                        .allMatch(signature -> Arrays.equals(expected, signature))));
            }
            for (Future<Boolean> right : done) {
                assertThat(right.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    static Stream<Ed25519> present() {
        return Providers.present().stream();
    }
}
