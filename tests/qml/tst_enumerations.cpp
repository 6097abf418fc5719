// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/problem.h"
#include "inspector/models/connectionmodel.h"
#include "inspector/models/headermodel.h"
#include "inspector/models/laddermodel.h"
#include "inspector/models/messagemodel.h"
#include "inspector/models/pairmodel.h"
#include "inspector/models/payloadmodel.h"
#include "inspector/models/propertymodel.h"
#include "inspector/models/relayclientmodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/detailpane.h"
#include "relaycore/client/relayclient.h"
#include "relaycore/client/tcpconnector.h"
#include "relaycore/protocol/closecode.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/backplane.h"
#include "relaycore/server/relayserver.h"
#include "relaycore/server/tcplistener.h"
#include "relaycore/testkit/scriptedrelay.h"

#include <QtCore/QDirIterator>
#include <QtCore/QMetaEnum>
#include <QtCore/QMetaProperty>
#include <QtCore/QRegularExpression>
#include <QtQml/QJSEngine>
#include <QtTest/QTest>

#include <array>
#include <cstring>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;

namespace {

/// Every class of the project that has enumerations or enumeration-typed members for QML. everyClassIsListed() compares
/// it with the headers.
const QList<const QMetaObject *> classes{
    &RelayCore::staticMetaObject, // of the namespace
    &Backplane::staticMetaObject,
    &CloseResult::staticMetaObject,
    &ConnectResult::staticMetaObject,
    &DecodeError::staticMetaObject,
    &PeerConnection::staticMetaObject,
    &RelayClient::staticMetaObject,
    &RelayClientOptions::staticMetaObject,
    &RelayError::staticMetaObject,
    &RelayMetrics::staticMetaObject,
    &RelayPhase::staticMetaObject,
    &RelayRegistration::staticMetaObject,
    &RelayResponse::staticMetaObject,
    &RelayServer::staticMetaObject,
    &SendResult::staticMetaObject,
    &TcpConnector::staticMetaObject,
    &TcpListener::staticMetaObject,
    &Reachability::staticMetaObject,
    &TestKit::ScriptedRelay::staticMetaObject,
    &Inspector::ConnectionModel::staticMetaObject,
    &Inspector::DetailPane::staticMetaObject,
    &Inspector::HeaderModel::staticMetaObject,
    &Inspector::LadderModel::staticMetaObject,
    &Inspector::MessageModel::staticMetaObject,
    &Inspector::PairModel::staticMetaObject,
    &Inspector::PayloadModel::staticMetaObject,
    &Inspector::Problem::staticMetaObject,
    &Inspector::PropertyModel::staticMetaObject,
    &Inspector::RelayClientModel::staticMetaObject,
    &Inspector::Theme::staticMetaObject,
};

/// Makes the enumerations known by name. Qt 6.4 has no QMetaEnum::metaType().
void registerEnumerations()
{
    for (const QMetaType type : {
             QMetaType::fromType<Backplane::Announcement>(),
             QMetaType::fromType<Backplane::Delivery>(),
             QMetaType::fromType<RelayClient::State>(),
             QMetaType::fromType<RelayClient::Retry>(),
             QMetaType::fromType<RelayError::Category>(),
             QMetaType::fromType<RelayError::Phase>(),
             QMetaType::fromType<CloseCode>(),
             QMetaType::fromType<DecodeError::Kind>(),
             QMetaType::fromType<DescriptionType>(),
             QMetaType::fromType<OverflowPolicy>(),
             QMetaType::fromType<SendOutcome>(),
             QMetaType::fromType<Inspector::ConnectionModel::State>(),
             QMetaType::fromType<Inspector::ConnectionModel::Role>(),
             QMetaType::fromType<Inspector::DetailPane::Tab>(),
             QMetaType::fromType<Inspector::HeaderModel::Column>(),
             QMetaType::fromType<Inspector::LadderModel::Role>(),
             QMetaType::fromType<Inspector::MessageModel::Column>(),
             QMetaType::fromType<Inspector::MessageModel::Role>(),
             QMetaType::fromType<Inspector::PairModel::Role>(),
             QMetaType::fromType<Inspector::PayloadModel::Column>(),
             QMetaType::fromType<Inspector::PayloadModel::Role>(),
             QMetaType::fromType<Inspector::Problem::Kind>(),
             QMetaType::fromType<Inspector::PropertyModel::Column>(),
             QMetaType::fromType<Inspector::PropertyModel::Role>(),
             QMetaType::fromType<Inspector::RelayClientModel::Column>(),
             QMetaType::fromType<Inspector::RelayClientModel::Role>(),
             QMetaType::fromType<Inspector::Theme::Scheme>(),
             QMetaType::fromType<Inspector::Theme::Token>(),
         })
        Q_UNUSED(type.id()) // registers it
}

QMetaType typeOf(const QMetaEnum &enumeration)
{
    return QMetaType::fromName(QByteArray(enumeration.scope()) + "::" + enumeration.enumName());
}

bool isEnumeration(QMetaType type)
{
    return type.flags().testFlag(QMetaType::IsEnumeration);
}

/// Where an enumeration is declared with Q_ENUM or Q_ENUM_NS; invalid for one that no metaobject has.
QMetaEnum enumerationOf(QMetaType type)
{
    const QMetaObject *scope = type.metaObject();
    const QByteArray name = QByteArray(type.name()).split(':').constLast();
    return scope ? scope->enumerator(scope->indexOfEnumerator(name.constData())) : QMetaEnum();
}

/// An argument of a signal as the generated code passes it, with other data behind it.
struct Argument
{
    explicit Argument(int value, QMetaType type)
    {
        memory.fill(std::byte(0xA5));
        std::memcpy(memory.data(), &value, std::size_t(type.sizeOf()));
    }

