#!/usr/bin/env bash
# Collect the German source texts and bring each catalogue up to date; new texts arrive empty and wait for a translator.
set -euo pipefail
cd "$(dirname "$0")/.."

babel=.venv/bin/pybabel
template=translations/messages.pot

$babel -q extract -F translations/babel.cfg -k N_ -k _ -k ngettext:1,2 -k pgettext:1c,2 -k tells:2 \
    --no-wrap --sort-by-file --no-location --project=miteinander --version= -o $template portal
for catalogue in translations/*/LC_MESSAGES/messages.po; do
    [ -e "$catalogue" ] || continue
    language=$(basename "$(dirname "$(dirname "$catalogue")")")
    $babel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
        -i $template -o "$catalogue" -l "$language"
done
