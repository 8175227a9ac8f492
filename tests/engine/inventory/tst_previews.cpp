// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inventory/previews.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;
using Why = BlockedImage::Why;

namespace {

QString longId(QChar digit)
{
    return u"sha256:"_s + QString(64, digit);
}

/// shop (two tags) and base are there; "web" runs on shop, "job" ended on tool.
class Shop
{
public:
    Holdings holdings;

    Shop()
    {
        image(u'a', {u"shop/api:2.1"_s, u"shop/api:latest"_s}, 100, 60);
        image(u'b', {u"base:1"_s}, 60, 60);
        image(u'c', {u"tool:1"_s}, 30, 0);
        image(u'd', {}, 20, 5);
        image(u'e', {u"free:1"_s}, 10, 0);
        container(u"web"_s, u'a', ContainerState::Running);
        container(u"job"_s, u'c', ContainerState::Exited);
    }
    ImageSummary &image(QChar digit, const QStringList &tags, qint64 size, qint64 shared)
    {
        ImageSummary i;
        i.id = ImageId(longId(digit));
        i.repoTags = tags;
        i.size = size;
        i.sharedSize = shared;
        return *holdings.images.insert(i.id, i);
    }
    void container(const QString &name, QChar imageDigit, ContainerState state)
    {
        ContainerSummary c;
        c.id = ContainerId(u"id-"_s + name);
        c.name = name;
        c.imageId = ImageId(longId(imageDigit));
        c.state = state;
        holdings.containers.insert(c.id, c);
    }
    RemovalPreview remove(const QStringList &references, bool force = false) const
    {
        QList<actions::ImageTarget> targets;
        for (const QString &reference : references)
            targets.append({reference});
        return previewImageRemoval(holdings, targets, force);
    }
};

QStringList ids(const QList<ImageSummary> &images)
{
    QStringList list;
    for (const ImageSummary &image : images)
        list.append(image.id.toString().last(1));
    return list;
}

} // namespace

class TestPreviews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneOfTwoTagsOnlyGoesAway();
    void theLastTagTakesTheImageAlong();
    void containersBlock();
    void forceTakesWhatOnlyStoppedContainersUse();
    void forceLeavesARunningContainersImage();
    void byIdOnlyWithOneName();
    void childrenBlock();
    void digestsGoWithTheLastTag();
    void namesHoweverTheyAreTyped();
    void whatIsNotThere();
    void bytes();
    void prunes();
    void usersAreSorted();
};

void TestPreviews::oneOfTwoTagsOnlyGoesAway()
{
    const auto preview = Shop().remove({u"shop/api:2.1"_s});
    QCOMPARE(preview.untagged, QStringList{u"shop/api:2.1"_s});
    QVERIFY(preview.deleted.isEmpty());
    QVERIFY(preview.blocked.isEmpty()); // used by web, but a name remains
    QCOMPARE(preview.freed, (FreedBytes{0, 0}));
}

void TestPreviews::theLastTagTakesTheImageAlong()
{
    const auto preview = Shop().remove({u"free:1"_s});
    QCOMPARE(ids(preview.deleted), QStringList{u"e"_s});
    QCOMPARE(preview.untagged, QStringList{u"free:1"_s});
    QCOMPARE(preview.freed, (FreedBytes{10, 10}));
    QVERIFY(preview.freed.isExact());
}

void TestPreviews::containersBlock()
{
    const auto preview = Shop().remove({u"shop/api:2.1"_s, u"shop/api:latest"_s, u"tool:1"_s});
    QCOMPARE(preview.untagged, QStringList{u"shop/api:2.1"_s});
    QCOMPARE(preview.blocked.size(), 2);
    QCOMPARE(preview.blocked[0].reference, u"shop/api:latest"_s);
    QCOMPARE(preview.blocked[0].why, Why::UsedByContainers);
    QCOMPARE(preview.blocked[0].containers.first().name, u"web"_s);
    QVERIFY(preview.blocked[0].forceHelps); // it would untag it
    QCOMPARE(preview.blocked[1].containers.first().id, ContainerId(u"id-job"_s));
    QVERIFY(preview.deleted.isEmpty());
}

