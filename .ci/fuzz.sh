#!/usr/bin/env bash
# Fuzzes the decoders and both handshake roles with Jazzer, in rounds of 20 s each.
#
#   .ci/fuzz.sh                 every target, one round
#   .ci/fuzz.sh 3600            every target in turn, round after round, for an hour
#   .ci/fuzz.sh 3600 responder  only the targets whose name contains 'responder'
#
# What a round finds worth keeping lies in .cifuzz-corpus of its module and is used by the next; a crash is written to a crash-* file beside it and
# ends this with exit code 1. Inputs worth keeping for ever belong into src/test/resources beside the others, which every `mvn verify` replays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-0}
only=${2:-}
targets=()
while IFS= read -r file; do
  module=${file%%/*}
  class=$(basename "$file" .java)
  while IFS= read -r method; do
    target="$module $class#$method"
    if [[ $target == *"$only"* ]]; then targets+=("$target"); fi
  done < <(grep -A1 '@FuzzTest' "$file" | sed -nE 's/^ *void ([A-Za-z]+)\(.*/\1/p')
done < <(grep -rl --include='*FuzzTest.java' '@FuzzTest' peering-*/src/test/java | sort)

if [[ ${#targets[@]} -eq 0 ]]; then
  echo "no fuzz target has '$only' in its name" >&2
  exit 2
fi

begun=$SECONDS
while :; do
  for target in "${targets[@]}"; do
    read -r module test <<<"$target"
    echo "== fuzzing $module $test, $((SECONDS - begun)) s so far"
    log=$(mktemp)
    if ! JAZZER_FUZZ=1 mvn -B -q -Dquick -pl "$module" -am test -Dtest="$test" -Dsurefire.failIfNoSpecifiedTests=false >"$log" 2>&1; then
      cat "$log"
      echo "fuzzing $module $test found something, or did not run; see above" >&2
      exit 1
    fi
    # libFuzzer's own last word; a run that did not fuzz must not pass for one.
    if ! grep -hE 'Done [0-9]+ runs' "$log"; then
      tail -n 40 "$log"
      echo "$module $test did not fuzz" >&2
      exit 1
    fi
    rm -f "$log"
  done
  if ((SECONDS - begun >= seconds)); then break; fi
done
echo "== fuzzed ${#targets[@]} targets for $((SECONDS - begun)) s, nothing found"
