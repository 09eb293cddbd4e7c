#!/usr/bin/env bash
# Fails when a library has variables that belong to no object of its user's: check_globals.sh OBJDUMP LIBRARY
#
# What it may have is constants, and each thread's current loop.
set -euo pipefail

# The variables in sections that are written to; .data.rel.ro has constants which only the loader writes.
found=$("$1" --syms --demangle "$2" | grep -E '\s\.t?(bss|data)' | grep -vE '\.data\.rel\.ro| d +\.|DW\.ref\.' \
  | grep -v 'vtime::(anonymous namespace)::innermost$' || true)
if [ -n "$found" ]; then
  printf 'global variables in %s:\n%s\n' "$2" "$found" >&2
  exit 1
fi
