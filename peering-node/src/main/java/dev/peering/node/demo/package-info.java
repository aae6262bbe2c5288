/**
 * {@code peering demo}: a handful of nodes on loopback that find each other, pass a message on, lose a connection and mend it, and shut one out.
 *
 * <p>Way in: {@link dev.peering.node.demo.Demo}. {@code Story} is what happens, told with the same calls an embedder has; {@code Cast} the nodes it
 * happens to; {@code Promises} what must come true; {@code Picture} draws a moment, {@code LiveScreen} and {@code PlainScreen} show it. A network
 * joins by bringing a {@link dev.peering.node.demo.DemoNetwork}.
 */
@NullMarked
package dev.peering.node.demo;

import org.jspecify.annotations.NullMarked;
