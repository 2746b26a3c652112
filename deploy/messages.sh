#!/usr/bin/env bash
# Collect the German source texts and bring each catalogue up to date; new texts arrive empty and wait for a translator.
set -euo pipefail
cd "$(dirname "$0")/.."

babel=.venv/bin/pybabel
template=.cache/messages.pot
mkdir -p .cache
$babel -q extract -F translations/babel.cfg -k N_ -k says -k pgettext:1c,2 --no-location --sort-output --no-wrap \
    --project=miteinander --version= -o $template .
for language in en; do
    catalogue=translations/$language/LC_MESSAGES/messages.po
    if [ -e $catalogue ]; then
        $babel -q update -N --no-wrap --ignore-obsolete --ignore-pot-creation-date -i $template -o $catalogue -l $language
    else
        mkdir -p "$(dirname $catalogue)"
        $babel -q init --no-wrap -i $template -o $catalogue -l $language
    fi
    empty=$($babel -q compile --statistics -i $catalogue -o ${catalogue%.po}.mo 2>&1)
    printf '%s\n' "$empty"
done
