/** Identities, peer keys, signatures and the evidence that they were checked. */
module dev.peering.crypto {
    requires org.bouncycastle.provider;
    requires static org.jspecify;
}
