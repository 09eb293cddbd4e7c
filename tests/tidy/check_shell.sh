#!/usr/bin/env bash
# Fails, with the places, when shellcheck finds something in a shell script: check_shell.sh SHELLCHECK
set -euo pipefail
mapfile -t scripts < <(find . -name 'build*' -prune -o -name .git -prune -o -type f \
  -exec grep -lE -m1 '^#!.*\b(bash|sh)$' {} +)
"$1" "${scripts[@]}"
