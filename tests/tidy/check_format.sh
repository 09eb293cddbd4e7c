#!/usr/bin/env bash
# Fails, with the places, when a C++ file is not formatted: check_format.sh CLANG_FORMAT
set -euo pipefail
find . -type d \( -name 'build*' -o -name '.*' -not -name . \) -prune -o -name '*.[ch]pp' -print0 | sort -z \
  | xargs -0 "$1" --dry-run --Werror
