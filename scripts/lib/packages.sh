# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by scripts/setup: what each job needs, by distribution.
# shellcheck shell=bash

# Debian's names. Each group is installed when the first script that needs it runs.
packages_debian() {
    case $1 in
        build) # compiler, libraries, and what the window loads while it runs
            echo g++-14 cmake ninja-build ccache pkgconf git
            echo qt6-base-dev qt6-base-dev-tools qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
            echo libllhttp-dev libsimdjson-dev zlib1g-dev libzstd-dev libkf6syntaxhighlighting-dev qtkeychain-qt6-dev libssl-dev
            echo libarchive-dev libprotozero-dev libnghttp2-dev
            echo qt6-svg-plugins qt6-wayland qt6-translations-l10n breeze-icon-theme libsecret-1-0
            ;;
        engine) # the private engine and registry of scripts/engine
            echo docker.io docker-cli docker-registry busybox-static apache2-utils iproute2 procps ca-certificates
            ;;
        tour) # pictures without a display
            echo xvfb openbox dbus kde-style-breeze plasma-integration fonts-noto-core fonts-noto-cjk
            ;;
        test) # a fast linker, a keychain and docker's own helper for it, certificates, another engine, buildx, ssh and its agent, a font for the offscreen platform
            echo mold dbus dbus-daemon gnome-keyring libsecret-tools golang-docker-credential-helpers openssl
            echo podman netavark docker-buildx openssh-client fonts-noto-core fonts-noto-cjk
            ((EUID == 0)) || echo uidmap passt # for Podman without root
            ;;
        lint) # linters, fuzzers, the Debian package
            echo clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev shellcheck
            echo desktop-file-utils appstream lintian dpkg-dev file
            ;;
        bench)
            echo libarchive-tools
            command -v node >/dev/null || echo nodejs
            command -v npm >/dev/null || echo npm
            ;;
        *) return 1 ;;
    esac
}

# Elsewhere: what building and running needs. These lists are kept by hand and not tried by the tests.
packages_fedora() {
    echo gcc-c++ cmake ninja-build ccache pkgconf-pkg-config git
    echo qt6-qtbase-devel qt6-qttools-devel qt6-linguist llhttp-devel simdjson-devel zlib-devel libzstd-devel
    echo kf6-syntax-highlighting-devel qtkeychain-qt6-devel openssl-devel libarchive-devel
    echo protozero-devel libnghttp2-devel
    echo qt6-qtsvg-devel qt6-qtwayland qt6-qttranslations breeze-icon-theme libsecret
}
packages_arch() {
    echo gcc cmake ninja ccache pkgconf git qt6-base qt6-tools llhttp simdjson zlib zstd
    echo syntax-highlighting qtkeychain-qt6 openssl libarchive protozero libnghttp2 qt6-svg qt6-wayland qt6-translations breeze-icons libsecret
}
packages_opensuse() {
    echo gcc-c++ cmake ninja ccache pkgconf git
    echo qt6-base-devel qt6-tools-devel qt6-linguist-devel llhttp-devel simdjson-devel zlib-devel libzstd-devel
    echo kf6-syntax-highlighting-devel qtkeychain-qt6-devel libopenssl-devel libarchive-devel
    echo protozero-devel libnghttp2-devel
    echo qt6-svg-devel qt6-wayland qt6-translations kf6-breeze-icons libsecret-1-0
}
packages_ubuntu() { packages_debian build | sed 's/g++-14/g++/'; }

# The whole command for one distribution.
install_command() {
    local packages
    case $1 in
        debian) packages=$(for group in "${@:2}"; do packages_debian "$group"; done) ;;
        fedora | arch | opensuse | ubuntu) packages=$("packages_$1") ;;
        *) return 1 ;;
    esac
    packages=${packages//$'\n'/ }
    case $1 in
        debian) echo "apt-get install --no-install-recommends $packages" ;;
        ubuntu) echo "sudo apt install $packages" ;;
        fedora) echo "sudo dnf install $packages" ;;
        arch) echo "sudo pacman -S --needed $packages" ;;
        opensuse) echo "sudo zypper install $packages" ;;
    esac
}

# Succeeds if everything that building needs is there, so that the scripts go on after a person ran the command.
installed_elsewhere() {
    local packages
    packages=$("packages_$1")
    # shellcheck disable=SC2086  # one word for each package
    case $1 in
        ubuntu) dpkg-query -W $packages ;;
        fedora | opensuse) rpm -q $packages ;;
        arch) pacman -Qq $packages ;;
    esac >/dev/null 2>&1
}
