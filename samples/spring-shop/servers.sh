#!/bin/sh
# Does harm to the servers of the shop that "mvn -q -Pshop -pl samples/spring-shop -am" has started.
case "$1" in
  kill-source | freeze-source | switch-over | kill-replica | freeze-replica) ;;
  *) echo "usage: $0 kill-source|freeze-source|switch-over|kill-replica|freeze-replica" >&2; exit 2 ;;
esac
curl --fail-with-body -sS -X POST "${CONSOLE:-http://localhost:8081}/$1"
