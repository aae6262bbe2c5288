/**
 * JSON as operators write it: every value knows its line, column and JSON pointer, so that a complaint can name the place.
 *
 * <p>Reading is Jackson's strict streaming parser plus a small tree; writing is Jackson's generator over plain maps and lists. Used by the
 * configuration, the store and the command line; nothing a stranger on the network sends comes through here.
 */
@NullMarked
package dev.peering.node.json;

import org.jspecify.annotations.NullMarked;
