#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Hands a document to the front with curl, waits for it, and prints its text.
# Usage: submit.sh FILE [URL of the front]
set -euo pipefail

[ $# -ge 1 ] || { echo "usage: $0 FILE [http://127.0.0.1:8080]" >&2; exit 64; }
file=$1
front=${2:-http://127.0.0.1:8080}

# A field of a flat JSON answer; jq does this better where it is installed.
field() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4; }

# In curl's quotes, names with commas and semicolons are one name; quotes and backslashes in it are escaped.
quoted=${file//\\/\\\\}
quoted=${quoted//\"/\\\"}

# The answer comes as soon as the document is safe on disk; the conversion goes on without us.
answer=$(curl --silent --show-error --fail-with-body --form "file=@\"$quoted\"" --form outputs=text "$front/v1/jobs") || {
    echo "$answer" >&2
    exit 1
}
id=$(echo "$answer" | field id)
echo "accepted as $id" >&2

while :; do
    job=$(curl --silent --show-error --fail "$front/v1/jobs/$id")
    case $(echo "$job" | field status) in
        completed) break ;;
        failed | cancelled)
            echo "$job" >&2
            exit 1
            ;;
    esac
    sleep 0.5
done

curl --silent --show-error --fail "$front/v1/jobs/$id/results/text.txt"
