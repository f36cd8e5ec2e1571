#!/bin/sh
# Gather all texts to translate, and merge them into the catalogues; what is new there is empty until translated.
set -eu
cd "$(dirname "$0")/.."
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT
.venv/bin/pybabel extract -F babel.cfg -k _l -k lazy_gettext -k lazy_ngettext:1,2 --no-location --sort-output --project EventHub -o "$pot" .
for language in fr es ar zh ru; do
    catalogue=eventhub/translations/$language/LC_MESSAGES/messages.po
    if [ -e "$catalogue" ]; then
        .venv/bin/pybabel update --no-wrap --no-fuzzy-matching --ignore-pot-creation-date -i "$pot" -l "$language" -o "$catalogue"
    else
        mkdir -p "$(dirname "$catalogue")"
        .venv/bin/pybabel init --no-wrap -i "$pot" -l "$language" -o "$catalogue"
    fi
done
