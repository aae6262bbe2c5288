#!/usr/bin/env bash
# The vector files, judged by the implementation that is not ours: interop/vectors/check.py.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

check=interop/vectors/check.py
export PYTHONDONTWRITEBYTECODE=1

# A desk may go on with less; a CI must not believe that what was left out was checked.
only_at_a_desk() {
    if [ -n "${CI:-}" ]; then
        echo "FAILED: $1, and this is a CI (the variable CI is set)" >&2
        exit 1
    fi
}

if ! command -v python3 >/dev/null 2>&1 || ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))'; then
    only_at_a_desk "there is no python3 of 3.9 or newer"
    echo "SKIPPED: there is no python3 of 3.9 or newer, so nobody but us judged the vectors"
    exit 0
fi

venv=target/vectors-venv
mkdir -p target
if ! cmp -s interop/vectors/requirements.txt "$venv/installed.txt"; then
    rm -rf "$venv"
    if ! python3 -m venv "$venv" ||
        ! "$venv/bin/pip" install --quiet --disable-pip-version-check -r interop/vectors/requirements.txt; then
        only_at_a_desk "python3 could not install interop/vectors/requirements.txt"
        echo "without packages (Debian: python3-venv; pip needs a network), so the schema and the library are not asked"
        python3 "$check" --no-library
        exit
    fi
    cp interop/vectors/requirements.txt "$venv/installed.txt"
fi
"$venv/bin/python" "$check"
