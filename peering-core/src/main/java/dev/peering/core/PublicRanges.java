package dev.peering.core;

/** Which IP addresses are places on the Internet: the IANA special-purpose registries, from the other side. */
final class PublicRanges {

    private PublicRanges() {}

    static boolean containsIpv4(byte[] ip) {
        int first = ip[0] & 0xff;
        int second = ip[1] & 0xff;
        boolean own = first == 0 || first == 10 || first == 127;
        boolean shared = first == 100 && (second & 0xc0) == 64;
        boolean link = first == 169 && second == 254;
        boolean inside = (first == 172 && (second & 0xf0) == 16) || (first == 192 && second == 168);
        boolean forTests = (first == 198 && (second & 0xfe) == 18) || (first == 192 && second == 0 && ip[2] == 0);
        return !(own || shared || link || inside || forTests || first >= 224);
    }

    /** Global unicast is 2000::/3; within it 6to4 and Teredo carry IPv4 addresses that could be anything. */
    static boolean containsIpv6(byte[] ip) {
        int first = ((ip[0] & 0xff) << 8) | (ip[1] & 0xff);
        boolean global = (first & 0xe000) == 0x2000;
        boolean sixToFour = first == 0x2002;
        boolean teredo = first == 0x2001 && ip[2] == 0 && ip[3] == 0;
        return global && !sixToFour && !teredo;
    }
}
