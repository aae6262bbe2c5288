package dev.peering.node;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Turns a host name into addresses. Called at every dial of a peer that is listed by name, on a thread that may
 * block.
 *
 * <p>{@link #SYSTEM} asks the platform. The JDK remembers answers for 30 s and failures for 10 s; an operator who
 * wants every dial to ask anew starts the process with {@code -Dsun.net.inetaddr.ttl=0
 * -Dsun.net.inetaddr.negative.ttl=0}.
 */
@FunctionalInterface
public interface NameLookup {

    /** The platform's own lookup. */
    NameLookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * Looks a name up.
     *
     * @param host the name
     * @return its addresses, best first
     * @throws UnknownHostException when it has none right now
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
