#!/usr/bin/env bash
# The conformance suite tried on a correct target and on every seeded fault: it must tell good from bad. About three minutes of waiting for time limits.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec ./peering conformance self-proof
