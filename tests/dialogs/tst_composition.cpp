// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/composition.h"
#include "relaycore/protocol/codec.h"

#include <QtTest/QTest>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;
using Form = Composition::Form;
using Field = CompositionProblem::Field;

namespace {

constexpr QUuid alpha{0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1};
constexpr QUuid beta{0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2};

QString textOf(const QUuid &uuid)
{
    return uuid.toString(QUuid::WithoutBraces);
}

} // namespace

/// What the fields of a composed message stand for, and which messages a relay refuses.
class tst_Composition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesComeBack_data();
    void messagesComeBack();
    void otherPayloadsStay_data();
    void otherPayloadsStay();
    void fieldsAreChecked_data();
    void fieldsAreChecked();
    void refusals_data();
    void refusals();
};

void tst_Composition::messagesComeBack_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("form");
    QTest::newRow("offer") << encode(PeerConnection{alpha, u"alpha"_s, beta, DescriptionType::Offer, u"v=0\r\n"_s, {}})
                           << int(Form::Offer);
    QTest::newRow("answer") << encode(PeerConnection{alpha, u"ä \"1\""_s, beta, DescriptionType::Answer, {}, {}})
                            << int(Form::Answer);
    QTest::newRow("registration") << encode(RelayRegistration{u"alpha"_s, alpha}) << int(Form::Registration);
}

void tst_Composition::messagesComeBack()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, form);
    const Composition composition = compositionOf(payload, false);
    QCOMPARE(int(composition.form), form);
    QCOMPARE(std::get<QByteArray>(payloadOf(composition)), payload);
    QCOMPARE(refusalOf(payload, false), QString());
}

void tst_Composition::otherPayloadsStay_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("isBinary");
    QTest::newRow("text") << "no message"_ba << false;
    QTest::newRow("empty") << ""_ba << false;
    QTest::newRow("response") << encode(RelayResponse{}) << false;
    QTest::newRow("an unknown key") << R"({"message_type":"relay_registration","x":1})"_ba << false;
    QTest::newRow("binary") << QByteArray("\x00\xff", 2) << true;
}

void tst_Composition::otherPayloadsStay()
{
    QFETCH(QByteArray, payload);
    QFETCH(bool, isBinary);
    const Composition composition = compositionOf(payload, isBinary);
    QCOMPARE(composition.form, isBinary ? Form::Binary : Form::Text);
    QCOMPARE(std::get<QByteArray>(payloadOf(composition)), payload);
}

void tst_Composition::fieldsAreChecked_data()
{
    QTest::addColumn<Composition>("composition");
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("text");
    QTest::newRow("no sender") << Composition{Form::Offer, {}, {}, textOf(beta), {}, {}} << int(Field::Uuid)
                               << u"The sender's UUID is missing."_s;
    QTest::newRow("no such sender") << Composition{Form::Registration, {}, u"alpha"_s, {}, {}, {}} << int(Field::Uuid)
                                    << u"This is no UUID."_s;
    QTest::newRow("no peer") << Composition{Form::Offer, {}, textOf(alpha), u" "_s, {}, {}} << int(Field::Peer)
                             << u"The peer's UUID is missing."_s;
    QTest::newRow("no such peer") << Composition{Form::Answer, {}, textOf(alpha), u"12"_s, {}, {}} << int(Field::Peer)
                                  << u"This is no UUID."_s;
    QTest::newRow("half a byte") << Composition{Form::Binary, {}, {}, {}, {}, u"00 f"_s} << int(Field::Text)
                                 << u"The last byte has only one digit."_s;
    QTest::newRow("no digit") << Composition{Form::Binary, {}, {}, {}, {}, u"0g"_s} << int(Field::Text)
                              << u"Only hexadecimal digits and spaces can be used."_s;
    QTest::newRow("no Latin digit") << Composition{Form::Binary, {}, {}, {}, {}, u"😀"_s} << int(Field::Text)
                                    << u"Only hexadecimal digits and spaces can be used."_s;
}

void tst_Composition::fieldsAreChecked()
{
    QFETCH(Composition, composition);
    QFETCH(int, field);
    QFETCH(QString, text);
    const auto result = payloadOf(composition);
    const auto *problem = std::get_if<CompositionProblem>(&result);
    QVERIFY(problem);
    QCOMPARE(int(problem->field), field);
    QCOMPARE(problem->text, text);
}

void tst_Composition::refusals_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("isBinary");
    QTest::addColumn<QString>("code");
    QTest::newRow("no JSON") << "hello"_ba << false << u"4000"_s;
    QTest::newRow("unknown type") << R"({"message_type":"hello"})"_ba << false << u"4000"_s;
    QTest::newRow("response") << encode(RelayResponse{}) << false << u"4000"_s;
    QTest::newRow("binary") << encode(RelayRegistration{u"alpha"_s, alpha}) << true << u"4000"_s;
    QTest::newRow("too large") << encode(
        PeerConnection{alpha, {}, beta, DescriptionType::Offer, QString(1'048'576, u'a'), {}})
                               << false << u"4003"_s;
}

void tst_Composition::refusals()
{
    QFETCH(QByteArray, payload);
    QFETCH(bool, isBinary);
    QFETCH(QString, code);
    const QString text = refusalOf(payload, isBinary);
    QVERIFY2(text.contains(code), qPrintable(text));
}

QTEST_APPLESS_MAIN(tst_Composition)
#include "tst_composition.moc"
