package dev.peering.core.vectors;

/** Addresses as operators and requests write them. Sections 1.5, 2.2 (M4) and 4.1 of the protocol file. */
final class AddressVectors {

    private final GroupFile file = new GroupFile(
                    "addresses",
                    "Texts of the form host:port (the bytes: UTF-8), as a list of peers holds them. Accepted ones are spelled out: host, port,"
                            + " whether the host is a name that must be looked up, and the one spelling that a request carries.")
            .flag("IPv4", "A numeric IPv4 address.")
            .flag("IPv6", "A numeric IPv6 address, in brackets.")
            .flag("Name", "A host name; kept as it is and looked up at every dial.")
            .flag("OtherSpelling", "The same place can be written in another way, and is.")
            .flag("NoHost", "Nothing in front of the colon.")
            .flag("BadPort", "No port, or one that is not 1 to 65535 in digits.")
            .flag("BadHost", "Neither an IP address nor a host name.")
            .flag("Brackets", "Brackets where they do not belong, or none where they do.");

    static GroupFile file() {
        return new AddressVectors().make();
    }

    private GroupFile make() {
        numeric();
        names();
        ports();
        hosts();
        return file;
    }

    private void numeric() {
        accept("loopback", "127.0.0.1:14666", "127.0.0.1", false, "IPv4");
        accept("documentation", "192.0.2.7:14666", "192.0.2.7", false, "IPv4");
        accept("broadcast", "255.255.255.255:1", "255.255.255.255", false, "IPv4");
        accept("any", "0.0.0.0:65535", "0.0.0.0", false, "IPv4");
        accept("ipv6", "[2001:db8::1]:14666", "2001:db8::1", false, "IPv6");
        accept("ipv6-loopback", "[::1]:14666", "::1", false, "IPv6");
        accept("ipv6-any", "[::]:14666", "::", false, "IPv6");
        accept("ipv6-upper-case", "[2001:DB8::ABCD]:14666", "2001:db8::abcd", false, "IPv6", "OtherSpelling");
        accept("ipv6-written-out", "[2001:db8:0:0:0:0:0:1]:14666", "2001:db8::1", false, "IPv6", "OtherSpelling");
        accept("ipv6-leading-zeros", "[2001:0db8::0001]:14666", "2001:db8::1", false, "IPv6", "OtherSpelling");
        accept("ipv6-two-gaps", "[2001:0:0:1:0:0:0:1]:14666", "2001:0:0:1::1", false, "IPv6", "OtherSpelling");
        accept("ipv6-full", "[1:2:3:4:5:6:7:8]:14666", "1:2:3:4:5:6:7:8", false, "IPv6");
        accept("ipv6-one-zero", "[1:2:3:0:5:6:7:8]:14666", "1:2:3:0:5:6:7:8", false, "IPv6");
    }

    private void names() {
        accept("name", "node.example:14666", "node.example", true, "Name");
        accept("localhost", "localhost:14666", "localhost", true, "Name");
        accept("name-upper-case", "Node.Example:14666", "Node.Example", true, "Name");
        accept("name-with-dot", "node.example.:14666", "node.example.", true, "Name");
        accept("name-with-dash-and-underscore", "my_node-1.example:14666", "my_node-1.example", true, "Name");
        accept("container", "peer_replica_0:14666", "peer_replica_0", true, "Name");
        String longest = ("a".repeat(63) + ".").repeat(3) + "a".repeat(61);
        accept("name-253", longest + ":14666", longest, true, "Name");
        refuse(
                "name-254",
                "a host name has at most 253 characters",
                longest + "a:14666",
                "bad-host",
                "Name",
                "BadHost");
    }