void TestPreviews::forceTakesWhatOnlyStoppedContainersUse()
{
    const auto preview = Shop().remove({u"tool:1"_s}, true);
    QCOMPARE(ids(preview.deleted), QStringList{u"c"_s});
    QCOMPARE(preview.freed, (FreedBytes{0, 0})); // job still stands on its layers
}

void TestPreviews::forceLeavesARunningContainersImage()
{
    const Shop shop;
    const auto byName = shop.remove({u"shop/api:2.1"_s, u"shop/api:latest"_s}, true);
    QCOMPARE(byName.untagged.size(), 2);
    QVERIFY(byName.deleted.isEmpty());
    QCOMPARE(ids(byName.leftDangling), QStringList{u"a"_s});
    const auto byId = shop.remove({longId(u'a')}, true);
    QCOMPARE(byId.blocked.size(), 1);
    QVERIFY(!byId.blocked.first().forceHelps);
    QVERIFY(byId.untagged.isEmpty());
}

void TestPreviews::byIdOnlyWithOneName()
{
    Shop shop;
    shop.holdings.containers.clear();
    const auto refused = shop.remove({longId(u'a')});
    QCOMPARE(refused.blocked.first().why, Why::SeveralNames);
    QVERIFY(refused.blocked.first().forceHelps);
    const auto forced = shop.remove({QString(12, u'a')}, true); // as docker prints it
    QCOMPARE(ids(forced.deleted), QStringList{u"a"_s});
    QCOMPARE(forced.untagged.size(), 2);
    const auto named = shop.remove({u"shop/api:2.1"_s, longId(u'a')}); // one name is left when its turn comes
    QCOMPARE(ids(named.deleted), QStringList{u"a"_s});
    QVERIFY(named.blocked.isEmpty());
    QCOMPARE(ids(shop.remove({longId(u'd')}).deleted), QStringList{u"d"_s});
}

void TestPreviews::childrenBlock()
{
    Shop shop;
    shop.image(u'f', {u"child:1"_s}, 70, 60).parentId = ImageId(longId(u'b'));
    const auto byId = shop.remove({longId(u'b')}, true);
    QCOMPARE(byId.blocked.first().why, Why::HasChildren);
    QCOMPARE(byId.blocked.first().children, QList{ImageId(longId(u'f'))});
    const auto byName = shop.remove({u"base:1"_s});
    QCOMPARE(byName.untagged, QStringList{u"base:1"_s});
    QVERIFY(byName.deleted.isEmpty()); // it stays as the child's ground
    QCOMPARE(ids(shop.remove({u"child:1"_s, u"base:1"_s}).deleted), (QStringList{u"f"_s, u"b"_s}));
}

void TestPreviews::digestsGoWithTheLastTag()
{
    Shop shop;
    const QString digest = u"@sha256:"_s + QString(64, u'9');
    shop.image(u'f', {u"r:5000/x:1"_s}, 7, 0).repoDigests = {u"r:5000/x"_s + digest};
    QCOMPARE(ids(shop.remove({u"r:5000/x:1"_s}).deleted), QStringList{u"f"_s});
    QCOMPARE(ids(shop.remove({longId(u'f')}).deleted), QStringList{u"f"_s});
    shop.image(u'f', {u"r:5000/x:1"_s}, 7, 0).repoDigests = {u"r:5000/x"_s + digest, u"r:5000/y"_s + digest};
    QVERIFY(shop.remove({u"r:5000/x:1"_s}).deleted.isEmpty()); // y@… still names it
    QCOMPARE(shop.remove({longId(u'f')}).blocked.first().why, Why::SeveralNames);
}

