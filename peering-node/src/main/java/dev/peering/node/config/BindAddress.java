package dev.peering.node.config;

import dev.peering.core.PeerAddress;

/**
 * Where to listen.
 *
 * @param host an IP address or a name of this machine; never empty
 * @param port 0 for any free one, to 65535
 */
public record BindAddress(String host, int port) {

    /**
     * Reads {@code host:port}; without a host, as Go allows, it means every address of this machine.
     *
     * @param text what the operator wrote
     * @return the address
     * @throws IllegalArgumentException with one sentence that names what is wrong
     */
    public static BindAddress parse(String text) {
        String whole = text.startsWith(":") ? "0.0.0.0" + text : text;
        boolean anyPort = whole.endsWith(":0");
        PeerAddress address = PeerAddress.parse(anyPort ? whole.substring(0, whole.length() - 1) + "1" : whole);
        return new BindAddress(address.host(), anyPort ? 0 : address.port());
    }

    /** {@code host:port}, IPv6 in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
