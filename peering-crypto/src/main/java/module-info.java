/** Identities, peer keys, signatures and the evidence that they were checked. */
module dev.peering.crypto {
    requires org.bouncycastle.provider;
    requires static org.jspecify;

    exports dev.peering.crypto;

    // Amazon's provider is found as a service: nothing of it is named at compile time, and where it is absent nothing
    // is missing.
    uses java.security.Provider;
}
