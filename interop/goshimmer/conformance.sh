#!/usr/bin/env bash
# Runs the conformance suite against the original, GoShimmer, on loopback: builds goshimmer-peer, lets the suite start it, put its keys on the
# original's list, stop and kill it, and writes report.html, report.json, junit.xml and report.tap. Two minutes.
#
#   conformance.sh [options and case ids of: peering conformance run manual]
#
#   GOSHIMMER_REPORT=DIR   where the reports go (target/goshimmer-conformance)
#   GOSHIMMER_PORT=PORT    where the original listens on 127.0.0.1 (24666)
#
# Exit codes: those of the suite; 3 also when there is no Go.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# The suite's key pairs and the original's are the same in every run, so that runs can be compared. Nobody's secret.
seed=202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f
key=3ogUn1GNXoASaRbxPNeVJnVv5rG4EPBtmQmX61jVorUe
listen=127.0.0.1:${GOSHIMMER_PORT:-24666}
report=${GOSHIMMER_REPORT:-target/goshimmer-conformance}

interop/goshimmer/build.sh
mkdir -p "$report"
# A peer that left is awaited again only on the original's next tick of 5 s, so the suite's keys rest between cases; with more keys nobody waits.
exec ./peering conformance run manual --target "$listen" --target-key "$key" --identities 32 \
    --adapter "interop/goshimmer/bin/goshimmer-peer adapter --seed $seed --listen $listen --log $report/goshimmer.log" \
    --report "$report" "$@"
