#!/usr/bin/env bash
# The suite against the original GoShimmer, and beside it against our reference target with the original's habits: both must give the column of verdicts
# that interop/goshimmer/expected-results.json holds. About two minutes, most of it waiting.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# A desk may go on with less; a CI must not believe that what was left out was checked.
if [ -n "${CI:-}" ] && ! command -v go >/dev/null 2>&1; then
    echo "FAILED: Go is not installed, and this is a CI (the variable CI is set)" >&2
    exit 1
fi

expected=interop/goshimmer/expected-results.json
reports=target/goshimmer-conformance
rm -rf "$reports"
mkdir -p "$reports/profile"
./peering --version >/dev/null # builds it, if that has not been done

# Two runs on one machine do not meet, and nobody's outgoing connection has such a port.
free_port() {
    local port=$1
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    echo "$port"
}
port=${GOSHIMMER_PROFILE_PORT:-$(free_port $((20000 + $$ % 4000)))}
export GOSHIMMER_PORT=${GOSHIMMER_PORT:-$(free_port $((port + 1)))}
target="./peering conformance target --profile goshimmer --port $port"
# The target says its key when it starts, and ends when its input does.
if ! said=$($target </dev/null 2>&1); then
    printf '%s\nFAILED: the profile did not start; another port: GOSHIMMER_PROFILE_PORT=... %s\n' "$said" "$0" >&2
    exit 1
fi
key=$(sed -n 's/.*--target-key \([^ ]*\).*/\1/p' <<<"$said")
echo "goshimmer profile of the reference target, key $key"
./peering conformance run manual --quiet --identities 32 --target "127.0.0.1:$port" --target-key "$key" \
    --adapter "$target" --report "$reports/profile" >"$reports/profile/console.txt" 2>&1 &
profile=$!

code=0
columns=("$reports/profile/report.json")
if command -v go >/dev/null 2>&1; then
    echo "the original"
    interop/goshimmer/conformance.sh --quiet >"$reports/console.txt" 2>&1 || code=$?
    columns+=("$reports/report.json")
else
    echo "SKIPPED: Go is not installed, so the original itself is not tried, only the profile that stands for it" >&2
fi
wait "$profile" || code=$?
if [ "$code" -ne 0 ]; then
    tail -n 40 "$reports"/profile/console.txt "$reports"/console.txt 2>/dev/null || true
    echo "FAILED: a run ended with $code" >&2
    exit "$code"
fi
./peering conformance compare "$expected" "${columns[@]}"
