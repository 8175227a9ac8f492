// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/language/templatetexts.h"

#include <QtTranslation>

#include <array>

namespace strata {

namespace {

constexpr std::array templateTable{
    TemplateText{.id = "go",
                 .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Go"),
                 .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                                  "A program without libraries, compiled on the builder's own platform "
                                                  "for the one that is asked for, in an image with nothing else."),
                 .dockerfile = R"(# syntax=docker/dockerfile:1
ARG GO_VERSION=1.24

FROM --platform=$BUILDPLATFORM golang:${GO_VERSION}-bookworm AS build
WORKDIR /src
# Modules change less often than the source: they have a layer of their own.
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    go mod download
COPY . .
ARG TARGETOS TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w" -o /out/app .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/app /app
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/app"]
)",
                 .ignored = "bin\nvendor\n*_test.go\ncoverage.out\n"},
    TemplateText{
        .id = "node",
        .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Node.js"),
        .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                         "A server that is built with npm; the image has what it needs to run and "
                                         "nothing of what built it."),
        .dockerfile = R"(# syntax=docker/dockerfile:1
ARG NODE_VERSION=22

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \
    npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:${NODE_VERSION}-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
USER node
EXPOSE 3000
CMD ["node", "dist/server.js"]
)",
        .ignored = "node_modules\ndist\ncoverage\nnpm-debug.log*\n"},
    TemplateText{.id = "python",
                 .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Python"),
                 .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                                  "An application with its packages in a virtual environment, which is "
                                                  "made in one stage and copied into the next."),
                 .dockerfile = R"(# syntax=docker/dockerfile:1
ARG PYTHON_VERSION=3.13

FROM python:${PYTHON_VERSION}-slim-bookworm AS build
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt /tmp/
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install -r /tmp/requirements.txt

FROM python:${PYTHON_VERSION}-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --no-log-init --uid 10001 --no-create-home app
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY . .
USER app
EXPOSE 8000
CMD ["python", "-m", "app"]
)",
                 .ignored = "__pycache__\n*.pyc\n.venv\nvenv\n.pytest_cache\n.mypy_cache\ntests\n"},
    TemplateText{.id = "java-maven",
                 .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Java with Maven"),
                 .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                                  "A jar that Maven builds, in an image with the Java runtime alone."),
                 .dockerfile = R"(# syntax=docker/dockerfile:1
ARG MAVEN_VERSION=3.9
ARG JAVA_VERSION=21

FROM maven:${MAVEN_VERSION}-eclipse-temurin-${JAVA_VERSION} AS build
WORKDIR /src
COPY pom.xml ./
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode dependency:go-offline
COPY src ./src
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode package -DskipTests && mv target/*.jar /app.jar

FROM eclipse-temurin:${JAVA_VERSION}-jre
RUN useradd --system --no-log-init --uid 10001 --no-create-home app
WORKDIR /app
COPY --from=build /app.jar ./
USER app
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"]
)",
                 .ignored = "target\n.idea\n.mvn/wrapper/maven-wrapper.jar\n*.iml\n"},
    TemplateText{.id = "rust",
                 .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Rust"),
                 .description = QT_TRANSLATE_NOOP(
                     "DockerfileTemplates", "A program that cargo builds, in a small Debian with the libraries of C."),
                 .dockerfile = R"(# syntax=docker/dockerfile:1
ARG RUST_VERSION=1.87
ARG DEBIAN_VERSION=bookworm
ARG APP=app

FROM rust:${RUST_VERSION}-slim-${DEBIAN_VERSION} AS build
ARG APP
WORKDIR /src
COPY . .
# The target folder is a cache, so what is wanted of it is copied out of it.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked && cp "target/release/$APP" /usr/local/bin/app

FROM debian:${DEBIAN_VERSION}-slim
RUN useradd --system --no-log-init --uid 10001 --no-create-home app
COPY --from=build /usr/local/bin/app /usr/local/bin/app
USER app
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/app"]
)",
                 .ignored = "target\n"},
    TemplateText{
        .id = "cpp-cmake",
        .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "C++ with CMake"),
        .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                         "CMake and Ninja with a cache of the compiler; only what is installed "
                                         "comes into the image."),
        .dockerfile = R"(# syntax=docker/dockerfile:1
ARG DEBIAN_VERSION=bookworm

FROM debian:${DEBIAN_VERSION} AS build
# Tools of a stage that only builds: the newest of this Debian will do.
# check=skip=UnpinnedAptPackage
RUN apt-get update \
    && apt-get install -y --no-install-recommends ccache cmake g++ ninja-build \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache/ccache \
    cmake -S . -B /build -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER_LAUNCHER=ccache \
    && cmake --build /build \
    && DESTDIR=/out cmake --install /build --strip

FROM debian:${DEBIAN_VERSION}-slim
RUN useradd --system --no-log-init --uid 10001 --no-create-home app
COPY --from=build /out/ /
USER app
ENTRYPOINT ["/usr/local/bin/app"]
)",
        .ignored = "build*\n.cache\ncompile_commands.json\n"},
    TemplateText{
        .id = "dotnet",
        .title = QT_TRANSLATE_NOOP("DockerfileTemplates", ".NET"),
        .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                         "An ASP.NET application, published by the SDK for the platform that is "
                                         "asked for; the image has the runtime."),
        .dockerfile = R"(# syntax=docker/dockerfile:1
ARG DOTNET_VERSION=8.0

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:${DOTNET_VERSION} AS build
ARG TARGETARCH
WORKDIR /src
COPY App.csproj ./
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet restore -a "$TARGETARCH"
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish -a "$TARGETARCH" --no-restore -o /out

FROM mcr.microsoft.com/dotnet/aspnet:${DOTNET_VERSION}
WORKDIR /app
COPY --from=build /out ./
USER 1654
EXPOSE 8080
ENTRYPOINT ["./App"]
)",
        .ignored = "bin\nobj\n.vs\n*.user\n"},
    TemplateText{.id = "php",
                 .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "PHP"),
                 .description = QT_TRANSLATE_NOOP(
                     "DockerfileTemplates", "PHP-FPM for a web server in front of it, with the packages of Composer."),
                 .dockerfile = R"(# syntax=docker/dockerfile:1
ARG PHP_VERSION=8.4
ARG COMPOSER_VERSION=2

FROM composer:${COMPOSER_VERSION} AS packages
WORKDIR /app
COPY composer.json composer.lock ./
RUN --mount=type=cache,target=/tmp/cache \
    composer install --no-dev --no-scripts --no-interaction --prefer-dist --optimize-autoloader

FROM php:${PHP_VERSION}-fpm-bookworm
RUN docker-php-ext-install opcache pdo_mysql && mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"
WORKDIR /var/www/html
COPY --from=packages /app/vendor ./vendor
COPY --chown=www-data:www-data . .
USER www-data
EXPOSE 9000
CMD ["php-fpm"]
)",
                 .ignored = "vendor\ntests\nstorage/logs\n.phpunit*\n"},
    TemplateText{.id = "ruby",
                 .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Ruby"),
                 .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                                  "An application with its gems: what compiles them stays in the first "
                                                  "stage."),
                 .dockerfile = R"(# syntax=docker/dockerfile:1
ARG RUBY_VERSION=3.4

FROM ruby:${RUBY_VERSION}-bookworm AS build
ENV BUNDLE_DEPLOYMENT=1 \
    BUNDLE_PATH=/usr/local/bundle \
    BUNDLE_WITHOUT=development:test
WORKDIR /app
COPY Gemfile Gemfile.lock ./
RUN bundle install --jobs 4 && rm -rf /usr/local/bundle/ruby/*/cache
COPY . .

