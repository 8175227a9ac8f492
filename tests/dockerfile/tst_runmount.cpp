// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/goduration.h"
#include "dockerfile/runmount.h"
#include "support/testprogram.h"

using namespace strata;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRunMount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understandsBind();
    void understandsCache();
    void understandsTmpfs();
    void understandsSecret();
    void readOnlyDependsOnTheType_data();
    void readOnlyDependsOnTheType();
    void refuses_data();
    void refuses();
    void leavesVariablesForLater();
    void expands();
    void separatesValues_data();
    void separatesValues();
    void devices_data();
    void devices();
    void durations_data();
    void durations();
};

void TestRunMount::understandsBind()
{
    const auto mount = parseRunMount(u"source=a,Target=/b,from=base");
    QVERIFY(mount);
    QCOMPARE(mount->type, RunMount::Type::Bind);
    QCOMPARE(mount->source, u"a"_s);
    QCOMPARE(mount->target, u"/b"_s);
    QCOMPARE(mount->from, u"base"_s);
    QVERIFY(mount->readOnly && !mount->isPending);
    QCOMPARE(mount->fields.size(), 3);
    QCOMPARE(mount->fields[1], (MountField{u"target"_s, u"/b"_s}));
}

void TestRunMount::understandsCache()
{
    const auto mount = parseRunMount(u"type=CACHE,dst=/c,id=x,sharing=locked,mode=0755,uid=1000,gid=4294967295");
    QVERIFY(mount);
    QCOMPARE(mount->type, RunMount::Type::Cache);
    QCOMPARE(mount->id, u"x"_s);
    QCOMPARE(mount->sharing, RunMount::Sharing::Locked);
    QCOMPARE(mount->mode, std::optional<quint32>(0755));
    QCOMPARE(mount->uid, std::optional<quint32>(1000));
    QCOMPARE(mount->gid, std::optional<quint32>(4294967295));
}

void TestRunMount::understandsTmpfs()
{
    QCOMPARE(parseRunMount(u"type=tmpfs,target=/t,size=64m")->sizeLimit, 64 << 20);
    QCOMPARE(parseRunMount(u"type=tmpfs,target=/t,size=1.5 KiB")->sizeLimit, 1536);
    QCOMPARE(parseRunMount(u"type=tmpfs,target=/t,size=10b")->sizeLimit, 10);
    QCOMPARE(parseRunMount(u"type=tmpfs,target=/t,size=7")->sizeLimit, 7);
}

void TestRunMount::understandsSecret()
{
    QCOMPARE(secretId(*parseRunMount(u"type=secret,source=token,target=/a")), u"token"_s);
    QCOMPARE(secretId(*parseRunMount(u"type=secret,target=/root/.npmrc")), u".npmrc"_s);
    QCOMPARE(secretId(*parseRunMount(u"type=secret,id=key,target=/root/.npmrc")), u"key"_s);
    const auto mount = parseRunMount(u"type=secret,id=token,env=TOKEN,required");
    QVERIFY(mount);
    QCOMPARE(mount->env, std::optional(u"TOKEN"_s));
    QVERIFY(mount->required && mount->target.isEmpty());
    QVERIFY(parseRunMount(u"type=ssh,required=true")->required);
}

void TestRunMount::readOnlyDependsOnTheType_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("readOnly");
    QTest::newRow("bind") << u"target=/a"_s << true;
    QTest::newRow("bind to write") << u"target=/a,rw"_s << false;
    QTest::newRow("cache") << u"type=cache,target=/a"_s << false;
    QTest::newRow("cache to read") << u"type=cache,target=/a,ro"_s << true;
    QTest::newRow("readonly in words") << u"type=tmpfs,target=/a,readonly=true"_s << true;
    QTest::newRow("not to write") << u"type=cache,target=/a,readwrite=false"_s << true;
    QTest::newRow("not only to read") << u"target=/a,ro=0"_s << false;
}

void TestRunMount::readOnlyDependsOnTheType()
{
    QFETCH(QString, text);
    QTEST(parseRunMount(text)->readOnly, "readOnly");
}

void TestRunMount::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const QString &text, const QString &message) {
        QTest::newRow(qPrintable(text)) << text << message;
    };
    row(QString(), u"failed to parse csv mounts: there is nothing in it"_s);
    row(u"type=a\"b"_s, u"failed to parse csv mounts: bare \" in non-quoted-field"_s);
    row(u"type=cach"_s, u"unsupported mount type \"cach\" (did you mean cache?)"_s);
    row(u"taget=/a"_s, u"unexpected key 'taget' in 'taget=/a' (did you mean target?)"_s);
    row(u"nonsense"_s, u"invalid field 'nonsense' must be a key=value pair"_s);
    row(u"from=$BASE"_s, u"'from' doesn't support variable expansion, define alias stage instead"_s);
    row(u"type=cache,sharing=alone"_s, u"unsupported sharing value \"alone\""_s);
    row(u"sharing=locked"_s, u"invalid cache sharing set for bind mount"_s);
    row(u"ro=maybe"_s, u"invalid value for ro: maybe"_s);
    row(u"required"_s, u"unexpected key 'required' for mount type 'bind'"_s);
    row(u"size=1,type=tmpfs"_s, u"unexpected key 'size' for mount type 'bind'"_s);
    row(u"type=tmpfs,size=lots"_s, u"invalid value for size: lots"_s);
    row(u"type=tmpfs,size=1x"_s, u"invalid value for size: 1x"_s);
    row(u"type=tmpfs,size=-1"_s, u"invalid value for size: -1"_s);
    row(u"type=cache,mode=0888"_s, u"invalid value 0888 for mode"_s);
    row(u"type=cache,uid=root"_s, u"invalid value root for uid"_s);
    row(u"type=cache,gid=4294967296"_s, u"invalid value 4294967296 for gid"_s);
    row(u"mode=0644"_s, u"mode not allowed for \"bind\" type mounts"_s);
    row(u"type=tmpfs,uid=1"_s, u"uid not allowed for \"tmpfs\" type mounts"_s);
    row(u"type=secret"_s, u"invalid secret mount. one of source, target required"_s);
    row(u"type=secret,id=a,from=b"_s, u"secret mount should not have a from"_s);
    row(u"type=secret,id=a,source=b"_s, u"both source and id can't be set"_s);
    row(u"type=secret,id=a,sharing=shared"_s, u"secret mount should not define sharing"_s);
}

