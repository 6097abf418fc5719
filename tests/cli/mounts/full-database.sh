#!/bin/sh
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# full-database.sh <relayctl>
#
# A capture goes into a PostgreSQL database whose disk becomes full: one sentence, the connections go on, what the
# database does not take is in the local file, and is in the database when there is space again.
set -eu

. "$(dirname "$0")/common.sh"
relayctl=$1
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "$programs/initdb" ] || { echo "initdb is missing; on Debian: apt-get install postgresql" >&2; exit 1; }
chmod 711 "$work"
server=$work/server
space=$work/space
mkdir "$server" "$space"
# The database is on the small file system, the server's log of transactions is not: without that it would end.
mount -t tmpfs -o size=48m tmpfs "$space"
mounted=$space
chown postgres: "$server" "$space"
as_server="setpriv --reuid=postgres --regid=postgres --init-groups"
$as_server "$programs/initdb" -D "$server/data" -U owner -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$work/initdb.out" 2>&1 \
    || fail "initdb failed"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
$as_server "$programs/postgres" -D "$server/data" -p "$port" -k "$server" -c listen_addresses=127.0.0.1 \
    >"$work/postgres.err" 2>&1 &
postgres=$!
started=$postgres
wait_until "the server accepts connections" "$programs/pg_isready" -q -h 127.0.0.1 -p "$port"
query() { "$programs/psql" -h 127.0.0.1 -p "$port" -U owner -v ON_ERROR_STOP=1 -Atq "$1" -c "$2"; }
query postgres "CREATE TABLESPACE small LOCATION '$space'"
query postgres "CREATE DATABASE small TABLESPACE small"

url="postgresql://owner@127.0.0.1:$port/small"
spool=$work/spool
uuid=a1fa0000-0000-4000-8000-000000000001
"$relayctl" captures init "$url" 2>"$work/init.err" || fail "the tables were not made"
"$relayctl" serve --port 0 --capture "$url?capture=talk" --spool "$spool" >"$work/serve.out" 2>"$work/serve.err" &
relay=$!
started="$started $relay"
wait_until "the relay listens" holds "$work/serve.out" '"event":"listening"'
mkfifo "$work/input"
"$relayctl" connect "$(url_in "$work/serve.out")" --uuid "$uuid" --until-eof <"$work/input" >"$work/client.out" \
    2>"$work/client.err" &
client=$!
started="$started $client"
exec 3>"$work/input"

# The client sends itself an offer, and gets it back. PostgreSQL does not make much less of text without repetitions.
sent=0
echo_once() {
    sent=$((sent + 1))
    text=$(head -c 12000 /dev/urandom | base64 -w 0)
    echo "{\"message_type\":\"peer_connection\",\"peer_uuid\":\"$uuid\",\"description_type\":\"offer\",\"description\":\"$text\"}" >&3
    wait_until "message $sent of the client" holds "$work/client.out" '"event":"message".*"direction":"received"' "$sent"
}

messages() { query small "SELECT messages FROM relay.capture WHERE name = 'talk'"; }
has_messages() { [ "$(messages)" -ge "$1" ]; }

echo_once
# A registration, its response, the offer there and back.
wait_until "the first messages are in the database" has_messages 4

if query small "CREATE TABLE ballast AS SELECT repeat('x', 1000) FROM generate_series(1, 100000)" 2>"$work/ballast.err"; then
    fail "the disk is not full"
fi
grep -q "No space left on device" "$work/ballast.err" || fail "the disk is not full for another reason"
# What the failed statement has written is removed. A smaller table, and another until nothing more fits.
tables=0
rows=16384
while [ "$rows" -gt 0 ]; do
    if query small "CREATE TABLE ballast$tables AS SELECT repeat('x', 1000) FROM generate_series(1, $rows)" 2>/dev/null; then
        tables=$((tables + 1))
    else
        rows=$((rows / 2))
    fi
done

sentence="the database does not take the capture; it is kept in a local file meanwhile: the server has no space left. Free or add space on the server (PostgreSQL: “could not extend file"
until holds "$work/serve.err" "$sentence"; do
    [ "$sent" -lt 200 ] || fail "nothing about the full disk on standard error"
    echo_once
done
grep "$sentence" "$work/serve.err"
before=$(messages)
echo_once
ls "$spool"/*.relayspool >/dev/null || fail "there is no local file"
[ "$(messages)" = "$before" ] || fail "the database has taken messages"
kill -0 "$relay" 2>/dev/null || fail "the relay has ended"

table=0
while [ "$table" -lt "$tables" ]; do
    query small "DROP TABLE ballast$table"
    table=$((table + 1))
done
wait_until "the database takes the capture again" holds "$work/serve.err" "the database takes the capture again"
echo_once
exec 3>&-
wait "$client" || fail "the client left with $?"
kill "$relay"
wait "$relay" || fail "the relay left with $?"
[ "$(grep -c "$sentence" "$work/serve.err")" -eq 1 ] || fail "the sentence is not there once"
[ -z "$(ls "$spool")" ] || fail "$spool is not empty"

# An offer has the kind 3.
found=$(query small "SELECT format('%s %s', count(*), count(DISTINCT payload_text)) FROM relay.message WHERE kind = 3")
[ "$found" = "$((2 * sent)) $sent" ] || fail "$sent offers there and back, in the database: $found"
dense=$(query small "SELECT count(*) = max(id) AND min(id) = 1 FROM relay.message")
[ "$dense" = t ] || fail "the ids of the messages are not dense"
kill -INT "$postgres"
wait "$postgres" || fail "the server left with $?"
echo "connections go on, and $sent offers there and back are in the database"