FROM ruby:${RUBY_VERSION}-slim-bookworm
ENV BUNDLE_DEPLOYMENT=1 \
    BUNDLE_PATH=/usr/local/bundle \
    BUNDLE_WITHOUT=development:test
RUN useradd --system --no-log-init --uid 10001 --no-create-home app
WORKDIR /app
COPY --from=build /usr/local/bundle /usr/local/bundle
COPY --from=build --chown=app:app /app ./
USER app
EXPOSE 3000
CMD ["bundle", "exec", "puma", "-b", "tcp://0.0.0.0:3000"]
)",
                 .ignored = ".bundle\nvendor/bundle\nlog\ntmp\nspec\ntest\n"},
    TemplateText{
        .id = "static-site",
        .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Web site with nginx"),
        .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                         "Pages that Node.js builds and an nginx without root serves. Without a "
                                         "build, copy the pages and leave the first stage out."),
        .dockerfile = R"(# syntax=docker/dockerfile:1
ARG NODE_VERSION=22
ARG NGINX_VERSION=1.28

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /site
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \
    npm ci
COPY . .
RUN npm run build

FROM nginxinc/nginx-unprivileged:${NGINX_VERSION}-alpine
COPY --from=build /site/dist /usr/share/nginx/html
USER nginx
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD wget -q -O /dev/null http://127.0.0.1:8080/ || exit 1
)",
        .ignored = "node_modules\ndist\n"},
    TemplateText{
        .id = "debian-tool",
        .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Tool from Debian packages"),
        .description = QT_TRANSLATE_NOOP("DockerfileTemplates",
                                         "A command line tool of Debian that works on the folder it is started in: "
                                         "docker run --rm -v \"$PWD:/work\" IMAGE."),
        .dockerfile = R"(# syntax=docker/dockerfile:1
ARG DEBIAN_VERSION=bookworm

FROM debian:${DEBIAN_VERSION}-slim
ARG JQ_VERSION=1.6-*
# The packages stay in a cache, which the image of Debian would empty, and are not in the image.
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \
    --mount=type=cache,target=/var/lib/apt,sharing=locked \
    rm -f /etc/apt/apt.conf.d/docker-clean \
    && apt-get update && apt-get install -y --no-install-recommends "jq=${JQ_VERSION}"
RUN useradd --system --no-log-init --uid 10001 --no-create-home tool
USER tool
WORKDIR /work
ENTRYPOINT ["jq"]
CMD ["--help"]
)",
        .ignored = "*\n"},
    TemplateText{.id = "busybox",
                 .title = QT_TRANSLATE_NOOP("DockerfileTemplates", "Smallest: BusyBox"),
                 .description = QT_TRANSLATE_NOOP(
                     "DockerfileTemplates", "A script in an image of a few megabytes, written here as a heredoc."),
                 .dockerfile = R"DOCKERFILE(# syntax=docker/dockerfile:1
ARG BUSYBOX_VERSION=1.37

FROM busybox:${BUSYBOX_VERSION}-musl
COPY --chmod=755 <<'EOF' /usr/local/bin/hello
#!/bin/sh
exec echo "Hello from $(hostname)"
EOF
USER 65534:65534
ENTRYPOINT ["/usr/local/bin/hello"]
)DOCKERFILE",
                 .ignored = "*\n"},
};

} // namespace

std::span<const TemplateText> templateTexts()
{
    return templateTable;
}

} // namespace strata
