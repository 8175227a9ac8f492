// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakelists.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>

namespace strata::bench {

namespace {

constexpr qint64 Created = 1'700'000'000;
constexpr int Protected = 100; // the first containers are never destroyed, so that a selection can survive

QByteArray number(qint64 value)
{
    return QByteArray::number(value);
}

QByteArray digest(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
}

QByteArray imageJson(int i)
{
    const QByteArray repository = "registry.example.com/team-" + number(i % 40) + "/service-" + number(i % 900);
    return "{\"Containers\":-1,\"Created\":" + number(Created + i) + ",\"Id\":\"sha256:" + digest("image" + number(i))
        + "\",\"Labels\":{\"org.opencontainers.image.ref.name\":\"ubuntu\",\"org.opencontainers.image.version\":\"24."
          "04\""
          ",\"maintainer\":\"team-"
        + number(i % 40) + "@example.com\"},\"ParentId\":\"\",\"RepoDigests\":[\"" + repository
        + "@sha256:" + digest("manifest" + number(i)) + "\"],\"RepoTags\":[\"" + repository + ":1." + number(i)
        + "\"],\"SharedSize\":-1,\"Size\":" + number(5'000'000 + qint64(i) * 37'337) + "}";
}

QByteArray portsJson(int i, bool isRunning)
{
    if (!isRunning || i % 3)
        return "[]";
    const QByteArray rest = "\"PrivatePort\":80,\"PublicPort\":" + number(20'000 + i % 20'000) + ",\"Type\":\"tcp\"}";
    return "[{\"IP\":\"0.0.0.0\"," + rest + ",{\"IP\":\"::\"," + rest + "]";
}

QByteArray labelsJson(int i)
{
    QByteArray labels = "{\"maintainer\":\"NGINX Docker Maintainers <docker-maint@nginx.com>\","
                        "\"org.opencontainers.image.version\":\"24.04\"";
    if (i % 2) {
        labels += ",\"com.docker.compose.config-hash\":\"" + digest("config" + number(i))
            + "\",\"com.docker.compose.container-number\":\"1\",\"com.docker.compose.oneoff\":\"False\","
              "\"com.docker.compose.project\":\"project-"
            + number(i % 200) + "\",\"com.docker.compose.project.working_dir\":\"/srv/project-" + number(i % 200)
            + "\",\"com.docker.compose.service\":\"service-" + number(i)
            + "\",\"com.docker.compose.version\":\"2.26.1\"";
    }
    return labels + "}";
}

QByteArray networksJson(int i)
{
    return "{\"Networks\":{\"bridge\":{\"IPAMConfig\":null,\"Links\":null,\"Aliases\":null,\"MacAddress\":\"02:42:ac:"
           "11:00:02\","
           "\"NetworkID\":\""
        + digest("network") + "\",\"EndpointID\":\"" + digest("endpoint" + number(i))
        + "\",\"Gateway\":\"172.17.0.1\",\"IPAddress\":\"172.17.0.2\",\"IPPrefixLen\":16,\"IPv6Gateway\":\"\","
          "\"GlobalIPv6Address\":\"\",\"GlobalIPv6PrefixLen\":0,\"DriverOpts\":null,\"DNSNames\":null}}}";
}

QByteArray mountsJson(int i)
{
    const QByteArray name = digest("volume" + number(i));
    return "[{\"Type\":\"volume\",\"Name\":\"" + name + "\",\"Source\":\"/var/lib/docker/volumes/" + name
        + "/_data\",\"Destination\":\"/data\",\"Driver\":\"local\",\"Mode\":\"z\",\"RW\":true,\"Propagation\":\"\"}]";
}

} // namespace

FakeLists::FakeLists(int count)
{
    m_images = "[";
    for (int i = 0; i < count; ++i) {
        m_images += (i ? "," : "") + imageJson(i);
        Container container;
        container.number = i;
        container.id = digest("container" + number(i));
        container.name = (i % 2 ? "project-" + number(i % 200) + "-service-" : QByteArray("worker-")) + number(i);
        container.isRunning = i % 5 != 0;
        write(&container);
        m_containers.append(container);
    }
    m_images += "]";
}

void FakeLists::write(Container *container) const
{
    const int i = container->number;
    const QByteArray image = "registry.example.com/team-" + number(i % 40) + "/service-" + number(i % 900) + ":1."
        + number(i);
    container->json = "{\"Id\":\"" + container->id + "\",\"Names\":[\"/" + container->name + "\"],\"Image\":\"" + image
        + "\",\"ImageID\":\"sha256:" + digest("image" + number(i))
        + "\",\"Command\":\"/docker-entrypoint.sh nginx -g 'daemon off;'\",\"Created\":" + number(Created + i)
        + ",\"Ports\":" + portsJson(i, container->isRunning) + ",\"Labels\":" + labelsJson(i) + ",\"State\":\""
        + (container->isRunning ? "running" : "exited") + "\",\"Status\":\""
        + (container->isRunning ? "Up 3 hours" : "Exited (0) 2 days ago")
        + "\",\"HostConfig\":{\"NetworkMode\":\"bridge\"},\"NetworkSettings\":" + networksJson(i)
        + ",\"Mounts\":" + mountsJson(i) + "}";
}

QByteArray FakeLists::containers(const QSet<QByteArray> &ids) const
{
    QByteArray list = "[";
    for (const Container &container : m_containers) {
        if (container.isThere && (ids.isEmpty() || ids.contains(container.id)))
            list += (list.size() > 1 ? "," : "") + container.json;
    }
    return list + "]";
}

QByteArray FakeLists::nextEvent()
{
    m_random = m_random * 1664525 + 1013904223;
    Container &container = m_containers[qsizetype(m_random >> 8) % m_containers.size()];
    QByteArray action;
    if (!container.isThere) {
        container.isThere = true;
        container.isRunning = false;
        action = "create";
    } else if (!container.isRunning && m_random % 4 == 0 && container.number >= Protected) {
        container.isThere = false;
        action = "destroy";
    } else {
        container.isRunning = !container.isRunning;
        action = container.isRunning ? "start" : "die";
    }
    write(&container);
    const qint64 nano = QDateTime::currentMSecsSinceEpoch() * 1'000'000 + ++m_events;
    return "{\"status\":\"" + action + "\",\"id\":\"" + container.id
        + "\",\"from\":\"nginx\",\"Type\":\"container\",\"Action\":\"" + action + "\",\"Actor\":{\"ID\":\""
        + container.id + "\",\"Attributes\":{\"exitCode\":\"0\",\"image\":\"nginx\",\"name\":\"" + container.name
        + "\"}},\"scope\":\"local\",\"time\":" + number(nano / 1'000'000'000) + ",\"timeNano\":" + number(nano) + "}\n";
}

QByteArray FakeLists::truth() const
{
    QByteArrayList lines;
    for (const Container &container : m_containers) {
        if (container.isThere)
            lines.append(container.name + (container.isRunning ? " running" : " exited"));
    }
    std::ranges::sort(lines);
    return lines.join('\n');
}

} // namespace strata::bench
