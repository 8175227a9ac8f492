# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by scripts/engine: sample images and containers, made from the busybox of this machine.
# The images are written as archives and loaded, not built: so they can have ages, and a second run gives the same IDs.
# shellcheck shell=bash disable=SC2154,SC2016  # dir and docker_ come from scripts/engine; some text is for other shells

# ---- images ----------------------------------------------------------------------------------------------
# image_from [PARENT], then layer/meta for each instruction, then image_save. State of the image being made is in
# $work/now: a list of layers, a list of history entries, and the config's fields.

work=

image_from() {
    rm -rf "$work/now"
    if [[ -n ${1:-} ]]; then
        cp -r "$work/image/$1" "$work/now"
    else
        mkdir -p "$work/now"
        touch "$work/now/layers" "$work/now/history"
        printf '"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\n' >"$work/now/Env"
    fi
}

# days_ago N: the moment N days (may be a fraction) before the newest sample, in the engine's notation.
days_ago() { date -u -d "@$((newest - $(printf '%.0f' "$(bc_ "$1")")))" +%Y-%m-%dT%H:%M:%SZ; }
bc_() { awk -v d="$1" 'BEGIN {print d * 86400}'; }

history_entry() { # INSTRUCTION AGE EMPTY
    printf '{"created":"%s","created_by":"%s","comment":"buildkit.dockerfile.v0"%s}\n' \
        "$(days_ago "$2")" "$1" "${3:+,\"empty_layer\":true}" >>"$work/now/history"
}

# layer INSTRUCTION AGE: what the caller has put into $work/files becomes a layer.
layer() {
    local archive=$work/layer.tar id
    tar --create --file "$archive" --directory "$work/files" --sort=name --mtime="$(days_ago "$2")" \
        --owner=0 --group=0 --numeric-owner .
    id=$(sha256sum "$archive" | cut -c1-64)
    mv "$archive" "$work/layers/$id.tar"
    echo "$id" >>"$work/now/layers"
    history_entry "$1" "$2"
    rm -rf "$work/files"
    mkdir "$work/files"
}

# meta INSTRUCTION AGE [FIELD JSON]: lists (Env, Labels, ExposedPorts, Volumes) get one more entry, others are set.
meta() {
    history_entry "$1" "$2" empty
    case ${3:-} in
        '') ;;
        Env | Labels | ExposedPorts | Volumes) printf '%s\n' "$4" >>"$work/now/$3" ;;
        *) printf '%s\n' "$4" >"$work/now/$3" ;;
    esac
}

config_json() {
    local field separator='' entries
    for field in Env Labels ExposedPorts Volumes Cmd Entrypoint WorkingDir User StopSignal Healthcheck; do
        [[ -s $work/now/$field ]] || continue
        entries=$(paste -sd, "$work/now/$field")
        case $field in
            Env) entries="[$entries]" ;;
            Labels | ExposedPorts | Volumes) entries="{$entries}" ;;
        esac
        printf '%s"%s":%s' "$separator" "$field" "$entries"
        separator=,
    done
}

