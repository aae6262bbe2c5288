package dev.peering.node;

import dev.peering.core.ConnectionId;
import dev.peering.core.Effect;
import dev.peering.core.Event;
import dev.peering.core.KnownPeer;
import dev.peering.core.PeerAddress;
import dev.peering.core.Reason;
import dev.peering.core.Refusal;
import dev.peering.core.Session;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out dials: looks the name up if there is one, tries its addresses in turn, and hands the first open
 * connection its session. A dial that was called off goes no further. Belongs to the hall thread.
 */
final class Dialer {

    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    private final Edge edge;
    private final Hall hall;
    private final Places places = new Places();
    private final Map<ConnectionId, Attempt> attempts = new HashMap<>();

    /** One dial: what is being tried, and what is left. */
    private static final class Attempt {

        private final Effect.Dial order;
        private List<InetAddress> left = List.of();
        private Optional<InetAddress> trying = Optional.empty();

        private Attempt(Effect.Dial order) {
            this.order = order;
        }
    }

    Dialer(Edge edge, Hall hall) {
        this.edge = edge;
        this.hall = hall;
    }

    void dial(Effect.Dial order) {
        edge.dialing(order.peer(), order.address());
        Attempt attempt = new Attempt(order);
        attempts.put(order.connection(), attempt);
        PeerAddress address = order.address();
        if (!address.isName()) {
            tryNext(attempt, numeric(address), nothingToTry(address));
            return;
        }
        edge.names()
                .ask(
                        address.host(),
                        answered -> hall.note(() -> {
                            List<InetAddress> found = answered.isEmpty()
                                    ? places.lastGood(address).map(List::of).orElse(List.of())
                                    : places.inOrder(address, answered);
                            tryNext(attempt, found, nothingToTry(address));
                        }));
    }

    /** The hall wants this dial no more. Its connection, open or opening, gets an order of its own. */
    void callOff(ConnectionId id) {
        attempts.remove(id);
    }

    void admitted(ConnectionId id) {
        Attempt attempt = attempts.remove(id);
        if (attempt != null && attempt.order.address().isName()) {
            attempt.trying.ifPresent(good -> places.good(attempt.order.address(), good));
        }
    }

    /**
     * The session is over; when it had not come to an admission, the wrong peer lives at this address, or nobody who
     * answers.
     */
    void ended(ConnectionId id) {
        Attempt attempt = attempts.remove(id);
        if (attempt != null && attempt.order.address().isName()) {
            attempt.trying.ifPresent(bad -> places.bad(attempt.order.address(), bad));
        }
    }

    private void tryNext(Attempt attempt, List<InetAddress> addresses, Refusal lastFailure) {
        ConnectionId id = attempt.order.connection();
        if (attempts.get(id) != attempt) {
            return; // called off
        }
        if (addresses.isEmpty()) {
            attempts.remove(id);
            hall.note(() -> hall.on(new Event.DialFailed(id, lastFailure)));
            return;
        }
        attempt.left = addresses.subList(1, addresses.size());
        attempt.trying = Optional.of(addresses.get(0));
        connect(attempt, addresses.get(0));
    }

    private void connect(Attempt attempt, InetAddress address) {
        Effect.Dial order = attempt.order;
        KnownPeer peer = order.peer();
        Channel channel = edge.transport().connection().newChannel();
        Connection connection = new Connection(
                edge,
                order.connection(),
                channel,
                (ends, now) -> Session.outbound(edge.protocol(), peer, ends, edge.door(), now));
        hall.opening(connection);
        new Bootstrap()
                .group(edge.loops())
                .channelFactory(() -> channel)
                .disableResolver()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.RECVBUF_ALLOCATOR, Edge.READ_SIZES)
                .handler(connection)
                .connect(new InetSocketAddress(address, order.address().port()))
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        hall.note(() -> {
                            hall.notOpened(connection);
                            tryNext(attempt, attempt.left, failure(done.cause()));
                        });
                    }
                });
    }

    private static List<InetAddress> numeric(PeerAddress address) {
        try {
            return List.of(InetAddress.getByName(address.host()));
        } catch (UnknownHostException noSuchScope) {
            return List.of();
        }
    }

    private static Refusal nothingToTry(PeerAddress address) {
        return Reason.UNRESOLVED_NAME.because(
                "'" + address.host() + "' has no address right now; check the name and this machine's name service");
    }

    private static Refusal failure(Throwable cause) {
        return Reason.CONNECT_FAILED.because(String.valueOf(cause.getMessage()));
    }
}
