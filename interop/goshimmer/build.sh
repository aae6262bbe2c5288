#!/bin/sh
# Builds bin/goshimmer-peer next to this script. Exit code 3: there is no Go, nothing was built.
set -eu
cd "$(dirname "$0")"
if ! command -v go >/dev/null 2>&1; then
    echo "goshimmer-peer not built: Go is not installed (1.22 or newer is needed on the PATH)" >&2
    exit 3
fi
# local: never download another Go; readonly: never a version that go.mod and go.sum do not name.
export GOTOOLCHAIN=local CGO_ENABLED=0 GOFLAGS=-mod=readonly
exec go build -trimpath -buildvcs=false -o bin/goshimmer-peer .
