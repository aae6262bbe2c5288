/**
 * The operator's configuration: one JSON file, overridden by environment variables, overridden by flags.
 *
 * <p>Way in: {@link dev.peering.node.config.NodeConfig#read}. All settings with their defaults: {@link dev.peering.node.config.Setting} and
 * {@code docs/configuration.md}; the two are held together by a test. GoShimmer's record for manual peering works as it stands, alone or inside
 * a whole GoShimmer configuration.
 *
 * <p>What is wrong is told with its place, all of it at once, and nothing starts; only a bad entry in a list of peers is passed over, named, and
 * the good ones are used.
 */
@NullMarked
package dev.peering.node.config;

import org.jspecify.annotations.NullMarked;
