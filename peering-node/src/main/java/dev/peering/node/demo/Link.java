package dev.peering.node.demo;

/**
 * Two actors that are to be neighbors.
 *
 * @param left the one nearer to the beginning of the line
 * @param right the one after it
 */
record Link(Actor left, Actor right) {

    boolean isUp() {
        return left.isConnectedTo(right) && right.isConnectedTo(left);
    }

    boolean isDown() {
        return !left.isConnectedTo(right) && !right.isConnectedTo(left);
    }

    Actor dialer() {
        return left.dials(right) ? left : right;
    }

    Actor waiter() {
        return left.dials(right) ? right : left;
    }

    @Override
    public String toString() {
        return left.name() + " and " + right.name();
    }
}
