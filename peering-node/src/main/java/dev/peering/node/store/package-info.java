/**
 * What an operator changed while the node was running, kept across restarts.
 *
 * <p>Way in: {@link dev.peering.node.store.PeerStore}. The store holds differences from the configuration, not the list itself: peers that were
 * added and peers that were removed. {@link dev.peering.node.store.PeerChanges#over} says how the two make one list.
 */
@NullMarked
package dev.peering.node.store;

import org.jspecify.annotations.NullMarked;
