#!/bin/sh
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# every-address.sh <relayctl>
#
# A name with an IPv4 and an IPv6 address, and each verb that listens: clients connect to both addresses of it.
set -eu

. "$(dirname "$0")/common.sh"
relayctl=$1
printf '127.0.0.1 localhost\n::1 localhost\n127.0.0.2 both.test\n::1 both.test\n' >"$work/hosts"
mount --bind "$work/hosts" /etc/hosts
mounted=/etc/hosts

# <name> <addresses> <arguments of relayctl that listen...>
reach() {
    name=$1
    addresses=$2
    shift 2
    "$relayctl" "$@" >"$work/$name.out" 2>"$work/$name.err" &
    listener=$!
    started="$started $listener"
    wait_until "$name listens" holds "$work/$name.out" '"event":"listening"'
    port=$(url_in "$work/$name.out")
    port=${port##*:}
    for address in $addresses; do
        "$relayctl" check "ws://$address:${port%/}" >"$work/check.out" 2>"$work/check.err" ||
            fail "$name does not answer at $address"
    done
    kill "$listener"
    wait "$listener" || fail "$name left with $?"
    echo "$name: $addresses"
}

"$relayctl" serve --host both.test --port 0 >"$work/relay" 2>/dev/null &
started="$started $!"
wait_until "the relay listens" holds "$work/relay" '"event":"listening"'
relay=$(url_in "$work/relay")
relay=ws://127.0.0.2:${relay##*:}

for pair in "both.test:127.0.0.2 [::1]" "localhost:127.0.0.1 [::1]"; do
    host=${pair%%:*}
    both=${pair#*:}
    reach "serve-$host" "$both" serve --host "$host" --port 0
    reach "serve-capture-$host" "$both" serve --host "$host" --port 0 --capture "$work/$host.relaycap"
    reach "proxy-$host" "$both" proxy --listen "$host:0" --upstream "$relay"
done
reach serve-every "127.0.0.1 127.0.0.2 [::1]" serve --host :: --port 0
reach serve-capture-every "127.0.0.1 127.0.0.2 [::1]" serve --host :: --port 0 --capture "$work/every.relaycap"
reach proxy-every "127.0.0.1 127.0.0.2 [::1]" proxy --listen "[::]:0" --upstream "$relay"
