#!/bin/sh
# Make the virtual environment $2 with the interpreter $1, or say in one sentence what is missing.
set -eu
command -v "$1" >/dev/null || { echo "There is no $1 here. Install Python 3.11 or newer, then type the same again."; exit 1; }
"$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "$("$1" --version) is too old: EventHub needs Python 3.11 or newer. Type: make demo PYTHON=python3.11"
    exit 1
}
[ -x "$2/bin/python" ] || "$1" -m venv "$2" || {
    rm -rf "$2"
    echo "The module venv is missing. On Debian type: apt-get install python3-venv"
    exit 1
}
