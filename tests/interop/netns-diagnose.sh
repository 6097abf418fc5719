#!/bin/sh
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# netns-diagnose.sh <relayctl> <folder of the Python environment's programs>
#
# Two real endpoints in two networks, each made of a namespace of its own, and the real relay between them, which both
# reach: what `relayctl diagnose` says where the networks are not connected, and where they are one network that
# drops UDP. Needs root and the tools ip and nft; leaves nothing behind.
set -eu

relayctl=$1
python=$2
here=$(cd "$(dirname "$0")" && pwd)
if [ "$(id -u)" -ne 0 ]; then
    echo "not run: network namespaces need root"
    exit 77
fi
for tool in ip nft; do
    command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing; on Debian: apt-get install iproute2 nftables" >&2; exit 1; }
done

work=$(mktemp -d)
id=rd$$
middle=$id-m one=$id-1 two=$id-2
started=
# "ip netns add" mounts this directory where it is no mount yet.
mounted=$(grep -c ' /run/netns ' /proc/self/mountinfo || true)
clean_up() {
    for pid in $started; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    for name in "$middle" "$one" "$two"; do ip netns del "$name" 2>/dev/null || true; done
    [ "$mounted" -ne 0 ] || umount /run/netns 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

wait_for() { # <file> <text>
    tries=0
    until grep -qF -- "$2" "$1" 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || { echo "no $2 in $1" >&2; cat "$1" >&2; exit 1; }
        sleep 0.1
    done
}

# The addresses of the two endpoints; the relay is reached at .1 of each network.
networks() {
    for name in "$middle" "$one" "$two"; do
        ip netns del "$name" 2>/dev/null || true
        ip netns add "$name"
        nsenter --net="/run/netns/$name" ip link set lo up
    done
    ip link add "${id}a" netns "$one" type veth peer name "${id}b" netns "$middle"
    ip link add "${id}c" netns "$two" type veth peer name "${id}d" netns "$middle"
    nsenter --net="/run/netns/$one" ip addr add "$1/24" dev "${id}a"
    nsenter --net="/run/netns/$two" ip addr add "$2/24" dev "${id}c"
    for end in "$one ${id}a" "$two ${id}c" "$middle ${id}b" "$middle ${id}d"; do
        # shellcheck disable=SC2086
        set -- $end
        nsenter --net="/run/netns/$1" sh -c "echo 1 >/proc/sys/net/ipv6/conf/$2/disable_ipv6" 2>/dev/null || true
        nsenter --net="/run/netns/$1" ip link set "$2" up
    done
}

attempt() { # <what> <address of the relay for one> <for two> <expected verdict> <text>...
    what=$1 first=$2 second=$3 verdict=$4
    shift 4
    rm -f "$work/talk.relaycap" "$work/relay" "$work/proxy" "$work/serve"
    nsenter --net="/run/netns/$middle" "$python/proxystore-relay" --host 127.0.0.1 --port 8700 >"$work/relay" 2>&1 &
    started="$started $!"
    relay=$!
    tries=0
    until nsenter --net="/run/netns/$middle" "$relayctl" check ws://127.0.0.1:8700 --timeout 1 >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { cat "$work/relay" >&2; exit 1; }
        sleep 0.1
    done
    nsenter --net="/run/netns/$middle" "$relayctl" proxy --upstream ws://127.0.0.1:8700 --listen 0.0.0.0:8800 \
        --capture "$work/talk.relaycap" >"$work/proxy" 2>&1 &
    started="$started $!"
    proxy=$!
    wait_for "$work/proxy" '"listening"'
    nsenter --net="/run/netns/$two" "$python/python" "$here/python/failures.py" serve --address "ws://$second:8800" >"$work/serve" 2>&1 &
    started="$started $!"
    serve=$!
    wait_for "$work/serve" registered
    nsenter --net="/run/netns/$one" "$python/python" "$here/python/failures.py" call --address "ws://$first:8800" >"$work/call" 2>&1 ||
        { cat "$work/call" >&2; exit 1; }
    kill "$serve" "$proxy" "$relay"
    wait "$serve" "$proxy" "$relay" 2>/dev/null || true
    "$relayctl" diagnose "$work/talk.relaycap" --json >"$work/out"
    for text in "\"verdict\":\"$verdict\"" "$@"; do
        head -n 1 "$work/out" | grep -qF -- "$text" || { echo "FAIL: $what: no $text"; cat "$work/out"; exit 1; }
    done
    echo "ok: $what"
}

networks 10.8.1.2 10.8.2.2
nsenter --net="/run/netns/$middle" ip addr add 10.8.1.1/24 dev "${id}b"
nsenter --net="/run/netns/$middle" ip addr add 10.8.2.1/24 dev "${id}d"
attempt "host candidates in two networks" 10.8.1.1 10.8.2.1 host-only '"severity":"problem"' 'share no subnet'

networks 10.8.3.2 10.8.3.3
nsenter --net="/run/netns/$middle" ip link add br0 type bridge
nsenter --net="/run/netns/$middle" ip link set "${id}b" master br0
nsenter --net="/run/netns/$middle" ip link set "${id}d" master br0
nsenter --net="/run/netns/$middle" ip addr add 10.8.3.1/24 dev br0
nsenter --net="/run/netns/$middle" ip link set br0 up
nsenter --net="/run/netns/$one" nft -f - <<'RULES'
table inet filter {
    chain out {
        type filter hook output priority 0;
        meta l4proto udp drop;
    }
}
RULES
# The relay does not see packets between the endpoints: that they are dropped is not claimed, and said to be unknown.
attempt "one network that drops UDP" 10.8.3.1 10.8.3.1 expected-to-connect '"severity":"good"' 'do not pass through the relay'
