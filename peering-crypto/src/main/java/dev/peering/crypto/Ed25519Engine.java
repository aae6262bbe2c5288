package dev.peering.crypto;

import java.security.GeneralSecurityException;

/**
 * One library's Ed25519 arithmetic, behind {@link Ed25519}, which keeps the policy and turns every exception here into a plain
 * "no". Safe to share between threads.
 */
interface Ed25519Engine {

    String name();

    /** 64 bytes, deterministic (RFC 8032, 5.1.6). */
    byte[] sign(Identity identity, byte[] data) throws GeneralSecurityException;

    /**
     * Does the cofactored equation hold? RFC 8032, 5.1.7. Asked only for a signature {@link SignaturePolicy} allows. All engines
     * must give the same answer to the same question.
     */
    boolean verify(PeerKey signer, byte[] data, byte[] signature) throws GeneralSecurityException;
}
