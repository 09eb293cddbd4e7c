#!/usr/bin/env bash
# Installs the Debian packages that are missing: install_packages.sh build|test
# `build` is what the vtime command needs, `test` adds what the tests and checks need.
set -euo pipefail

packages=(cmake g++ libboost-program-options-dev libfmt-dev libre2-dev libyaml-cpp-dev ninja-build nlohmann-json3-dev
  pkg-config)
case "${1:-}" in
  build) ;;
  test)
    packages+=(ccache clang clang-format clang-tidy libasio-dev libboost-dev libclang-rt-dev libgmock-dev libgtest-dev
      libxml2-utils shellcheck)
    ;;
  *)
    echo "usage: install_packages.sh build|test" >&2
    exit 2
    ;;
esac

if ! command -v dpkg-query > /dev/null; then
  echo "==> No dpkg on this machine: trusting that the equivalents of these packages are there: ${packages[*]}"
  exit 0
fi

missing=()
for package in "${packages[@]}"; do
  # The status is asked for, because a removed package may still be known.
  status=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2> /dev/null || true)
  [ "$status" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "==> Packages: all there"
else
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null; then
      echo "These packages are missing; install them as root: apt-get install ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "==> Packages: installing ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"
fi
if [ "$1" = test ]; then
  here=$(dirname "${BASH_SOURCE[0]}")
  "$here/unpack_boost_181.sh" "$here/../../build/boost-1.81"
fi
