#!/usr/bin/env bash
# Puts the headers of Boost 1.81 into a folder: unpack_boost_181.sh FOLDER (they are then in FOLDER/usr/include)
#
# Debian has them beside its default Boost 1.74, but not both can be installed. The adapter for Asio is tested with both;
# where 1.81 can't be had, those tests are reported as skipped.
set -euo pipefail

folder=${1:?usage: unpack_boost_181.sh FOLDER}
[ -e "$folder/usr/include/boost/version.hpp" ] && exit 0

download=$(mktemp -d)
trap 'rm -rf "$download"' EXIT
# The sandbox of apt's downloads can't write into folders of root alone.
chmod 755 "$download"
fetch() { (cd "$download" && apt-get download -qq libboost1.81-dev 2> "$download/why"); }
# On a machine that has all other packages, apt may not have the list of them yet.
if ! fetch && ! { [ "$(id -u)" -eq 0 ] && apt-get update -qq && fetch; }; then
  echo "==> Boost 1.81: no package libboost1.81-dev to be had; its tests will be skipped" >&2
  sed 's/^/    /' "$download/why" >&2
  exit 0
fi
echo "==> Boost 1.81: unpacking its headers into $folder"
mkdir -p "$folder"
for package in "$download"/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar --extract --directory "$folder" ./usr/include
done
