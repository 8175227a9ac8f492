# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by every script here: where the project is, and how a script talks.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck disable=SC2034  # used by the scripts that source this file
readonly root

if [[ -t 2 && -z ${NO_COLOR:-} ]]; then
    bold=$'\e[1m' red=$'\e[31m' yellow=$'\e[33m' plain=$'\e[0m'
else
    bold='' red='' yellow='' plain=''
fi

say() { printf '%s\n' "$*" >&2; }
step() { printf '%s== %s%s\n' "$bold" "$*" "$plain" >&2; }
warn() { printf '%sWarning: %s%s\n' "$yellow" "$*" "$plain" >&2; }
die() {
    printf '%sError: %s%s\n' "$red" "$*" "$plain" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# The comment at the head of the calling script is its help.
usage() { sed -n '3,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$0"; }

# Runs a command as root: directly, or through sudo (which may ask for a password only on a terminal).
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif have sudo && [[ -t 0 ]]; then
        sudo "$@"
    elif have sudo; then
        sudo -n "$@"
    else
        die "This needs root, and there is no sudo: $*"
    fi
}

# Administrators' tools are not on every user's PATH.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# The newest g++ under its usual name, or g++-14 where the usual one is older. CXX from outside wins.
choose_compiler() {
    [[ -z ${CXX:-} ]] || return 0
    local major
    major=$(g++ -dumpversion 2>/dev/null || echo 0)
    ((${major%%.*} >= 14)) || ! have g++-14 || export CXX=g++-14
}

# build PRESET [TARGET…]: configures, and builds these targets or everything.
build() {
    mkdir -p "$root/build"
    choose_compiler
    (cd "$root" && cmake --preset "$1" >"$root/build/$1.configure.log" 2>&1) || {
        tail -n 30 "$root/build/$1.configure.log" >&2
        die "Configuring $1 failed; all of it is in build/$1.configure.log"
    }
    (cd "$root" && cmake --build --preset "$1" ${2:+--target "${@:2}"})
}

# program PRESET NAME: where the build left it.
program() { find "$root/build/$1" -type f -name "$2" -perm -u+x -print -quit | grep .; }
