#!/bin/sh
# Debian's chromium for the browser tests: installed when this is root, else said in one sentence.
set -eu
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq chromium fonts-noto-core fonts-noto-cjk >/dev/null && exit 0
fi
echo "The browser tests need chromium. On Debian type: sudo apt-get install chromium"
exit 1
