/** Plain sockets for cases: every read has a time limit and a byte limit, and everything is written into the case's timeline. */
package dev.peering.conformance.net;
