#!/bin/bash
# Makes Docker images from unpacked servers, for machines that reach no image registry:
# understudy/mysql:9.7 and understudy/mariadb:11.4. The testkit uses them where the official ones are missing.
#
#   docker-images.sh [mysql|mariadb]...      both by default
#
# MySQL comes from $UNDERSTUDY_MYSQL_HOME (see unpack-mysql.sh), MariaDB from $UNDERSTUDY_MARIADB_HOME or the testkit's
# cache, where it lies as soon as a test has used it. Needs docker, and a static busybox (its own or apt's).
set -euo pipefail

work=$(mktemp -d "${TMPDIR:-/tmp}/understudy-images.XXXXXX")
trap 'rm -rf "$work"' EXIT
fail() { echo "docker-images.sh: $*" >&2; exit 1; }

static_busybox() { # static_busybox FILE: a static busybox
  local own; own=$(command -v busybox || true)
  if [ -n "$own" ] && ! ldd "$own" >/dev/null 2>&1; then cp "$own" "$1"; return; fi
  (cd "$work" && apt-get -qq -o APT::Sandbox::User=root download busybox-static >/dev/null && dpkg-deb -x busybox-static*.deb busybox-static)
  cp "$(find "$work/busybox-static" -path '*/bin/busybox' | head -n 1)" "$1"
}

base() { # base ROOT: directories, a shell, and the user that servers run as
  mkdir -p "$1"/{etc,tmp,run,root,understudy,usr/bin,usr/sbin,usr/share,usr/lib/x86_64-linux-gnu,usr/lib64,var/lib/mysql}
  chmod 1777 "$1/tmp"
  local link; for link in bin sbin lib lib64; do ln -s "usr/$link" "$1/$link"; done
  static_busybox "$1/usr/bin/busybox"
  for link in sh cat ls mkdir rm cp mv sleep kill ps grep sed id hostname; do ln -s busybox "$1/usr/bin/$link"; done
  printf 'root:x:0:0::/root:/bin/sh\nmysql:x:999:999::/var/lib/mysql:/bin/sh\n' >"$1/etc/passwd"
  printf 'root:x:0:\nmysql:x:999:\n' >"$1/etc/group"
  printf 'hosts: files dns\n' >"$1/etc/nsswitch.conf"
}

libraries() { # libraries ROOT LOADER LIBDIR PROGRAM...: what programs need, from LIBDIR first, and what looks up names
  local root=$1 loader=$2 from=$3; shift 3
  for program in "$@"; do
    "$loader" --library-path "$from" --list "$program" | sed -nE 's/.*=> (\/[^ ]+) .*/\1/p'
  done | sort -u | while read -r library; do cp -Lf "$library" "$root/usr/lib/x86_64-linux-gnu/"; done
  cp -Lf "$loader" "$root/usr/lib64/ld-linux-x86-64.so.2"
  for library in "$from"/libnss_{files,dns}.so.2 "$from"/libresolv.so.2; do
    if [ -e "$library" ]; then cp -Lf "$library" "$root/usr/lib/x86_64-linux-gnu/"; fi
  done
}

build() { # build ROOT IMAGE PROGRAM
  cat >"$work/Dockerfile" <<D
FROM scratch
COPY $(basename "$1")/ /
RUN ["/bin/busybox", "chown", "999:999", "/var/lib/mysql"]
ENV PATH=/usr/sbin:/usr/bin
VOLUME /var/lib/mysql
EXPOSE 3306
CMD ["$3"]
D
  docker build -q -t "$2" -f "$work/Dockerfile" "$work" >/dev/null 2>"$work/log" || fail "$(cat "$work/log")"
  rm -rf "$1"
  echo "$2"
}

mysql() {
  local home=${UNDERSTUDY_MYSQL_HOME:?unpack MySQL with unpack-mysql.sh and set UNDERSTUDY_MYSQL_HOME}/usr root=$work/mysql
  local from=$home/lib/x86_64-linux-gnu
  [ -x "$from/ld-linux-x86-64.so.2" ] || fail "$home was not made by unpack-mysql.sh"
  base "$root"
  cp "$home/sbin/mysqld" "$root/usr/sbin/"
  cp "$home/bin/mysql" "$root/usr/bin/"
  mkdir -p "$root/usr/lib/mysql"
  cp -r "$home/lib/mysql/plugin" "$root/usr/lib/mysql/"
  cp -r "$home/share/mysql" "$root/usr/share/"
  libraries "$root" "$from/ld-linux-x86-64.so.2" "$from" "$home/sbin/mysqld" "$home/bin/mysql" \
    "$home"/lib/mysql/plugin/semisync_*.so
  build "$root" understudy/mysql:9.7 mysqld
}

mariadb() {
  local cache=$HOME/.cache/understudy home root=$work/mariadb
  home=${UNDERSTUDY_MARIADB_HOME:-$(ls -d "$cache"/mariadb-11.4*-linux64 2>/dev/null | head -n 1 || true)}
  [ -x "$home/bin/mariadbd" ] || fail "no MariaDB in $cache: run a test with it, or set UNDERSTUDY_MARIADB_HOME"
  base "$root"
  cp "$home/bin/mariadbd" "$root/usr/sbin/"
  cp "$home/bin/mariadb" "$root/usr/bin/"
  cp -r "$home/share" "$root/usr/share/mysql"
  libraries "$root" /lib64/ld-linux-x86-64.so.2 /lib/x86_64-linux-gnu "$home/bin/mariadbd" "$home/bin/mariadb"
  build "$root" understudy/mariadb:11.4 mariadbd
}

[ $# -gt 0 ] || set -- mysql mariadb
for image in "$@"; do
  case $image in mysql | mariadb) "$image" ;; *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;; esac
done