void TestRunMount::refuses()
{
    QFETCH(QString, text);
    const auto mount = parseRunMount(text);
    QVERIFY(!mount);
    QTEST(mount.error(), "message");
}

void TestRunMount::leavesVariablesForLater()
{
    const auto mount = parseRunMount(u"type=$T,target=/a,size=$S,required");
    QVERIFY(mount && mount->isPending);
    QCOMPARE(mount->target, u"/a"_s);
    QVERIFY(parseRunMount(u"type=secret,id='a b'")->isPending);
    QVERIFY(parseRunMount(u"from=a$")); // a dollar at the end is one
}

void TestRunMount::expands()
{
    const ValueExpander expand = [](const QString &value) -> std::expected<QString, QString> {
        if (value == u"$BAD")
            return std::unexpected(u"bad"_s);
        return value == u"$T" ? u"cache"_s : value;
    };
    const auto mount = parseRunMount(u"type=$T,target=/a", expand);
    QVERIFY(mount && !mount->isPending);
    QCOMPARE(mount->type, RunMount::Type::Cache);
    QCOMPARE(parseRunMount(u"target=$BAD", expand).error(), u"bad"_s);
}

void TestRunMount::separatesValues_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("one") << u"a"_s << QStringList{u"a"_s};
    QTest::newRow("empty ones") << u",a,,"_s << QStringList{u""_s, u"a"_s, u""_s, u""_s};
    QTest::newRow("quotes") << u"\"a,b\",c"_s << QStringList{u"a,b"_s, u"c"_s};
    QTest::newRow("quotes in quotes") << u"\"a\"\"b\",\"\",\"\"\"\""_s << QStringList{u"a\"b"_s, u""_s, u"\""_s};
    QTest::newRow("quotes at the end") << u"a,\"b\""_s << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("an open quote") << u"\"a"_s << QStringList{u"!"_s};
    QTest::newRow("text behind a quote") << u"\"a\"b"_s << QStringList{u"!"_s};
    QTest::newRow("a quote inside") << u"a\"b\""_s << QStringList{u"!"_s};
    QTest::newRow("nothing") << QString() << QStringList{u"!"_s};
}

void TestRunMount::separatesValues()
{
    QFETCH(QString, line);
    QTEST(parseCsvLine(line).value_or(QStringList{u"!"_s}), "values");
}

void TestRunMount::devices_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("device");
    QTest::newRow("name") << u"vendor.com/gpu=all"_s << u"vendor.com/gpu=all"_s;
    QTest::newRow("required") << u"gpu,required"_s << u"gpu!"_s;
    QTest::newRow("required in words") << u"required=1,name=gpu"_s << u"gpu!"_s;
    QTest::newRow("not required") << u"gpu,required=false"_s << u"gpu"_s;
    QTest::newRow("two names") << u"gpu,name=b"_s << u"device name already set to gpu"_s;
    QTest::newRow("two words") << u"gpu,b"_s << u"invalid field 'b' must be a key=value pair"_s;
    QTest::newRow("unknown key") << u"gpu,require=1"_s
                                 << u"unexpected key 'require' in 'require=1' (did you mean required?)"_s;
    QTest::newRow("no bool") << u"gpu,required=x"_s << u"invalid value for required: x"_s;
}

void TestRunMount::devices()
{
    QFETCH(QString, text);
    const auto device = parseRunDevice(text);
    QTEST(device ? QString(device->name + (device->required ? u"!"_s : QString())) : device.error(), "device");
}

void TestRunMount::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("nanoseconds");
    const auto row = [](const QString &text, std::chrono::nanoseconds duration) {
        QTest::newRow(qPrintable(text)) << text << qint64(duration.count());
    };
    row(u"0"_s, 0ns);
    row(u"5s"_s, 5s);
    row(u"1m30s"_s, 90s);
    row(u"-1.5h"_s, -90min);
    row(u"+.5us"_s, 500ns);
    row(u"1.\u00b5s"_s, 1us);
    row(u"100ms3ns"_s, 100ms + 3ns);
    row(u"0.100000000000000000000h"_s, 6min);
    row(u"9223372036854775807ns"_s, std::chrono::nanoseconds::max());
    row(u"-9223372036854775808ns"_s, std::chrono::nanoseconds::min());
    for (const QString &wrong : {u""_s, u"+"_s, u"5"_s, u"s"_s, u".s"_s, u"1d"_s, u"1 s"_s, u"9223372036854775808ns"_s,
                                 u"3000000h"_s, u"1s "_s})
        QTest::addRow("wrong: %s", qPrintable(wrong)) << wrong << qint64(-1);
}

void TestRunMount::durations()
{
    QFETCH(QString, text);
    QTEST(qint64(parseGoDuration(text).value_or(std::chrono::nanoseconds(-1)).count()), "nanoseconds");
}

STRATA_TEST(TestRunMount)
#include "tst_runmount.moc"