void TestPreviews::namesHoweverTheyAreTyped()
{
    QCOMPARE(Shop().remove({u"docker.io/library/free:1"_s}).untagged, QStringList{u"free:1"_s});
    Shop podman;
    podman.image(u'f', {u"docker.io/library/alpine:latest"_s}, 7, 0);
    QCOMPARE(podman.remove({u"alpine"_s}).untagged, QStringList{u"docker.io/library/alpine:latest"_s});
}

void TestPreviews::whatIsNotThere()
{
    const auto preview = Shop().remove({u"nobody:1"_s, u"abc"_s, u"Not A Name"_s});
    QCOMPARE(preview.unknown, (QStringList{u"nobody:1"_s, u"abc"_s, u"Not A Name"_s}));
}

void TestPreviews::bytes()
{
    const auto image = [](qint64 size, qint64 shared) {
        ImageSummary i;
        i.size = size;
        i.sharedSize = shared;
        return i;
    };
    QCOMPARE(bytesFreedBy({}), (FreedBytes{0, 0}));
    QCOMPARE(bytesFreedBy({image(100, 60)}), (FreedBytes{40, 40})); // shared with who stays
    QCOMPARE(bytesFreedBy({image(100, 60), image(30, 0)}), (FreedBytes{70, 70}));
    QCOMPARE(bytesFreedBy({image(100, 60), image(60, 60)}), (FreedBytes{40, 100})); // perhaps with one another
    QCOMPARE(bytesFreedBy({image(100, 90), image(10, 4)}), (FreedBytes{16, 20}));   // 4 at most between the two
    QCOMPARE(bytesFreedBy({image(100, -1)}), (FreedBytes{0, 100}));
    QVERIFY(!bytesFreedBy({image(100, -1)}).isExact());
}

void TestPreviews::prunes()
{
    Shop shop;
    QCOMPARE(ids(previewImagePrune(shop.holdings, true).images), QStringList{u"d"_s});
    const auto unused = previewImagePrune(shop.holdings, false);
    QCOMPARE(ids(unused.images), (QStringList{u"b"_s, u"d"_s, u"e"_s}));
    QCOMPARE(unused.freed.atLeast, 25);
    QCOMPARE(unused.mayUntag, QStringList{u"shop/api:2.1"_s}); // used by web; docker keeps the last of its names
    shop.container(u"old"_s, u'd', ContainerState::Created);
    QVERIFY(previewImagePrune(shop.holdings, true).images.isEmpty());

    shop.container(u"paused"_s, u'b', ContainerState::Paused);
    shop.container(u"looping"_s, u'b', ContainerState::Restarting);
    shop.container(u"dead"_s, u'b', ContainerState::Dead);
    const auto prune = previewContainerPrune(shop.holdings);
    QStringList names;
    for (const ContainerBrief &container : prune.containers)
        names.append(container.name);
    QCOMPARE(names, (QStringList{u"dead"_s, u"job"_s, u"old"_s}));
    QCOMPARE(prune.freed, -1);
    const QHash<ContainerId, qint64> sizes{
        {ContainerId(u"id-dead"_s), 1}, {ContainerId(u"id-job"_s), 20}, {ContainerId(u"id-old"_s), 300}};
    QCOMPARE(previewContainerPrune(shop.holdings, sizes).freed, 321);
}

void TestPreviews::usersAreSorted()
{
    Shop shop;
    shop.container(u"a-stopped"_s, u'a', ContainerState::Exited);
    shop.container(u"z-paused"_s, u'a', ContainerState::Paused);
    QStringList names;
    for (const ContainerBrief &user : containersUsing(shop.holdings, ImageId(longId(u'a'))))
        names.append(user.name);
    QCOMPARE(names, (QStringList{u"web"_s, u"z-paused"_s, u"a-stopped"_s}));
}

STRATA_TEST(TestPreviews)
#include "tst_previews.moc"
