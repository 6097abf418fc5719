# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# For the scripts beside it, which change mounts: they run in a mount namespace of their own, which needs root. Sets
# $work, a folder that is removed at the end.
if [ "$(id -u)" -ne 0 ]; then
    echo "not run: mounts need root"
    exit 77
fi
if [ -z "${RELAY_OWN_MOUNTS:-}" ]; then
    # In a chroot / is no mount point, whose propagation could be changed; what is mounted there is removed at the end.
    for propagation in private unchanged; do
        if unshare --mount --propagation "$propagation" true 2>/dev/null; then
            RELAY_OWN_MOUNTS=1 exec unshare --mount --propagation "$propagation" "$0" "$@"
        fi
    done
    echo "not run: mount namespaces are not permitted here"
    exit 77
fi

unset http_proxy https_proxy ws_proxy wss_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
work=$(mktemp -d)
started=
mounted=
clean_up() {
    for pid in $started; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    for folder in $mounted; do umount "$folder" 2>/dev/null || true; done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

fail() { # <sentence>
    echo "$1" >&2
    for file in "$work"/*.out "$work"/*.err; do
        [ ! -s "$file" ] || { echo "--- ${file##*/}"; tail -n 20 "$file"; } >&2
    done
    exit 1
}

# Runs the command until it succeeds.
wait_until() { # <what it waits for> <command...>
    what=$1
    shift
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || fail "not seen: $what"
        sleep 0.1
    done
}

holds() { # <file> <text> [how often]
    found=$(grep -c -- "$2" "$1" 2>/dev/null || true)
    [ "${found:-0}" -ge "${3:-1}" ]
}

# The address in the listening event of a relayctl.
url_in() { # <file>
    sed -n 's/.*"event":"listening".*"url":"\([^"]*\)".*/\1/p' "$1" | head -n 1
}
