package dev.peering.core;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.function.IntPredicate;

/**
 * Where a peer listens: an IP address or a host name, and a TCP port.
 *
 * <p>Names are kept as names: they are looked up at every dial, at the edge. Numeric addresses are kept in their canonical spelling
 * (RFC 5952 for IPv6), so that equal places compare equal.
 *
 * @param host IP address without brackets, or a host name of at most 253 characters
 * @param port 1 to 65535
 */
public record PeerAddress(String host, int port) {

    private static final int MAX_HOST_LENGTH = 253;

    /** Refuses what can never be dialed; the message names the cause. */
    public PeerAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the address has no host; write host:port, for example 192.0.2.7:14666");
        }
        if (host.length() > MAX_HOST_LENGTH || !all(host, PeerAddress::allowedInHost)) {
            throw new IllegalArgumentException("the host is neither an IP address nor a host name");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 1 to 65535");
        }
        host = canonical(host);
    }

    /**
     * Reads {@code ip:port}, {@code [ipv6]:port} or {@code name:port}.
     *
     * @param text what the operator wrote
     * @return the address
     * @throws IllegalArgumentException with one sentence that names what is wrong
     */
    public static PeerAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        // Behind brackets without a port the last colon is one of the address itself.
        if (colon < 0 || text.endsWith("]")) {
            throw new IllegalArgumentException("the address has no port; write host:port, for example 192.0.2.7:14666");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
            if (!NetUtil.isValidIpV6Address(host)) {
                throw new IllegalArgumentException("there is no IPv6 address between the brackets");
            }
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address needs brackets, for example [2001:db8::1]:14666");
        }
        return new PeerAddress(host, port(text.substring(colon + 1)));
    }

    /**
     * The address of a socket, numeric.
     *
     * @param socket a resolved address
     * @return the same place as text
     */
    public static PeerAddress of(InetSocketAddress socket) {
        return new PeerAddress(NetUtil.toAddressString(socket.getAddress()), socket.getPort());
    }

    /**
     * Whether {@link #host} must be looked up before it can be dialed.
     *
     * @return false for an IP address
     */
    public boolean isName() {
        return !NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host);
    }

    /**
     * Whether this is an IP address that means the same place everywhere on the Internet.
     *
     * @return false for names, and for loopback, private, link-local, shared, mapped, translated, multicast and reserved addresses
     */
    public boolean isPublic() {
        byte[] ip = host.indexOf('%') >= 0 ? null : NetUtil.createByteArrayFromIpAddressString(host);
        return ip != null && (ip.length == 4 ? PublicRanges.containsIpv4(ip) : PublicRanges.containsIpv6(ip));
    }

    /** {@code host:port}, IPv6 in brackets: the form that GoShimmer puts into a handshake request. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }

    private static int port(String digits) {
        try {
            if (!digits.isEmpty() && all(digits, c -> c >= '0' && c <= '9')) {
                return Integer.parseInt(digits);
            }
        } catch (NumberFormatException tooLong) {
            // falls through to the same answer
        }
        throw new IllegalArgumentException("the port is not a number from 1 to 65535");
    }

    /** A plain loop: every handshake comes by here, and a stream allocates half a kilobyte each time. */
    private static boolean all(String text, IntPredicate allowed) {
        for (int i = 0; i < text.length(); i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allowedInHost(int c) {
        return c == '.' || c == '-' || c == '_' || c == ':' || c == '%' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static String canonical(String host) {
        byte[] numeric = NetUtil.createByteArrayFromIpAddressString(host);
        if (numeric == null || host.indexOf('%') >= 0) {
            return host;
        }
        return NetUtil.bytesToIpAddress(numeric);
    }
}
