#!/bin/sh
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# tests/interop/reference-tests.sh ENVIRONMENT FOLDER
#
# Puts the tests that ProxyStore publishes with its source (FOLDER/source) and pytest (FOLDER/packages) where they can be
# run with the Python ENVIRONMENT of scripts/python-env. Does nothing where they are there already.
set -eu

python=$1/bin/python
folder=$2
requirements=$(cd "$(dirname "$0")" && pwd)/reference-tests.txt
source=$(sed -n 's/^# source: //p' "$requirements")
checksum=$(sed -n 's/^# sha256: //p' "$requirements")
stamp=$folder/requirements.sha256

fail() { printf 'reference-tests: %s\n' "$*" >&2; exit 1; }

mkdir -p "$folder"
if command -v flock >/dev/null 2>&1; then
    exec 9>"$folder.lock"
    flock 9
fi
wanted=$(sha256sum <"$requirements" | cut -d ' ' -f 1)
if [ -r "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -d "$folder/source/tests" ]; then
    exit 0
fi
rm -rf "$folder/source" "$folder/packages" "$folder/download"
mkdir -p "$folder/source" "$folder/download"
"$python" -m pip install --quiet --no-input --disable-pip-version-check --target "$folder/packages" \
    --requirement "$requirements" || fail "pip could not install pytest; is the package index reachable?"
"$python" -m pip download --quiet --no-input --disable-pip-version-check --no-deps --no-binary :all: \
    --dest "$folder/download" "$source" || fail "pip could not download the source of $source"
printf '%s  %s\n' "$checksum" "$(ls "$folder"/download/*.tar.gz)" | sha256sum --check --quiet ||
    fail "the source of $source is not the one that the tests are known to pass with"
tar -xzf "$folder"/download/*.tar.gz -C "$folder/source" --strip-components 1
printf '%s\n' "$wanted" >"$stamp"
