#!/bin/sh
# Make the virtual environment $2 with the interpreter $1, or say in one sentence what is missing.
set -eu
if ! command -v "$1" >/dev/null; then
    echo "There is no $1 here. Install Python 3.11 or newer; on Debian type: sudo apt-get install python3-venv"
    exit 1
fi
if ! "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "$("$1" --version) is too old: EventHub needs 3.11 or newer. If there is one, type: make demo PYTHON=python3.11"
    exit 1
fi
if ! "$1" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "The module venv of $1 is missing. On Debian type: sudo apt-get install python3-venv"
    exit 1
fi
[ -x "$2/bin/python" ] || "$1" -m venv "$2"
