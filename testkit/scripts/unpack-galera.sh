#!/bin/bash
# Unpacks Galera's library from Debian's package into a directory: no root, no installation.
#
#   unpack-galera.sh DIR     DIR: where to; may exist. Prints the file for UNDERSTUDY_GALERA_PROVIDER.
#
# Needs apt-get and dpkg-deb (Debian, Ubuntu). The package is the one of the machine's own apt sources, since it uses the
# machine's own OpenSSL and C++ libraries.
set -euo pipefail

[ $# -eq 1 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
home=$(cd "$1" && pwd)
library=$home/usr/lib/galera/libgalera_smm.so

# Two callers at a time: the second waits, and finds everything done.
exec 9>"$home/.lock"
if command -v flock >/dev/null; then flock 9; fi
if [ -f "$library" ]; then echo "$library"; exit 0; fi

draft=$(mktemp -d "${TMPDIR:-/tmp}/understudy-galera.XXXXXX")
trap 'rm -rf "$draft"' EXIT
echo "unpack-galera.sh: downloading galera-4" >&2
(cd "$draft" && apt-get -qq -o APT::Sandbox::User= download galera-4 >&2) || {
  echo "unpack-galera.sh: apt-get can't download galera-4; run apt-get update first" >&2
  exit 1
}
dpkg-deb -x "$draft"/galera-4_*.deb "$home"
[ -f "$library" ] || { echo "unpack-galera.sh: galera-4 has no $library" >&2; exit 1; }
echo "$library"
