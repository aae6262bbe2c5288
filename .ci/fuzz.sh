#!/usr/bin/env bash
# Fuzzes the decoders and both handshake roles with Jazzer, one target after the other.
#
#   .ci/fuzz.sh                every target for 20 s
#   .ci/fuzz.sh 1h             every target for an hour
#   .ci/fuzz.sh 8h responder   only the targets whose name contains 'responder', for a night
#   .ci/fuzz.sh 1h opendex     only those of one network: the name is package, class and method, and its case does not matter
#
# What a run finds worth keeping lies in .cifuzz-corpus of its module and is used by the next; a crash is written to a crash-* file beside it and ends
# this with exit code 1. Inputs worth keeping for ever belong into src/test/resources beside the others, which every `mvn verify` replays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

duration=${1:-20s}
only=${2:-}
targets=()
while IFS= read -r file; do
  while IFS= read -r method; do
    class=${file#*/src/test/java/}
    class=${class%.java}
    name="${class//\//.}#$method"
    if [[ ${name,,} == *"${only,,}"* ]]; then targets+=("${file%%/*} $name"); fi
  done < <(grep -A1 '@FuzzTest' "$file" | sed -nE 's/^ *void ([A-Za-z]+)\(.*/\1/p')
done < <(grep -rl --include='*FuzzTest.java' '@FuzzTest' peering-*/src/test/java | sort)

if [[ ${#targets[@]} -eq 0 ]]; then
  echo "no fuzz target has '$only' in its name; without a name all are fuzzed" >&2
  exit 2
fi

echo "== ${#targets[@]} targets, $duration each:"
printf '  %s\n' "${targets[@]#* }"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
for target in "${targets[@]}"; do
  read -r module test <<<"$target"
  echo "== fuzzing $module $test for $duration"
  # libFuzzer's own last word is asked for, so that a run that did not fuzz cannot pass for one.
  if ! JAZZER_FUZZ=1 JAZZER_MAX_DURATION=$duration mvn -B -q -Dquick -pl "$module" -am test -Dtest="$test" \
    -Dsurefire.failIfNoSpecifiedTests=false >"$log" 2>&1 || ! grep -hE 'Done [0-9]+ runs' "$log"; then
    cat "$log"
    echo "$module $test found something, or did not run; see above" >&2
    exit 1
  fi
done
echo "== fuzzed ${#targets[@]} targets, nothing found"
