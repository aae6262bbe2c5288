package dev.peering.node.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Two actors that are to be neighbors.
 *
 * @param left the one nearer to the beginning of the line
 * @param right the one after it
 */
record Link(Actor left, Actor right) {

    /** Those of such a line, in order. */
    static List<Link> along(List<Actor> line) {
        List<Link> links = new ArrayList<>();
        for (int i = 1; i < line.size(); i++) {
            links.add(new Link(line.get(i - 1), line.get(i)));
        }
        return links;
    }

    boolean isUp() {
        return left.isConnectedTo(right) && right.isConnectedTo(left);
    }

    boolean isDown() {
        return !left.isConnectedTo(right) && !right.isConnectedTo(left);
    }

    /** How often its two ends have come up, those of their other links included. */
    long ups() {
        return left.node().counters().ups() + right.node().counters().ups();
    }

    /** How often they have gone down. */
    long downs() {
        return left.node().counters().downs() + right.node().counters().downs();
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
