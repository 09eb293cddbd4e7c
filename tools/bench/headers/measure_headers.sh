#!/usr/bin/env bash
# What including a public header costs a compiler: measure_headers.sh [ROUNDS]
#
# Prints for each header of include/vtime the processor time in milliseconds (the least of ROUNDS, 3 unless told) and the
# lines after preprocessing, dearest first. CXX names the compiler; what CPPFLAGS has is handed on to it, for headers that
# are elsewhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

rounds=${1:-3}
read -r -a flags <<< "-std=c++20 -Iinclude ${CPPFLAGS:-}"
unit=$(mktemp --suffix .cpp)
trap 'rm -f "$unit"' EXIT
TIMEFORMAT='%U %S'

milliseconds() {
  { time "${CXX:-g++}" "${flags[@]}" -fsyntax-only "$unit"; } 2>&1 | awk '{printf "%d", ($1 + $2) * 1000}'
}

while read -r header; do
  echo "#include <vtime/$header>" > "$unit"
  least=$(for ((round = 0; round < rounds; ++round)); do
    milliseconds
    echo
  done | sort -n | head -n 1)
  lines=$("${CXX:-g++}" "${flags[@]}" -E -P "$unit" | wc -l)
  printf '%6d ms %7d lines  vtime/%s\n' "$least" "$lines" "$header"
done < <(find include/vtime -maxdepth 2 -name '*.hpp' -printf '%P\n' | grep -v _impl | sort) | sort -rn
