#!/usr/bin/env bash
# One round of every fuzz target: each decoder and each handshake role for 20 s.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/../fuzz.sh"
