#!/bin/bash
# Unpacks MySQL 9.7 (server, command-line client) from Debian's packages into a directory: no root, no container,
# no installation. The packages' own loader and libraries run it beside any other libc.
#
#   unpack-mysql.sh DIR      DIR: where to; may exist. Prints the home for UNDERSTUDY_MYSQL_HOME.
#
# Needs apt-get and dpkg-deb (Debian, Ubuntu) and Debian's archive keyring. The mirror is the one of the machine's own
# apt sources, or $DEBIAN_MIRROR; the suite is $DEBIAN_SUITE (default sid).
set -euo pipefail

[ $# -eq 1 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
home=$(cd "$1" && pwd)

ready() { [ -f "$home/.unpacked" ] && [ -x "$home/usr/sbin/mysqld" ]; }
if ready; then echo "$home"; exit 0; fi

sources() { cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; }
mirror=${DEBIAN_MIRROR:-$(sources | grep -oE 'https?://[^ ]+/debian/?( |$)' | grep -v snapshot | head -n 1 | tr -d ' ' || true)}
[ -n "$mirror" ] || { echo "unpack-mysql.sh: no Debian mirror in apt's sources; name one in DEBIAN_MIRROR" >&2; exit 1; }

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -f "$keyring" ] || { echo "unpack-mysql.sh: $keyring is missing; install debian-archive-keyring" >&2; exit 1; }

# Two callers at a time: the second waits, and finds everything done.
exec 9>"$home/.lock"
if command -v flock >/dev/null; then flock 9; fi
if ready; then echo "$home"; exit 0; fi

# An apt root of its own: own lists, an empty status file (nothing counts as installed), own cache.
apt=$(mktemp -d "${TMPDIR:-/tmp}/understudy-apt.XXXXXX")
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt"/lists/partial "$apt"/cache/archives/partial
: >"$apt/status"
echo "deb [signed-by=$keyring] ${mirror%/} ${DEBIAN_SUITE:-sid} main" >"$apt/sources.list"
options=(
  -qq
  -o "Dir::Etc::sourcelist=$apt/sources.list"
  -o Dir::Etc::sourceparts=/dev/null
  -o "Dir::State::Lists=$apt/lists"
  -o "Dir::State::status=$apt/status"
  -o "Dir::Cache=$apt/cache"
  -o APT::Install-Recommends=false
  -o APT::Sandbox::User=
  -o Debug::NoLocking=1
)
echo "unpack-mysql.sh: downloading MySQL's packages from ${mirror%/}" >&2
apt-get "${options[@]}" update >&2
# mysql-server holds the plugins (semisync, clone), mysql-server-core the server itself.
apt-get "${options[@]}" -y --download-only install mysql-server-core mysql-client-core mysql-server >&2

echo "unpack-mysql.sh: unpacking into $home" >&2
for package in "$apt"/cache/archives/*.deb; do
  dpkg-deb -x "$package" "$home"
done
touch "$home/.unpacked"
echo "$home"
