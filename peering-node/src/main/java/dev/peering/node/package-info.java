/**
 * Floor 2, the running node: sockets and the real clock around the state machines of {@code dev.peering.core}.
 *
 * <p>Way in for a program: {@link dev.peering.node.PeeringNode}, built by a {@link dev.peering.node.NodeBuilder},
 * heard by a {@link dev.peering.node.NodeListener}, on the threads of a {@link dev.peering.node.PeeringRuntime}.
 *
 * <p>One inbound connection: {@code Acceptor} → {@code Door} (is there a place) → {@code Connection} on its event
 * loop → {@code Session} → {@code Hall} on the hall thread: {@code Proven} → {@code Admit} → {@code Relay} back to
 * the loop → {@code up}. One dial: {@code Hall}: {@code Dial} → {@code Dialer} → {@code Names} if it is a name →
 * {@code Connection} → as above. One message out: {@code Outbox} → {@code Session} → {@code Writer}.
 *
 * <p>The edge decides nothing: it tells the machines what happened and carries out what they answer, in order.
 * Limits: {@link dev.peering.node.EdgeLimits}.
 */
package dev.peering.node;
