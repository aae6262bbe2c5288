package dev.peering.conformance.net;

/** Java writes IPv6 addresses in full; everybody else writes them short. */
final class InetForm {

    private InetForm() {}

    /** Only the loopback address is ever needed here. */
    static String shorten(String text) {
        return text.equals("0:0:0:0:0:0:0:1") ? "::1" : text;
    }
}
