#!/usr/bin/env bash
# Full runs of the conformance suite on our own node while every core is kept busy by something else: verdicts must not depend on the weather.
#
#   .ci/repeat.sh [RUNS] [FOLDER] [AT_ONCE] [SUITE]   50 runs of manual by default, one at a time, about two minutes each; reports are kept in FOLDER
#                                                     (target/repeat)
#
# Tells one line for each run, and at the end whether verdicts differed, how long runs took and how many tries were made anew because the machine
# stalled. Ends with 0 when every run passed and all verdicts of all runs are the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-50}
folder=${2:-target/repeat}
at_once=${3:-1}
suite=${4:-manual}
for number in "$runs" "$at_once"; do
  if ! [[ $number =~ ^[1-9][0-9]{0,3}$ ]]; then
    echo "repeat.sh [RUNS] [FOLDER] [AT_ONCE] [SUITE]: '$number' is no number of runs" >&2
    exit 2
  fi
done
rm -rf "$folder"
mkdir -p "$folder"

./peering --version >"$folder/version"
# From here on nothing may build anew under the runs.
export PEERING_NO_BUILD=1
own=()
trap 'kill "${own[@]}" 2>/dev/null || true' EXIT
key=$(./peering identity new --protocol "$suite" --file "$folder/node.key" | sed -n 's/^public key *//p')
cores=$(nproc)
for _ in $(seq "$cores"); do
  sh -c 'while :; do :; done' &
  own+=($!)
done
echo "$runs runs of $suite, $at_once at once, $cores processes of background load"

# One line for each case: its id and its verdict.
verdicts() {
  awk '/^(not )?ok /{sub(/^not /, ""); id = $4} /^  # /{sub(/:$/, "", $2); print id, $2}' "$1"
}

# The number of tries that the suite made anew because this machine stalled.
anew() {
  sed -n 's/^measured: this machine stalled .*: \([0-9]*\)$/\1/p' "$1" | grep . || echo 0
}

# Run number $1 in place $2: each place has a thousand ports below those that the system hands out, so that nothing waits for the run before.
run() {
  local port=$((20000 + $2 % 10 * 1000 + RANDOM % 100 * 10 + $1 % 10)) report=$folder/$1 begin=$SECONDS code=0 told=""
  ./peering conformance run "$suite" --strict --quiet --report "$report" --target "127.0.0.1:$port" --target-key "$key" \
    --adapter "./peering conformance adapter --suite $suite --bind 127.0.0.1:$port --identity $folder/node.key" \
    >"$folder/$1.log" 2>&1 &
  local child=$!
  trap 'kill "$child" 2>/dev/null; exit 143' TERM
  wait "$child" || code=$?
  if [ -f "$report/report.tap" ]; then
    verdicts "$report/report.tap" >"$folder/$1.verdicts"
  else
    : >"$folder/$1.verdicts"
  fi
  # The run that ends first is what the others are compared with.
  ln "$folder/$1.verdicts" "$folder/first" 2>/dev/null || true
  echo "$1 $code $((SECONDS - begin)) $(anew "$folder/$1.log")" >"$folder/$1.run"
  told="run $1: exit code $code, $(wc -l <"$folder/$1.verdicts") verdicts in $((SECONDS - begin)) s"
  told+=", $(anew "$folder/$1.log") tries anew, load $(cut -d ' ' -f 1 /proc/loadavg)"
  if [ "$code" -ne 0 ]; then told+=$'\n'$(tail -n 5 "$folder/$1.log"); fi
  told+=$(diff "$folder/first" "$folder/$1.verdicts" | sed -n 's/^[<>]/\n&/p' || true)
  echo "$told"
}

places=()
for place in $(seq "$at_once"); do
  (for number in $(seq "$place" "$at_once" "$runs"); do run "$number" "$place"; done) &
  places+=($!)
  own+=($!)
done
wait "${places[@]}"

different=$(cat "$folder"/*.verdicts | sort -u | cut -d ' ' -f 1 | uniq -d | wc -l)
cat "$folder"/*.run | sort -n -k 3 >"$folder/runs"
awk -v different="$different" -v runs="$runs" '
  { if ($2 != 0) bad++; took[NR] = $3; anew += $4 }
  END {
    printf "%d runs, %d not passed, %d cases with differing verdicts; longest %d s, median %d s; %d tries made anew while the machine stalled\n",
      NR, bad, different, took[NR], took[int((NR + 1) / 2)], anew
    exit (NR != runs || bad > 0 || different > 0)
  }' "$folder/runs"
