// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers/layersharing.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;

class TestLayerSharing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chainsCount();
    void theBase();
    void nobody();
};

/// A layer on top of others is another one for the engine.
void TestLayerSharing::chainsCount()
{
    const LayerSharing sharing({u"a"_s, u"b"_s, u"c"_s},
                               {{.name = u"same"_s, .diffIds = {u"a"_s, u"b"_s, u"c"_s}, .containers = {u"web"_s}},
                                {.name = u"sibling"_s, .diffIds = {u"a"_s, u"b"_s, u"x"_s}},
                                {.name = u"stranger"_s, .diffIds = {u"b"_s, u"c"_s}}},
                               {u"db"_s});
    QCOMPARE(sharing.images(0), (QStringList{u"same"_s, u"sibling"_s}));
    QCOMPARE(sharing.images(1), (QStringList{u"same"_s, u"sibling"_s}));
    QCOMPARE(sharing.images(2), QStringList{u"same"_s});
    QCOMPARE(sharing.containers(2), (QStringList{u"db"_s, u"web"_s}));
    QCOMPARE(sharing.images(3), QStringList());
}

void TestLayerSharing::theBase()
{
    const LayerSharing sharing({u"a"_s, u"b"_s, u"c"_s},
                               {{.name = u"small"_s, .diffIds = {u"a"_s}},
                                {.name = u"base:1"_s, .diffIds = {u"a"_s, u"b"_s}},
                                {.name = u"base:latest"_s, .diffIds = {u"a"_s, u"b"_s}},
                                {.name = u"itself"_s, .diffIds = {u"a"_s, u"b"_s, u"c"_s}},
                                {.name = u"above"_s, .diffIds = {u"a"_s, u"b"_s, u"c"_s, u"d"_s}},
                                {.name = u"empty"_s}});
    QCOMPARE(sharing.baseLayers(), 2);
    QCOMPARE(sharing.baseNames(), (QStringList{u"base:1"_s, u"base:latest"_s}));
}

void TestLayerSharing::nobody()
{
    const LayerSharing sharing({u"a"_s}, {{.name = u"other"_s, .diffIds = {u"b"_s}}});
    QCOMPARE(sharing.images(0), QStringList());
    QCOMPARE(sharing.baseLayers(), 0);
    QCOMPARE(LayerSharing().images(0), QStringList());
}

STRATA_TEST(TestLayerSharing)
#include "tst_layersharing.moc"
