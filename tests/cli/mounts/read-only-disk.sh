#!/bin/sh
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# read-only-disk.sh <relayctl>
#
# A file system that becomes read-only in the middle of a recording, as Linux makes it after an error of the disk: a
# sentence, the connections go on, and what was written stays readable, before and after the next mount.
set -eu

. "$(dirname "$0")/common.sh"
relayctl=$1
for tool in mkfs.ext4 e2fsck mount; do
    command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing; on Debian: apt-get install e2fsprogs mount" >&2; exit 1; }
done
disk=$work/disk
uuid=a1fa0000-0000-4000-8000-000000000001
sent=0

# The client sends itself an offer, and gets it back.
echo_once() {
    sent=$((sent + 1))
    echo "{\"message_type\":\"peer_connection\",\"peer_uuid\":\"$uuid\",\"description_type\":\"offer\",\"description\":\"v=0\"}" >&3
    wait_until "message $sent of the client" holds "$work/client.out" '"event":"message".*"direction":"received"' "$sent"
}

messages_in() { # <capture>
    "$relayctl" stats "$1" | sed -n 's/.*"messages":{"total":\([0-9]*\).*/\1/p'
}

has_messages() { # <capture> <how many>
    count=$(messages_in "$1" 2>/dev/null)
    [ "${count:-0}" -ge "$2" ]
}

# <name> <arguments of relayctl that listen and capture...>
record() {
    name=$1
    shift
    rm -f "$work"/*.out "$work"/*.err "$work/input"
    truncate -s 64M "$work/image"
    mkfs.ext4 -q -F "$work/image"
    mkdir -p "$disk"
    mount -o loop,errors=remount-ro "$work/image" "$disk"
    mounted=$disk
    device=$(grep " $disk " /proc/mounts | cut -d ' ' -f 1)
    capture=$disk/talk.relaycap

    "$relayctl" "$@" --capture "$capture" >"$work/recorder.out" 2>"$work/recorder.err" &
    recorder=$!
    started="$started $recorder"
    wait_until "$name listens" holds "$work/recorder.out" '"event":"listening"'
    mkfifo "$work/input"
    "$relayctl" connect "$(url_in "$work/recorder.out")" --uuid "$uuid" --until-eof <"$work/input" >"$work/client.out" \
        2>"$work/client.err" &
    client=$!
    started="$started $client"
    exec 3>"$work/input"
    sent=0
    echo_once
    # A registration, its response, the offer there and back.
    wait_until "$name has recorded" has_messages "$capture" 4
    sync -f "$disk"

    echo "a test" >"/sys/fs/ext4/${device##*/}/trigger_fs_error"
    ! touch "$disk/other" 2>/dev/null || fail "$name: the file system is not read-only"
    sentence="The capture “$capture” could not be written: Read-only file system ("
    tries=0
    until holds "$work/recorder.err" "$sentence"; do
        [ "$tries" -lt 100 ] || fail "$name: nothing about the capture on standard error"
        tries=$((tries + 1))
        echo_once
    done
    echo_once
    [ "$(grep -c "$sentence" "$work/recorder.err")" -eq 1 ] || fail "$name: the sentence is not there once"
    kill -0 "$recorder" 2>/dev/null || fail "$name has ended"
    grep "$sentence" "$work/recorder.err"
    exec 3>&-
    wait "$client" || fail "$name: the client left with $?"
    kill "$recorder"
    code=0
    wait "$recorder" || code=$?
    [ "$code" -eq 1 ] || fail "$name left with $code"
    has_messages "$capture" 4 || fail "$name: the capture has $(messages_in "$capture") messages on the read-only disk"

    umount "$disk"
    mounted=
    e2fsck -f -y "$work/image" >"$work/fsck.out" 2>&1 || [ $? -le 2 ] || fail "$name: e2fsck"
    mount -o loop "$work/image" "$disk"
    mounted=$disk
    has_messages "$capture" 4 || fail "$name: the capture has $(messages_in "$capture") messages after the next mount"
    umount "$disk"
    mounted=
    echo "$name: connections go on, and $sent messages were echoed"
}

record serve serve --port 0
"$relayctl" serve --port 0 >"$work/relay" 2>/dev/null &
started="$started $!"
wait_until "the relay listens" holds "$work/relay" '"event":"listening"'
record proxy proxy --listen 127.0.0.1:0 --upstream "$(url_in "$work/relay")"
