#!/bin/sh
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# systemd-units.sh <relayctl> <folder of the units>
#
# The units as they are installed, started by a real systemd. It is process 1 of namespaces of its own (processes, mounts,
# network, control groups), with overlays of /etc and /usr/bin, and knows no units but these. Needs root; leaves nothing
# behind.
set -eu

namespaces="--mount --pid --fork --kill-child --ipc --uts --cgroup --net --mount-proc"
if [ "${3:-}" != inside ]; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "not run: a systemd of its own needs root"
        exit 77
    fi
    [ -x /lib/systemd/systemd ] || { echo "systemd is missing; on Debian: apt-get install systemd" >&2; exit 1; }
    for tool in curl ip nsenter unshare; do
        command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing" >&2; exit 1; }
    done
    # In a chroot, and in many containers, there are no such namespaces.
    # shellcheck disable=SC2086 # Words.
    if ! reason=$(unshare $namespaces sh -c 'mount -t tmpfs tmpfs /run && mkdir /run/upper /run/work &&
            mount -t overlay overlay -o lowerdir=/etc,upperdir=/run/upper,workdir=/run/work /etc' 2>&1); then
        echo "not run: this machine has no namespaces for a systemd of its own: $reason"
        exit 77
    fi
    work=$(mktemp -d)
    # The end of unshare ends process 1 of its namespace, and with it everything in there.
    clean_up() { kill -KILL "$manager" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
    # shellcheck disable=SC2086
    unshare $namespaces "$0" "$1" "$2" inside >"$work/log" 2>&1 &
    manager=$!
    trap clean_up EXIT
    trap 'exit 1' INT TERM
else
    mount --make-rprivate /
    mount -t tmpfs tmpfs /run
    mkdir -p /run/test/etc /run/test/etc-work /run/test/bin /run/test/bin-work /run/test/units
    mount -t overlay overlay -o lowerdir=/etc,upperdir=/run/test/etc,workdir=/run/test/etc-work /etc
    mount -t overlay overlay -o lowerdir=/usr/bin,upperdir=/run/test/bin,workdir=/run/test/bin-work /usr/bin
    mount -t tmpfs tmpfs /var/tmp
    ip link set lo up
    cp "$1" /usr/bin/relayctl
    mkdir -p /etc/relay
    printf 'host = "127.0.0.1"\nport = 8700\n' >/etc/relay/relay.toml
    printf 'RELAY_UPSTREAM=ws://127.0.0.1:8700\nRELAY_OPTIONS=--listen 127.0.0.1:8701\n' >/etc/relay/proxy.env
    chmod 755 /etc/relay && chmod 644 /etc/relay/*
    for target in sysinit basic shutdown multi-user network-online; do
        printf '[Unit]\nDefaultDependencies=no\n' >/run/test/units/$target.target
    done
    for unit in relayctl-serve relayctl-proxy; do
        cp "$2/$unit.service" /run/test/units
        mkdir /run/test/units/$unit.service.d
        printf '[Service]\nWatchdogSec=2\n' >/run/test/units/$unit.service.d/shorter.conf
    done
    export SYSTEMD_UNIT_PATH=/run/test/units SYSTEMD_GENERATOR_PATH=/nonexistent container=test SYSTEMD_LOG_TARGET=console
    exec /lib/systemd/systemd --system --unit=basic.target --show-status=no
fi

fail() {
    echo "systemd-units: $*" >&2
    cat "$work/log" >&2
    exit 1
}
comes() { # <command...>
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || return 1
        sleep 0.1
    done
}
wait_for() { # <what> <command...>
    what=$1
    shift
    comes "$@" || fail "$what: not within a minute"
}
# What is needed before a unit of this project is read.
need() { # <what> <command...>
    what=$1
    shift
    comes "$@" && return
    echo "not run: systemd does not work as process 1 on this machine ($what): $(tail -n 3 "$work/log")"
    exit 77
}
pid_one() { one=$(pgrep --parent "$manager" --full systemd) && [ -n "$one" ]; }
need "no process" pid_one
in_there() { nsenter --target "$one" --mount --pid --ipc --uts --net "$@"; }
property() { in_there systemctl show "$1" --property "$2" --value; }
is() { # <unit> <property> <value>
    [ "$(property "$1" "$2")" = "$3" ]
}
expect() { is "$@" || fail "$1: $2 is $(property "$1" "$2"), not $3"; }

need "no basic.target" in_there systemctl is-active basic.target
for unit in relayctl-serve relayctl-proxy; do
    # Type=notify: returns when the process has sent READY=1.
    in_there systemctl start $unit || fail "$unit cannot be started: $(in_there systemctl status $unit)"
    expect $unit ActiveState active
    expect $unit Type notify
done
in_there curl -s --max-time 10 http://127.0.0.1:8700/ | grep -q "ProxyStore relay" || fail "the relay does not answer"
in_there curl -s --max-time 10 http://127.0.0.1:8701/ | grep -q "ProxyStore relay" || fail "the proxy does not answer"

# The user, the capabilities and the filter of system calls are in force.
pid=$(property relayctl-serve MainPID)
status=$(in_there cat "/proc/$pid/status")
for line in 'CapEff:	0000000000000400' 'NoNewPrivs:	1' 'Seccomp:	2'; do
    echo "$status" | grep -qF "$line" || fail "no line \"$line\" in the status of relayctl: $status"
done
echo "$status" | grep -q '^Uid:	0' && fail "relayctl runs as root"

in_there systemctl reload relayctl-serve || fail "relayctl-serve cannot be reloaded"
expect relayctl-serve MainPID "$pid"
expect relayctl-serve NRestarts 0

# A process that hangs sends no WATCHDOG=1.
for unit in relayctl-serve relayctl-proxy; do
    in_there kill -STOP "$(property $unit MainPID)"
    wait_for "$unit is started again" is $unit NRestarts 1
    wait_for "$unit is active again" is $unit ActiveState active
done

for unit in relayctl-proxy relayctl-serve; do
    in_there systemctl stop $unit
    expect $unit ActiveState inactive
    expect $unit ExecMainStatus 0
done
echo "started, reloaded, watched and stopped by $(/lib/systemd/systemd --version | head -1)"
