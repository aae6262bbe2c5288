#!/usr/bin/env bash
# Whole runs of the conformance suite against a target that gives fuzzed answers, until it has given so many: ./.ci/hostile.sh [ANSWERS] [MINUTES].
# `mvn verify` does a small round of it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec mvn -B -q -Dquick -pl peering-node -am test -Dtest=HostileTargetIT -Dsurefire.failIfNoSpecifiedTests=false \
  -Dpeering.hostile.answers="${1:-1000000}" -Dpeering.hostile.minutes="${2:-60}"
