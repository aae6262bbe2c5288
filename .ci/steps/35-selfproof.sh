#!/usr/bin/env bash
# The conformance suites tried on a correct target and on every seeded fault: they must tell good from bad. About five minutes of waiting for time limits.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec ./peering conformance self-proof
