# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by scripts/test: what the tests talk to. Nothing of the user's is touched: home folders, runtime folder,
# engine, registry, keychain and Podman are all new ones below $services.
# shellcheck shell=bash disable=SC2154  # root comes from common.sh

services=
podman_pid=
keychain=

# A service that is not there: the end in CI, a loud word elsewhere.
service_failed() {
    [[ ${CI:-} != true ]] || die "$1 could not be started."
    warn "$1 could not be started. The tests that need it are left out."
}

services_start() {
    services=$(mktemp -d /var/tmp/strata-test.XXXXXX)
    trap services_stop EXIT
    trap 'exit 130' INT TERM
    mkdir -m 700 "$services"/{home,config,data,cache,run}
    [[ ${CI:-} != true ]] || export STRATA_REQUIRE_REAL=1
    start_engine || service_failed "The engine with its registry"
    start_podman || service_failed "Podman"
    find_keychain || service_failed "The keychain"
}

# Two, so that two tests at a time have an engine: what is NAME for the first is SECOND_NAME for the other.
start_engine() {
    local samples=(--empty) exports
    [[ -z ${services_samples:-} ]] || samples=()
    STRATA_ENGINE_DIR=$services/engine "$root/scripts/engine" start "${samples[@]}" || return
    exports=$(STRATA_ENGINE_DIR=$services/engine "$root/scripts/engine" env) || return
    eval "$exports"
    [[ -z ${services_samples:-} ]] || return 0
    STRATA_ENGINE_DIR=$services/second "$root/scripts/engine" start --empty || return
    exports=$(STRATA_ENGINE_DIR=$services/second "$root/scripts/engine" env) || return
    eval "${exports//export /export SECOND_}"
}

# Podman keeps everything below our folder, locks included, changes no firewall rule, and may use our registry without
# encryption, which Docker may with every registry on loopback.
podman_() {
    local folder=$services/podman
    TMPDIR=$folder/scratch CONTAINERS_CONF=$folder/containers.conf \
        CONTAINERS_REGISTRIES_CONF=$folder/registries.conf PODMAN_IGNORE_CGROUPSV1_WARNING=1 XDG_RUNTIME_DIR=$services/run \
        podman --root "$folder/root" --runroot "$folder/run" --tmpdir "$folder/tmp" \
        --volumepath "$folder/volumes" --network-config-dir "$folder/networks" "$@"
}

start_podman() {
    have podman || return
    local folder=$services/podman i
    mkdir -p "$folder/networks" "$folder/scratch"
    cat >"$folder/containers.conf" <<-END
	[engine]
	lock_type = "file"
	cgroup_manager = "cgroupfs"
	events_logger = "file"
	[network]
	default_network = "strata"
	default_subnet = "10.215.$((RANDOM % 250)).0/24"
	firewall_driver = "none"
	END
    printf '[[registry]]\nlocation = "%s"\ninsecure = true\n' "${STRATA_TEST_REGISTRY:-127.0.0.1:1}" \
        "${SECOND_STRATA_TEST_REGISTRY:-127.0.0.1:2}" >"$folder/registries.conf"
    podman_ system service --time=0 "unix://$folder/podman.sock" >"$folder/log" 2>&1 </dev/null &
    podman_pid=$!
    for ((i = 0; i < 150; i++)); do
        if docker --host "unix://$folder/podman.sock" version >/dev/null 2>&1; then
            export STRATA_TEST_PODMAN=$folder/podman.sock
            say "Podman:   unix://$folder/podman.sock"
            return
        fi
        kill -0 "$podman_pid" 2>/dev/null || break
        sleep 0.1
    done
    tail -n 20 "$folder/log" >&2
    return 1
}

stop_podman() {
    podman_ rm --all --force --time 0 >/dev/null 2>&1 || true
    # The job is a subshell around podman.
    pkill -TERM -P "$podman_pid" 2>/dev/null || kill "$podman_pid" 2>/dev/null || true
    wait "$podman_pid" 2>/dev/null || true
}

# Runs a command in a session with homes of its own and, if there is one, an unlocked keychain.
services_run() {
    local session=(env HOME="$services/home" XDG_CONFIG_HOME="$services/config" XDG_DATA_HOME="$services/data"
        XDG_CACHE_HOME="$services/cache" XDG_RUNTIME_DIR="$services/run" QT_QPA_PLATFORM=offscreen)
    if [[ -z $keychain ]]; then
        "${session[@]}" "$@"
    else
        # shellcheck disable=SC2016  # expanded inside
        "${session[@]}" STRATA_TEST_KEYCHAIN=1 dbus-run-session -- bash -c '
            head -c 18 /dev/urandom | base64 | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
            exec "$@"' - "$@"
    fi
}

# Writes a secret and reads it back.
find_keychain() {
    have dbus-run-session && have gnome-keyring-daemon && have secret-tool || return
    keychain=1
    # shellcheck disable=SC2016  # expanded inside
    if services_run timeout 30 bash -c 'printf probe | secret-tool store --label=probe strata probe &&
        [[ $(secret-tool lookup strata probe) == probe ]] && secret-tool clear strata probe' >&2; then
        say "Keychain: unlocked, in $services/data"
        return
    fi
    keychain=
    return 1
}

services_stop() {
    local status=$? mount engine
    trap - EXIT
    [[ -z $podman_pid ]] || stop_podman
    for engine in engine second; do
        [[ ! -d $services/$engine ]] || STRATA_ENGINE_DIR=$services/$engine "$root/scripts/engine" remove || true
    done
    awk -v "d=$services/" 'index($5, d) == 1 {print $5}' /proc/self/mountinfo | sort -r | while read -r mount; do
        umount -l "$mount" || true
    done
    rm -rf --one-file-system -- "$services" || warn "Left behind: $services"
    exit "$status"
}
