#!/bin/sh
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# stun-nat.sh <relayctl>
#
# Asks a real STUN server (coturn) through four networks, each made of namespaces of its own, and compares what
# `relayctl check --stun` says: without a NAT, behind one that keeps one mapping, behind one that makes a mapping for each
# destination, and where UDP is dropped. Needs root, ip, nft and turnserver; leaves nothing behind.
set -eu

relayctl=$1
if [ "$(id -u)" -ne 0 ]; then
    echo "not run: network namespaces need root"
    exit 77
fi
for tool in ip nft turnserver; do
    command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing; on Debian: apt-get install iproute2 nftables coturn" >&2; exit 1; }
done

work=$(mktemp -d)
id=rc$$
client=$id-client nat=$id-nat server=$id-server
turn=
# "ip netns add" mounts this directory where it is no mount yet.
mounted=$(grep -c ' /run/netns ' /proc/self/mountinfo || true)
clean_up() {
    [ -z "$turn" ] || kill "$turn" 2>/dev/null || true
    for name in "$client" "$nat" "$server"; do ip netns del "$name" 2>/dev/null || true; done
    [ "$mounted" -ne 0 ] || umount /run/netns 2>/dev/null || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# nsenter, not "ip netns exec": that one also changes mounts, which it cannot where / is no mount point (chroot).
# client 10.9.0.2 -- 10.9.0.1 nat 203.0.113.1 -- 203.0.113.10 and .11 server
for name in "$client" "$nat" "$server"; do
    ip netns add "$name"
    nsenter --net="/run/netns/$name" ip link set lo up
done
ip link add "${id}a" netns "$client" type veth peer name "${id}b" netns "$nat"
ip link add "${id}c" netns "$nat" type veth peer name "${id}d" netns "$server"
nsenter --net="/run/netns/$client" ip addr add 10.9.0.2/24 dev "${id}a"
nsenter --net="/run/netns/$nat" ip addr add 10.9.0.1/24 dev "${id}b"
nsenter --net="/run/netns/$nat" ip addr add 203.0.113.1/24 dev "${id}c"
nsenter --net="/run/netns/$server" ip addr add 203.0.113.10/24 dev "${id}d"
nsenter --net="/run/netns/$server" ip addr add 203.0.113.11/24 dev "${id}d"
nsenter --net="/run/netns/$client" ip link set "${id}a" up
nsenter --net="/run/netns/$nat" ip link set "${id}b" up
nsenter --net="/run/netns/$nat" ip link set "${id}c" up
nsenter --net="/run/netns/$server" ip link set "${id}d" up
nsenter --net="/run/netns/$client" ip route add default via 10.9.0.1
nsenter --net="/run/netns/$server" ip route add 10.9.0.0/24 via 203.0.113.1
nsenter --net="/run/netns/$nat" sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'

# Two addresses and two ports: the server answers with OTHER-ADDRESS (RFC 5780).
nsenter --net="/run/netns/$server" turnserver -n --no-auth --no-cli --no-tls --no-dtls --listening-ip=203.0.113.10 \
    --listening-ip=203.0.113.11 --listening-port=3478 --log-file="$work/turn.log" --pidfile="$work/turn.pid" \
    >"$work/turn.out" 2>&1 &
turn=$!
ready() { nsenter --net="/run/netns/$client" "$relayctl" check --stun 203.0.113.10 --timeout 1 >/dev/null 2>&1; }
tries=0
until ready; do
    tries=$((tries + 1))
    [ "$tries" -lt 30 ] || { echo "turnserver does not answer" >&2; cat "$work/turn.out" >&2; exit 1; }
done

rules() { nsenter --net="/run/netns/$nat" nft flush ruleset; nsenter --net="/run/netns/$nat" nft -f -; }
failures=0
expect() { # <what> <exit code> <text that the step has>...
    what=$1 code=$2
    shift 2
    actual=0
    nsenter --net="/run/netns/$client" "$relayctl" check --stun 203.0.113.10 --timeout 3 --json >"$work/out" 2>"$work/err" || actual=$?
    bad=
    [ "$actual" -eq "$code" ] || bad="exit code $actual instead of $code"
    for text in "$@"; do grep -qF -- "$text" "$work/out" || bad="$bad; no $text"; done
    if [ -n "$bad" ]; then
        echo "FAIL: $what: $bad"
        cat "$work/out" "$work/err"
        failures=$((failures + 1))
    else
        echo "ok: $what"
    fi
}

rules </dev/null
expect "no NAT" 0 '"mapping":"none"' '"nat":false' '"mapped":"10.9.0.2:'

rules <<'RULES'
table ip nat {
    chain post {
        type nat hook postrouting priority srcnat;
        oifname != "lo" ip saddr 10.9.0.0/24 masquerade;
    }
}
RULES
expect "a NAT with one mapping for all destinations" 0 '"mapping":"endpoint-independent"' '"nat":true' '"mapped":"203.0.113.1:'

rules <<'RULES'
table ip nat {
    chain post {
        type nat hook postrouting priority srcnat;
        oifname != "lo" ip saddr 10.9.0.0/24 masquerade fully-random;
    }
}
RULES
expect "a NAT with a mapping for each destination" 0 '"mapping":"address-and-port-dependent"' '"nat_maps_by_destination"' '"outcome":"warning"'

rules <<'RULES'
table ip filter {
    chain forward {
        type filter hook forward priority 0;
        meta l4proto udp drop;
    }
}
RULES
expect "UDP is dropped" 1 '"stun_silent"' '"outcome":"failed"' '"mapping":null'

[ "$failures" -eq 0 ]