    alignas(std::max_align_t) std::array<std::byte, 16> memory{};
};

} // namespace

/// QML, and everything else that goes through the metaobject, reads an enumeration as an int.
class tst_Enumerations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { registerEnumerations(); }

    void everyClassIsListed()
    {
        static const QRegularExpression opening(
            u"^(?:class|struct) (?:RELAYCORE_EXPORT )?(\\w+)(?: final)?(?: :.*)?$"_s);
        static const QRegularExpression macro(u"^ *(Q_OBJECT|Q_GADGET|Q_ENUM\\(\\w+\\))$"_s);
        QStringList listed;
        for (const QMetaObject *metaObject : classes)
            listed += QString::fromLatin1(metaObject->className()).section(u"::"_s, -1);
        int seen = 0;
        QDirIterator headers(QStringLiteral(RELAY_SOURCE_DIR), {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (headers.hasNext()) {
            const QString path = QDir(QStringLiteral(RELAY_SOURCE_DIR)).relativeFilePath(headers.next());
            const bool isLibrary = path.startsWith(u"relaycore/"_s);
            // The QML module has a test of its own, tst_qmlmodule.
            if ((!isLibrary && !path.startsWith(u"inspector/"_s)) || path.startsWith(u"relaycore/qml/"_s))
                continue;
            QFile file(headers.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QString name;
            bool isPublic = false;
            for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
                if (const auto match = opening.match(line); match.hasMatch()) {
                    name = match.captured(1);
                    isPublic = line.contains(u"RELAYCORE_EXPORT"_s);
                }
                const auto match = macro.match(line);
                if (!match.hasMatch() || !(isPublic || match.captured(1).startsWith(u"Q_ENUM"_s)))
                    continue;
                QVERIFY2(listed.contains(name), qPrintable(path + u": add to the list of this test: "_s + name));
                ++seen;
            }
        }
        QVERIFY(seen >= classes.size());
    }

    void areAsLargeAsAnInt_data()
    {
        QTest::addColumn<QMetaType>("type");
        for (const QMetaObject *metaObject : classes) {
            for (int i = metaObject->enumeratorOffset(); i < metaObject->enumeratorCount(); ++i) {
                const QMetaEnum enumeration = metaObject->enumerator(i);
                QTest::addRow("%s::%s", enumeration.scope(), enumeration.enumName()) << typeOf(enumeration);
            }
            for (int i = metaObject->propertyOffset(); i < metaObject->propertyCount(); ++i) {
                const QMetaProperty property = metaObject->property(i);
                if (isEnumeration(property.metaType()))
                    QTest::addRow("property %s::%s", metaObject->className(), property.name()) << property.metaType();
            }
            for (int i = metaObject->methodOffset(); i < metaObject->methodCount(); ++i) {
                const QMetaMethod method = metaObject->method(i);
                for (int n = 0; n < method.parameterCount(); ++n) {
                    if (isEnumeration(method.parameterMetaType(n)))
                        QTest::addRow("%s::%s, %d", metaObject->className(), method.methodSignature().constData(), n)
                            << method.parameterMetaType(n);
                }
            }
        }
    }

    void areAsLargeAsAnInt()
    {
        QFETCH(const QMetaType, type);
        QVERIFY2(type.isValid(), "Add it to registerEnumerations().");
        QCOMPARE(type.sizeOf(), qsizetype(sizeof(int)));
        QVERIFY2(enumerationOf(type).isValid(), "No metaobject has its names: Q_ENUM or Q_ENUM_NS.");
    }

    void throughSignals_data()
    {
        QTest::addColumn<int>("signal");
        const QMetaObject &metaObject = RelayClient::staticMetaObject;
        for (int i = metaObject.methodOffset(); i < metaObject.methodCount(); ++i) {
            const QMetaMethod method = metaObject.method(i);
            const auto types = parameterTypes(method);
            if (method.methodType() == QMetaMethod::Signal && std::any_of(types.begin(), types.end(), isEnumeration))
                QTest::addRow("%s", method.methodSignature().constData()) << i;
        }
    }

    /// Emits the signal with every value, as the generated code does.
    void throughSignals()
    {
        QFETCH(const int, signal);
        RelayClient client({});
        QJSEngine engine;
        QJSEngine::setObjectOwnership(&client, QJSEngine::CppOwnership);
        engine.globalObject().setProperty(u"client"_s, engine.newQObject(&client));
        const QMetaMethod method = client.metaObject()->method(signal);
        engine.evaluate(u"var seen = []; client.%1.connect(function() { seen = Array.from(arguments); })"_s.arg(
            QString::fromLatin1(method.name())));
        const auto types = parameterTypes(method);
        for (int index = 0; index < types.size(); ++index) {
            const QMetaEnum enumeration = enumerationOf(types.at(index));
            if (!isEnumeration(types.at(index)))
                continue;
            QVERIFY(enumeration.keyCount() > 0);
            for (int key = 0; key < enumeration.keyCount(); ++key) {
                const int value = enumeration.value(key);
                std::vector<void *> arguments{nullptr};
                std::vector<std::unique_ptr<Argument>> enumerations;
                std::vector<QVariant> others;
                others.reserve(std::size_t(types.size()));
                for (const QMetaType &type : types) {
                    if (isEnumeration(type)) {
                        enumerations.push_back(std::make_unique<Argument>(value, type));
                        arguments.push_back(enumerations.back()->memory.data());
                    } else {
                        arguments.push_back(others.emplace_back(type).data());
                    }
                }
                QMetaObject::activate(&client, &RelayClient::staticMetaObject,
                                      signal - RelayClient::staticMetaObject.methodOffset(), arguments.data());
                QCOMPARE(engine.evaluate(u"seen[%1]"_s.arg(index)).toNumber(), double(value));
            }
        }
    }

    void throughGadgets_data()
    {
        QTest::addColumn<const QMetaObject *>("metaObject");
        QTest::addColumn<int>("property");
        for (const QMetaObject *metaObject : classes) {
            if (metaObject->inherits(&QObject::staticMetaObject))
                continue;
            for (int i = metaObject->propertyOffset(); i < metaObject->propertyCount(); ++i) {
                const QMetaProperty property = metaObject->property(i);
                if (isEnumeration(property.metaType()) && property.isWritable())
                    QTest::addRow("%s::%s", metaObject->className(), property.name()) << metaObject << i;
            }
        }
    }

    void throughGadgets()
    {
        QFETCH(const QMetaObject *, metaObject);
        QFETCH(const int, property);
        QJSEngine engine;
        const QMetaProperty metaProperty = metaObject->property(property);
        const QMetaEnum enumeration = enumerationOf(metaProperty.metaType());
        QVERIFY(enumeration.keyCount() > 0);
        for (int key = 0; key < enumeration.keyCount(); ++key) {
            QVariant gadget(metaObject->metaType());
            QVERIFY(metaProperty.writeOnGadget(gadget.data(), enumeration.value(key)));
            const QJSValue value = engine.toScriptValue(gadget).property(QString::fromLatin1(metaProperty.name()));
            QCOMPARE(value.toNumber(), double(enumeration.value(key)));
        }
    }

    void throughVariants_data() { areAsLargeAsAnInt_data(); }

    void throughVariants()
    {
        QFETCH(const QMetaType, type);
        QJSEngine engine;
        const QMetaEnum enumeration = enumerationOf(type);
        QVERIFY(enumeration.keyCount() > 0);
        for (int key = 0; key < enumeration.keyCount(); ++key) {
            const Argument argument(enumeration.value(key), type);
            const QVariant variant(type, argument.memory.data());
            QCOMPARE(engine.toScriptValue(variant).toNumber(), double(enumeration.value(key)));
        }
    }

    void throughAProperty()
    {
        RelayClient client({});
        QJSEngine engine;
        QJSEngine::setObjectOwnership(&client, QJSEngine::CppOwnership);
        engine.globalObject().setProperty(u"client"_s, engine.newQObject(&client));
        QCOMPARE(engine.evaluate(u"client.state"_s).toNumber(), double(RelayClient::State::Idle));
        client.connectToRelay(); // without an address
        QTRY_COMPARE(client.state(), RelayClient::State::Failed);
        QCOMPARE(engine.evaluate(u"client.state"_s).toNumber(), double(RelayClient::State::Failed));
        QCOMPARE(engine.evaluate(u"client.lastError.category"_s).toNumber(),
                 double(RelayError::Category::InvalidAddress));
    }

private:
    static QList<QMetaType> parameterTypes(const QMetaMethod &method)
    {
        QList<QMetaType> types;
        for (int i = 0; i < method.parameterCount(); ++i)
            types += method.parameterMetaType(i);
        return types;
    }
};

QTEST_GUILESS_MAIN(tst_Enumerations)
#include "tst_enumerations.moc"
