#!/usr/bin/env bash
# Full runs of the conformance suite on our own node while every core is kept busy by something else: verdicts must not depend on the weather.
#
#   .ci/repeat.sh [RUNS] [FOLDER]     50 runs by default, about two minutes each; reports are kept in FOLDER (target/repeat)
#
# Ends with 0 when every run passed and all verdicts of all runs are the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-50}
folder=${2:-target/repeat}
rm -rf "$folder"
mkdir -p "$folder"

./peering --version >"$folder/version"
# From here on nothing may build anew under the runs.
export PEERING_NO_BUILD=1
load=()
trap 'kill "${load[@]}" 2>/dev/null || true' EXIT
key=$(./peering identity new --file "$folder/node.key" | sed -n 's/^public key *//p')
for _ in $(seq "$(nproc)"); do
  sh -c 'while :; do :; done' &
  load+=($!)
done
echo "$runs runs, ${#load[@]} processes of background load"

# One line for each case: its id and its verdict.
verdicts() {
  awk '/^(not )?ok /{sub(/^not /, ""); id = $4} /^  # /{sub(/:$/, "", $2); print id, $2}' "$1"
}

bad=0
for run in $(seq "$runs"); do
  # Below the ports the system hands out, another in each run, so that nothing waits for the one before.
  port=$((20000 + (RANDOM % 1000) * 10 + run % 10))
  report=$folder/$run
  begin=$SECONDS
  code=0
  ./peering conformance run manual --strict --quiet --report "$report" --target "127.0.0.1:$port" --target-key "$key" \
    --adapter "./peering conformance adapter --bind 127.0.0.1:$port --identity $folder/node.key" \
    >"$folder/$run.log" 2>&1 || code=$?
  if [ -f "$report/report.tap" ]; then
    verdicts "$report/report.tap" >"$folder/$run.verdicts"
  else
    : >"$folder/$run.verdicts"
  fi
  echo "run $run: exit code $code, $(wc -l <"$folder/$run.verdicts") verdicts in $((SECONDS - begin)) s, load $(cut -d ' ' -f 1 /proc/loadavg)"
  if [ "$code" -ne 0 ]; then
    bad=1
    tail -n 5 "$folder/$run.log"
  fi
  diff "$folder/1.verdicts" "$folder/$run.verdicts" || bad=1
done

different=$(cat "$folder"/*.verdicts | sort -u | cut -d ' ' -f 1 | uniq -d | wc -l)
echo "$runs runs, $different cases with differing verdicts"
exit "$bad"