# image_save NAME AGE TAG…: keeps it as a parent called NAME, and writes it into the archive under these tags.
image_save() {
    local name=$1 age=$2 id tags='' layers
    shift 2
    rm -rf "$work/image/$name"
    cp -r "$work/now" "$work/image/$name"
    printf '{"architecture":"%s","os":"linux","created":"%s","config":{%s},"history":[%s],"rootfs":{"type":"layers","diff_ids":[%s]}}' \
        "$architecture" "$(days_ago "$age")" "$(config_json)" "$(paste -sd, "$work/now/history")" \
        "$(sed 's/.*/"sha256:&"/' "$work/now/layers" | paste -sd,)" >"$work/config"
    id=$(sha256sum "$work/config" | cut -c1-64)
    mv "$work/config" "$work/archive/$id.json"
    layers=$(sed 's/.*/"layers\/&.tar"/' "$work/now/layers" | paste -sd,)
    (($# == 0)) || tags=$(printf '"%s",' "$@")
    printf '{"Config":"%s.json","RepoTags":[%s],"Layers":[%s]}\n' "$id" "${tags%,}" "$layers" >>"$work/manifest"
}

# text SIZE_IN_KILOBYTES FILE SEED: a file of readable lines. Ends by signal, hence the subshell without pipefail.
text() {
    mkdir -p "$(dirname "$work/files/$2")"
    (set +o pipefail; yes "$3: the quick brown fox jumps over the lazy dog" | head -c "$(($1 * 1000))") >"$work/files/$2"
}

base_images() {
    mkdir -p "$work/files"/{bin,etc,tmp,root,usr/bin,var/lib,var/log,run,proc,sys,dev}
    cp "$(command -v busybox)" "$work/files/bin/busybox"
    local applet
    for applet in $(busybox --list); do
        [[ $applet == busybox ]] || ln -s busybox "$work/files/bin/$applet"
    done
    chmod 1777 "$work/files/tmp"
    printf 'root:x:0:0:root:/root:/bin/sh\nwww:x:33:33:www:/srv:/bin/false\n' >"$work/files/etc/passwd"
    printf 'root:x:0:\nwww:x:33:\n' >"$work/files/etc/group"
    printf 'NAME="Harbour Linux"\nID=harbour\nVERSION_ID=3.20\nPRETTY_NAME="Harbour Linux 3.20"\n' >"$work/files/etc/os-release"
    image_from
    layer 'ADD harbour-rootfs.tar.gz / # buildkit' 75
    meta 'CMD [\"/bin/sh\"]' 75 Cmd '["/bin/sh"]'
    image_save base 75 harbour:3.20 harbour:3 harbour:latest

    text 5200 usr/share/i18n/locales/all locales
    text 900 usr/share/zoneinfo/tzdata zones
    image_from base
    layer 'RUN /bin/sh -c pkg add tzdata locales # buildkit' 60
    meta 'ENV LANG=C.UTF-8' 60 Env '"LANG=C.UTF-8"'
    image_save locales 60 harbour:3.20-locales
}

# The first keeps its package lists and deletes them one layer later, so 21 MB are wasted; the second does not.
runtime_images() {
    text 21000 var/lib/pkg/lists/main_Packages packages
    text 400 var/log/pkg.log log
    image_from locales
    layer 'RUN /bin/sh -c pkg update # buildkit' 33
    text 34000 usr/lib/runtime/librt.so.2 library
    text 2600 usr/lib/runtime/stdlib.zip stdlib
    layer 'RUN /bin/sh -c pkg add runtime=2.4 # buildkit' 33
    mkdir -p "$work/files/var/lib/pkg" "$work/files/var/log"
    touch "$work/files/var/lib/pkg/.wh.lists" "$work/files/var/log/.wh.pkg.log"
    layer 'RUN /bin/sh -c rm -rf /var/lib/pkg/lists /var/log/pkg.log # buildkit' 33
    meta 'ENV RUNTIME_VERSION=2.4' 33 Env '"RUNTIME_VERSION=2.4"'
    image_save runtime 33 runtime:2.4 runtime:latest

    text 34500 usr/lib/runtime/librt.so.2 library-2.5
    image_from locales
    layer 'RUN /bin/sh -c pkg update && pkg add runtime=2.5 && rm -rf /var/lib/pkg/lists # buildkit' 6
    meta 'ENV RUNTIME_VERSION=2.5' 6 Env '"RUNTIME_VERSION=2.5"'
    image_save runtime25 6 runtime:2.5
}

web_image() { # VERSION AGE TAG…
    local version=$1 age=$2
    shift 2
    text 740 srv/www/assets/app.js "app $version"
    text 120 srv/www/assets/style.css style
    printf '<!doctype html>\n<title>Shop</title>\n<h1>Shop %s</h1>\n' "$version" >"$work/files/srv/www/index.html"
    image_from base
    meta 'WORKDIR /srv/www' "$age" WorkingDir '"/srv/www"'
    layer 'COPY dist/ /srv/www/ # buildkit' "$age"
    meta 'EXPOSE map[80/tcp:{}]' "$age" ExposedPorts '"80/tcp":{}'
    meta 'HEALTHCHECK &{[\"CMD\" \"wget\" \"-qO-\" \"http://127.0.0.1/\"] \"30s\" \"3s\"}' "$age" \
        Healthcheck '{"Test":["CMD","wget","-qO-","http://127.0.0.1/"],"Interval":30000000000,"Timeout":3000000000,"StartPeriod":20000000000,"StartInterval":1000000000,"Retries":2}'
    meta "LABEL org.opencontainers.image.version=$version" "$age" Labels "\"org.opencontainers.image.version\":\"$version\""
    meta 'LABEL org.opencontainers.image.title=Shop front' "$age" Labels '"org.opencontainers.image.title":"Shop front"'
    meta 'CMD [\"httpd\" \"-f\" \"-v\" \"-p\" \"80\"]' "$age" Cmd '["httpd","-f","-v","-p","80"]'
    image_save "web-$version" "$age" "$@"
}

api_image() { # VERSION AGE PARENT TAG…
    local version=$1 age=$2 parent=$3
    shift 3
    text 3100 app/vendor.bundle vendor
    image_from "$parent"
    meta 'WORKDIR /app' "$age" WorkingDir '"/app"'
    layer 'COPY vendor/ /app/ # buildkit' "$age"
    text 480 app/api "api $version"
    printf 'listen = 8080\nlog = "info"\n' >"$work/files/app/api.conf"
    layer 'COPY api api.conf /app/ # buildkit' "$age"
    meta 'ENV APP_ENV=production' "$age" Env '"APP_ENV=production"'
    meta 'EXPOSE map[8080/tcp:{}]' "$age" ExposedPorts '"8080/tcp":{}'
    meta "LABEL org.opencontainers.image.version=$version" "$age" Labels "\"org.opencontainers.image.version\":\"$version\""
    meta 'USER www' "$age" User '"www"'
    meta 'ENTRYPOINT [\"/bin/sh\" \"-c\"]' "$age" Entrypoint '["/bin/sh","-c"]'
    meta 'CMD [\"nc -ll -p 8080 -e cat /app/api.conf\"]' "$age" Cmd '["nc -ll -p 8080 -e cat /app/api.conf"]'
    image_save "api-$version" "$age" "$@"
}

store_image() {
    text 12500 usr/lib/store/store store
    mkdir -p "$work/files/var/lib/store"
    image_from base
    layer 'RUN /bin/sh -c pkg add store=16.2 # buildkit' 48
    meta 'ENV STORE_DATA=/var/lib/store' 48 Env '"STORE_DATA=/var/lib/store"'
    meta 'VOLUME [/var/lib/store]' 48 Volumes '"/var/lib/store":{}'
    meta 'EXPOSE map[5432/tcp:{}]' 48 ExposedPorts '"5432/tcp":{}'
    meta 'STOPSIGNAL SIGINT' 48 StopSignal '"SIGINT"'
    meta 'CMD [\"nc\" \"-ll\" \"-p\" \"5432\" \"-e\" \"cat\"]' 48 Cmd '["nc","-ll","-p","5432","-e","cat"]'
    image_save store 48 store:16.2 store:16
}

load_images() {
    local newest architecture
    newest=$(($(date +%s) / 86400 * 86400))
    architecture=$(docker_ version --format '{{.Server.Arch}}')
    work=$dir/samples.tmp
    rm -rf "$work"
    mkdir -p "$work"/{image,layers,archive,files}
    base_images
    runtime_images
    web_image 1.3 40 shop/web:1.3
    web_image 1.4 5 shop/web:1.4 shop/web:latest
    api_image 2.0 32 runtime shop/api:2.0
    api_image 2.1 4 runtime25 shop/api:2.1 shop/api:latest
    api_image 2.1-rc 4.3 runtime25
    store_image
    printf '[%s]' "$(paste -sd, "$work/manifest")" >"$work/archive/manifest.json"
    mv "$work/layers" "$work/archive/layers"
    tar --create --directory "$work/archive" . | docker_ load --quiet >/dev/null
    rm -rf "$work"
}

# An image in the private registry, and the tag that goes with it.
push_image() {
    local registry said
    registry=127.0.0.1:$(<"$dir/registry/port")
    # With an account in it docker looks for no helper of the desktop's, which may not answer here.
    [[ -e $dir/config/config.json ]] || printf '{"auths":{"%s":{}}}\n' "$registry" >"$dir/config/config.json"
    said=$(docker_ login --username strata --password-stdin "$registry" <"$dir/registry/password" 2>&1) ||
        die "The login at the private registry failed: $said"
    docker_ tag shop/web:1.4 "$registry/shop/web:1.4"
    docker_ push --quiet "$registry/shop/web:1.4" >/dev/null
}

# ---- containers ------------------------------------------------------------------------------------------

# sample NAME STATE OPTIONS… IMAGE COMMAND…: STATE is what scripts/engine start restores later.
sample() {
    local name=$1 state=$2
    shift 2
    # Its warning that the machine forwards no packets is of no interest here.
    local output
    output=$(docker_ create --name "$name" --label strata.sample="$state" "$@" 2>&1) || die "Container $name: $output"
}

service() { # SERVICE STATE OPTIONS… IMAGE COMMAND…
    local service=$1 state=$2
    shift 2
    sample "shop-$service-1" "$state" --network shop_default --network-alias "$service" \
        --label com.docker.compose.project=shop --label com.docker.compose.service="$service" \
        --label com.docker.compose.container-number=1 --label com.docker.compose.oneoff=False \
        --label com.docker.compose.project.working_dir=/srv/shop \
        --label com.docker.compose.project.config_files=/srv/shop/compose.yaml "$@"
}

make_containers() {
    local compose=(--label com.docker.compose.project=shop)
    docker_ network create "${compose[@]}" --label com.docker.compose.network=default shop_default >/dev/null
    docker_ volume create "${compose[@]}" --label com.docker.compose.volume=data shop_data >/dev/null
    service web running --restart unless-stopped -p 127.0.0.1::80 shop/web:1.4
    service api running --restart on-failure:5 -p 127.0.0.1::8080 shop/api:2.1
    service store running --restart always -v shop_data:/var/lib/store store:16.2
    service worker running --memory 64m --cpus 0.5 shop/api:2.1 \
        'n=0; while :; do n=$((n+1)); echo "$(date -Iseconds) INFO order $n packed"; i=0; while [ $i -lt 4000 ]; do i=$((i+1)); done; sleep 3; done'
    service migrate exited shop/api:2.1 'echo "schema is at version 41"; exit 0'
    sample web-old exited -p 127.0.0.1::80 shop/web:1.3
    sample status-page running --health-interval 10s --health-retries 1 --health-timeout 2s \
        --health-cmd 'wget -qO- http://127.0.0.1/ready' shop/web:1.3
    sample nightly-backup paused harbour:3.20 sh -c 'while :; do date; sleep 60; done'
    sample broken-job exited harbour:3.20 sh -c 'echo "cannot read /etc/job.conf: No such file or directory" >&2; exit 1'
    sample killed-job exited runtime:2.4 sh -c 'sleep 0.1; exit 137'
    sample scratchpad created -it harbour:latest
}

samples_with() { docker_ ps -aq --filter "label=strata.sample=$1" "${@:2}"; }

samples_restore() {
    local ids
    mapfile -t ids < <(samples_with running --filter status=exited --filter status=created; samples_with paused --filter status=exited)
    ((${#ids[@]} == 0)) || docker_ start "${ids[@]}" >/dev/null
    mapfile -t ids < <(samples_with paused --filter status=running)
    ((${#ids[@]} == 0)) || docker_ pause "${ids[@]}" >/dev/null
}

# Makes what is missing; after a stop, what ran runs again.
samples_start() {
    if [[ ! -e $dir/.samples ]]; then
        load_images
        push_image
        make_containers
        local ids
        mapfile -t ids < <(samples_with exited; samples_with paused)
        docker_ start "${ids[@]}" >/dev/null
        docker_ stop --time 0 web-old >/dev/null
        touch "$dir/.samples"
    fi
    samples_restore
}
