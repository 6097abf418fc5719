# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
#
# What the project needs of a system, and how to get it. Sourced by the other scripts.

build_packages=(
    g++ cmake ninja-build
    qt6-base-dev qt6-websockets-dev qt6-declarative-dev qt6-declarative-dev-tools qt6-svg-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libsimdjson-dev libcli11-dev libtomlplusplus-dev libssl-dev zlib1g-dev libnats-dev prometheus-cpp-dev
)
runtime_packages=(
    libqt6sql6-sqlite libqt6sql6-psql qml6-module-qtquick qml6-module-qtqml-workerscript
    qml6-module-qttest qml6-module-qtquick-window qml6-module-qtquick-layouts qml6-module-qtquick-controls qml6-module-qtquick-templates
    fonts-dejavu-core
)
test_packages=(git clang libclang-rt-dev openssl python3 python3-venv sqlite3 postgresql tshark pkg-config dpkg-dev file qcoro-qt6-dev doxygen nginx-light haproxy tinyproxy nats-server prometheus
    chromium libnss-wrapper coturn nftables iproute2 e2fsprogs mount systemd curl procps)
package_packages=(dpkg-dev file)
bench_packages=(libbenchmark-dev python3 python3-venv haproxy)

# need_packages <package>...   installs what is missing on Debian and its descendants, and says so; elsewhere it names
# the packages and goes on, because they may well be there under other names.
need_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        if [ ! -e "$top/build/.packages-named" ]; then
            echo "This system has no apt. The project needs, by their Debian 12 names: $*" >&2
            mkdir -p "$top/build" && touch "$top/build/.packages-named"
        fi
        return 0
    fi
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing packages, and no sudo to install them. As root: apt-get install ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -q >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}

# build_preset <preset> [target...]
build_preset() {
    local preset=$1
    shift
    cmake --preset "$preset" >"$top/build/configure-$preset.log" 2>&1 || { cat "$top/build/configure-$preset.log" >&2; return 1; }
    cmake --build --preset "$preset" ${1:+--target "$@"}
}

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
mkdir -p "$top/build"
cd "$top" || exit 1
