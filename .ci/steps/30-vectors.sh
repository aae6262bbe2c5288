#!/usr/bin/env bash
# The vector files, judged by the implementation that is not ours: interop/vectors/check.py.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# Without Python a desk may go on; a CI must not believe that vectors were checked.
skip() {
    if [ -n "${CI:-}" ]; then
        echo "FAILED: $1, and this is a CI (the variable CI is set)" >&2
        exit 1
    fi
    echo "SKIPPED: $1, so nobody but us judged the vectors"
    exit 0
}

command -v python3 >/dev/null 2>&1 || skip "python3 is not installed"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))' || skip "python3 is older than 3.9"

venv=target/vectors-venv
mkdir -p target
if ! cmp -s interop/vectors/requirements.txt "$venv/installed.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv" || skip "python3 cannot make a virtual environment (Debian: install python3-venv)"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r interop/vectors/requirements.txt ||
        skip "pip could not install interop/vectors/requirements.txt"
    cp interop/vectors/requirements.txt "$venv/installed.txt"
fi
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" interop/vectors/check.py
