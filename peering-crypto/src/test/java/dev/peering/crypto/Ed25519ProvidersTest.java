package dev.peering.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.SignatureException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Choosing a provider, and what one must do to be chosen")
class Ed25519ProvidersTest {

    /** Sees the platform's modules, not our class path: as if the optional jar were not there. */
    private static final ClassLoader WITHOUT_CORRETTO = ClassLoader.getPlatformClassLoader();

    @Test
    @DisplayName("bouncycastle is the default and always there")
    void bouncyCastle() {
        assertThat(Ed25519.bouncyCastle().name()).isEqualTo("bouncycastle");
        assertThat(Ed25519.named("bouncycastle", WITHOUT_CORRETTO).name()).isEqualTo("bouncycastle");
    }

    @Test
    @DisplayName("on Linux x86-64, where its jar comes with the tests, corretto is really tested")
    void correttoIsTested() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "no Linux");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "no x86-64");
        assertThat(Providers.present()).extracting(Ed25519::name).containsExactly("bouncycastle", "corretto");
        assertThat(Ed25519.named("auto").name()).isEqualTo("corretto");
    }

    @Test
    @DisplayName("without its jar, corretto is refused in one sentence with the remedy")
    void correttoAbsent() {
        assertThatThrownBy(() -> Ed25519.named("corretto", WITHOUT_CORRETTO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the Ed25519 provider corretto cannot be used, its jar is not on the class path or module path: add"
                                + " software.amazon.cryptools:AmazonCorrettoCryptoProvider for this system, or choose auto");
    }

    @Test
    @DisplayName("without its jar, auto is bouncycastle")
    void autoFallsBack() {
        assertThat(Ed25519.named("auto", WITHOUT_CORRETTO).name()).isEqualTo("bouncycastle");
    }

    @Test
    @DisplayName("an unknown name is refused with the names there are")
    void unknown() {
        assertThatThrownBy(() -> Ed25519.named("sunec"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no Ed25519 provider named 'sunec': choose bouncycastle, corretto or auto");
    }

    @Test
    @DisplayName("choosing a provider registers nothing with the platform")
    void nothingRegistered() {
        Ed25519.named("auto");
        assertThat(Security.getProviders())
                .extracting(Provider::getName)
                .doesNotContain("AmazonCorrettoCryptoProvider", "BC");
    }

    @Test
    @DisplayName("an engine with any one fault fails its self-test, by the name of the fault")
    void selfTest() {
        assertFault("makes a wrong signature", new Faulty() {
            @Override
            public byte[] sign(Identity identity, byte[] data) {
                byte[] signature = super.sign(identity, data);
                signature[9] ^= 1;
                return signature;
            }
        });
        assertFault("makes a wrong signature", new Faulty() {
            private int calls;

            @Override
            public byte[] sign(Identity identity, byte[] data) {
                return calls++ == 0 ? super.sign(identity, data) : new byte[64];
            }
        });
        assertFault("refuses a good signature", new Faulty() {
            @Override
            public boolean verify(PeerKey signer, byte[] data, byte[] signature) {
                return false;
            }
        });
        assertFault("accepts a changed signature", new Faulty() {
            @Override
            public boolean verify(PeerKey signer, byte[] data, byte[] signature) {
                return true;
            }
        });
        assertFault("accepts changed data", new Faulty() {
            @Override
            public boolean verify(PeerKey signer, byte[] data, byte[] signature) throws GeneralSecurityException {
                byte[] first = Vectors.hex("120f3132372e302e302e313a31343636361880c28d8c06");
                return super.verify(signer, first, signature);
            }
        });
        assertFault("accepts S + L", new Faulty() {
            @Override
            public boolean verify(PeerKey signer, byte[] data, byte[] signature) throws GeneralSecurityException {
                byte[] s = Arrays.copyOfRange(signature, 32, 64);
                byte[] reduced = Curve.signature(
                        Arrays.copyOf(signature, 32), Curve.number(s).mod(Curve.L));
                return super.verify(signer, data, reduced);
            }
        });
        assertFault("throws java.security.GeneralSecurityException: no such thing", new Faulty() {
            @Override
            public boolean verify(PeerKey signer, byte[] data, byte[] signature) throws GeneralSecurityException {
                throw new GeneralSecurityException("no such thing");
            }
        });
        assertThat(SelfTest.fault(new Faulty())).isEmpty();
    }

    private static void assertFault(String fault, Ed25519Engine engine) {
        assertThat(SelfTest.fault(engine)).isEqualTo(fault);
        assertThatThrownBy(() -> Ed25519.tested(engine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the Ed25519 provider faulty fails its self-test (" + fault
                        + "): do not use it, choose another");
    }

    @Test
    @DisplayName("an engine that throws over somebody's bytes has refused them")
    void throwing() {
        Ed25519 moody = Ed25519.tested(new Faulty() {
            @Override
            public boolean verify(PeerKey signer, byte[] data, byte[] signature) throws GeneralSecurityException {
                if (data.length == 1) {
                    throw new SignatureException("a bad day");
                }
                if (data.length == 2) {
                    throw new ArrayIndexOutOfBoundsException(65);
                }
                return super.verify(signer, data, signature);
            }
        });
        try (Identity identity = Identity.fromSeed(new byte[32])) {
            for (int length = 1; length < 4; length++) {
                byte[] data = new byte[length];
                assertThat(moody.verify(identity.key(), data, identity.sign(data)))
                        .isEqualTo(length == 3);
            }
        }
    }

    @Test
    @DisplayName("the policy is asked before the engine: what it refuses never gets there")
    void policyFirst() {
        Ed25519 credulous = Ed25519.tested(new Faulty() {
            @Override
            public boolean verify(PeerKey signer, byte[] data, byte[] signature) throws GeneralSecurityException {
                return data.length == 0 || super.verify(signer, data, signature);
            }
        });
        try (Identity identity = Identity.fromSeed(new byte[32])) {
            byte[] good = Curve.signature(Curve.BASE.encode(), Curve.L.subtract(BigInteger.ONE));
            byte[] tooLargeS = Curve.signature(Curve.BASE.encode(), Curve.L);
            byte[] smallR = Curve.signature(Curve.TORSION.encode(), BigInteger.ONE);
            byte[] oddR = Curve.signature(Curve.littleEndian(Curve.P.add(BigInteger.TEN)), BigInteger.ONE);
            assertThat(credulous.verify(identity.key(), new byte[0], good)).isTrue();
            assertThat(credulous.verify(identity.key(), new byte[0], tooLargeS)).isFalse();
            assertThat(credulous.verify(identity.key(), new byte[0], smallR)).isFalse();
            assertThat(credulous.verify(identity.key(), new byte[0], oddR)).isFalse();
            assertThat(credulous.verify(identity.key(), new byte[0], Arrays.copyOf(good, 63)))
                    .isFalse();
            assertThat(credulous.verify(identity.key(), new byte[0], Arrays.copyOf(good, 65)))
                    .isFalse();
        }
    }

    /** BouncyCastle, to be spoiled in one place. */
    private static class Faulty implements Ed25519Engine {

        private final BouncyCastleEngine good = new BouncyCastleEngine();

        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public byte[] sign(Identity identity, byte[] data) {
            return good.sign(identity, data);
        }

        @Override
        public boolean verify(PeerKey signer, byte[] data, byte[] signature) throws GeneralSecurityException {
            return good.verify(signer, data, signature);
        }
    }
}