    private void ports() {
        accept("port-1", "192.0.2.7:1", "192.0.2.7", false, "IPv4");
        accept("port-65535", "192.0.2.7:65535", "192.0.2.7", false, "IPv4");
        refuse("port-0", "nobody listens at port 0", "192.0.2.7:0", "bad-port", "IPv4", "BadPort")
                .goShimmer("accept", "takes port 0", "observed");
        refuse("port-65536", "one too many", "192.0.2.7:65536", "bad-port", "IPv4", "BadPort");
        refuse("port-very-long", "more than 64 bits", "192.0.2.7:99999999999999999999", "bad-port", "IPv4", "BadPort");
        refuse("port-negative", "a sign", "192.0.2.7:-1", "bad-port", "IPv4", "BadPort");
        refuse("port-plus", "a sign", "192.0.2.7:+1", "bad-port", "IPv4", "BadPort");
        refuse("port-hex", "digits only", "192.0.2.7:0x394a", "bad-port", "IPv4", "BadPort");
        refuse("port-space", "a space in front", "192.0.2.7: 14666", "bad-port", "IPv4", "BadPort");
        refuse("port-space-behind", "a space behind", "192.0.2.7:14666 ", "bad-port", "IPv4", "BadPort");
        refuse("port-line-feed", "a line feed behind", "192.0.2.7:14666\n", "bad-port", "IPv4", "BadPort");
        refuse("port-service", "a service name", "127.0.0.1:http", "bad-port", "IPv4", "BadPort")
                .goShimmer("accept", "looks the service up: port 80", "observed");
        refuse("port-arabic", "digits of another script", "192.0.2.7:\u0663", "bad-port", "IPv4", "BadPort");
        refuse("port-empty", "nothing behind the colon", "192.0.2.7:", "bad-port", "IPv4", "BadPort");
        refuse("port-missing", "no colon", "192.0.2.7", "bad-port", "IPv4", "BadPort");
        refuse(
                "port-missing-ipv6",
                "no port behind the brackets",
                "[2001:db8::1]",
                "bad-port",
                "IPv6",
                "BadPort",
                "Brackets");
    }

    private void hosts() {
        String nowhere = "takes it as an address of nowhere; dialing it never works";
        refuse("empty", "nothing", "", "bad-port", "NoHost", "BadPort").goShimmer("accept", nowhere, "observed");
        refuse("no-host", "a port alone", ":14666", "no-host", "NoHost").goShimmer("accept", nowhere, "observed");
        refuse("empty-brackets", "nothing between the brackets", "[]:14666", "bad-host", "Brackets", "BadHost");
        refuse(
                "ipv6-without-brackets",
                "which colon is the port's?",
                "2001:db8::1:14666",
                "bad-host",
                "IPv6",
                "Brackets");
        refuse(
                "ipv6-short-without-brackets",
                "which colon is the port's?",
                "::1:14666",
                "bad-host",
                "IPv6",
                "Brackets");
        refuse("ipv4-in-brackets", "brackets are for IPv6", "[192.0.2.7]:14666", "bad-host", "IPv4", "Brackets")
                .goShimmer("accept", "Go takes brackets around anything", "derived");
        refuse("name-in-brackets", "brackets are for IPv6", "[node.example]:14666", "bad-host", "Name", "Brackets")
                .goShimmer("accept", "Go takes brackets around anything, if the name can be found", "derived");
        refuse("two-brackets", "one pair is enough", "[[2001:db8::1]]:14666", "bad-host", "Brackets");
        refuse("open-bracket", "the closing bracket is missing", "[2001:db8::1:14666", "bad-host", "Brackets");
        refuse("closed-bracket", "the opening bracket is missing", "2001:db8::1]:14666", "bad-host", "Brackets");
        refuse("nine-groups", "too many groups", "[1:2:3:4:5:6:7:8:9]:14666", "bad-host", "BadHost", "IPv6");
        refuse("two-gaps", "only one gap may be left out", "[1::2::3]:14666", "bad-host", "BadHost", "IPv6");
        refuse("five-digits", "a group has at most four digits", "[12345::1]:14666", "bad-host", "BadHost", "IPv6");
        refuse("space", "a space in the name", "a b:14666", "bad-host", "BadHost");
        refuse("slash", "a URL is no address", "tcp://192.0.2.7:14666", "bad-host", "BadHost");
        refuse("line-feed", "a control character", "x\n:14666", "bad-host", "BadHost");
        refuse("zero-byte", "a control character", "x\u0000:14666", "bad-host", "BadHost");
        refuse("umlaut", "names are ASCII; write xn--", "m\u00fcnchen.example:14666", "bad-host", "BadHost");
        refuse("comma", "two addresses are two addresses", "192.0.2.7,192.0.2.8:14666", "bad-host", "BadHost");
        refuse("user", "no user in front", "me@192.0.2.7:14666", "bad-host", "BadHost");
    }

    private void accept(String id, String text, String host, boolean name, String... flags) {
        int port = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
        String spelled = host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
        file.add(id, (name ? "a name, " : "numeric, ") + "spelled " + spelled, flags)
                .input("text", text)
                .accept()
                .put("host", host)
                .put("port", port)
                .put("name", name)
                .put("text", spelled);
    }

    private GroupFile.Entry refuse(String id, String comment, String text, String reason, String... flags) {
        GroupFile.Entry entry = file.add(id, comment, flags).input("text", text);
        entry.refuse(reason);
        return entry;
    }
}
