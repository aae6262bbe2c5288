/**
 * Manual peering: the two-message handshake between peers whose operators know each other, and the frames after it.
 *
 * <p>Spec: seed 000, 3.5 Manual Peering; compatible with GoShimmer v0.6.4 to v0.8.1. Messages: {@code dev.peering.wire.manual}. The lower key dials
 * (3.5.2).
 *
 * <p>Way in: {@link dev.peering.core.manual.ManualPeering} → {@code AwaitRequest} (responder) or {@code AwaitResponse} (initiator) → {@code
 * ManualConversation}.
 *
 * <p>Units: timestamps are whole seconds since 1970-01-01 UTC. Limits: envelope 256 bytes, frame body 66,560 bytes. Refuses: MALFORMED,
 * UNSUPPORTED_VERSION, STALE_TIMESTAMP, FUTURE_TIMESTAMP, STAMPED_BEFORE_START, WRONG_TARGET, SELF, BAD_KEY, BAD_SIGNATURE, UNKNOWN_PEER,
 * WRONG_DIRECTION, UNEXPECTED_IDENTITY, WRONG_REQUEST_HASH, STALLED; and in the hall REPLAYED, TIMEOUT.
 */
package dev.peering.core.manual;
