// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// Draws the dialogs that send, export and replay; scripts/screenshots runs it. Needs no main window.
#include "inspector/capture/capturereader.h"
#include "inspector/capture/captureupload.h"
#include "inspector/capture/postgrescatalog.h"
#include "inspector/dialogs/composedialog.h"
#include "inspector/dialogs/databasedialog.h"
#include "inspector/dialogs/exportdialog.h"
#include "inspector/dialogs/replaydialog.h"
#include "inspector/views/stylesheet.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/server/relayserver.h"
#include "tests/capture/postgresserver.h"
#include "tests/models/samplecapture.h"
#include "tests/screenshots/screenshottest.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTreeWidget>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

class DialogScreenshots : public ScreenshotTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dialogs_data() { addSchemes(); }
    void dialogs();

private:
    void take(QDialog &dialog, const QString &name)
    {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        ScreenshotTest::take(dialog, name + m_suffix);
    }
    void exportDialog();
    void composeDialog();
    void replayDialog();
    void databaseDialog();

    std::unique_ptr<CaptureTest::PostgresServer> m_server; ///< Where PostgreSQL is installed.
    QString m_capture;
    QString m_suffix;
};

void DialogScreenshots::initTestCase()
{
    prepare();
    m_capture = m_files.filePath(u"talk.relaycap"_s);
    SampleCapture(m_capture).writeAll();
    if (!CaptureTest::PostgresServer::missing().isEmpty())
        return;
    m_server = std::make_unique<CaptureTest::PostgresServer>();
    QVERIFY(m_server->initialize());
    QVERIFY(!PostgresCatalog::initialize(CaptureTest::parsed(m_server->address()), {}));
    const auto reader = CaptureReader::open(m_capture);
    for (const QString &name : {u"monday"_s, u"a capture of the second relay, before it was replaced"_s})
        QVERIFY(!uploadCapture(*std::get<0>(reader), m_server->address(name)));
}

void DialogScreenshots::dialogs()
{
    failOnOtherWarnings();
    QFETCH(Theme::Scheme, scheme);
    m_suffix = scheme == Theme::Scheme::Dark ? u"-dark"_s : u"-light"_s;
    Theme theme;
    theme.setScheme(scheme);
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(styleSheet(theme));
    exportDialog();
    composeDialog();
    replayDialog();
    databaseDialog();
}

void DialogScreenshots::exportDialog()
{
    ExportDialog dialog(m_capture, u"talk"_s);
    dialog.setFormat(FileFormat::Ndjson);
    dialog.setProfile(RedactionProfile::Share);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview(), timeout);
    take(dialog, u"export-values"_s);
    dialog.findChild<QTabWidget *>()->setCurrentIndex(1);
    take(dialog, u"export-messages"_s);
    dialog.setProfile(RedactionProfile::None);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.hasPreview(), timeout);
    dialog.setAskName([](const QString &) { return u"/no such folder/talk.ndjson"_s; });
    dialog.accept();
    QTRY_VERIFY_WITH_TIMEOUT(dialog.findChild<QWidget *>(u"exportProblem"_s)->isVisible(), timeout);
    take(dialog, u"export-problem"_s);
}

void DialogScreenshots::composeDialog()
{
    using Kind = ComposeOutcome::Kind;
    ComposeDialog dialog;
    take(dialog, u"compose-empty"_s);
    dialog.setClients({{1, u"alpha → ws://127.0.0.1:8700"_s, u"alpha"_s, SampleCapture::alpha, true}});
    dialog.setPeers({{SampleCapture::beta, u"beta"_s}});
    quint64 last = 0;
    connect(&dialog, &ComposeDialog::sendRequested, &dialog, [&last](quint32, quint64 ticket) { last = ticket; });
    const QByteArray offer = RelayCore::encode(RelayCore::PeerConnection{SampleCapture::alpha,
                                                                         u"alpha"_s,
                                                                         SampleCapture::beta,
                                                                         RelayCore::DescriptionType::Offer,
                                                                         u"v=0\r\ns=-\r\n"_s,
                                                                         {}});
    dialog.sendAgain(offer, false, 1);
    dialog.showOutcome({last, Kind::Sent, {}});
    dialog.sendAgain(offer, false, 1);
    dialog.showOutcome({last, Kind::Returned,
                        u"Cannot forward peer connection message to peer be7a0000-0000-4000-8000-000000000002 because "
                        "this peer is not registered this relay server."_s});
    dialog.sendAgain("hello", false, 1);
    dialog.showOutcome({last, Kind::Closed, u"4000: Unknown message type."_s});
    dialog.edit(offer, false, 1);
    take(dialog, u"compose-offer"_s);
    dialog.edit("hello", false, 1);
    take(dialog, u"compose-refused"_s);
}

void DialogScreenshots::replayDialog()
{
    RelayCore::RelayServerOptions options;
    options.port = 0;
    RelayCore::RelayServer relay(options);
    QVERIFY(relay.listen());
    ReplayDialog dialog(m_capture);
    dialog.setRecentAddresses({relay.url().toString()});
    take(dialog, u"replay-empty"_s);
    QSignalSpy finished(&dialog, &ReplayDialog::finished);
    dialog.accept();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, timeout);
    take(dialog, u"replay-differences"_s);
}

void DialogScreenshots::databaseDialog()
{
    DatabaseDialog empty({});
    take(empty, u"database-empty"_s);
    DatabaseDialog unreachable(u"postgresql://owner@127.0.0.1:1/captures"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!unreachable.findChild<QLabel *>(u"databaseProblem"_s)->text().isEmpty(), timeout);
    take(unreachable, u"database-problem"_s);
    if (!m_server)
        return;
    DatabaseDialog listed(m_server->address());
    QTRY_COMPARE_WITH_TIMEOUT(listed.findChild<QTreeWidget *>(u"captures"_s)->topLevelItemCount(), 3, timeout);
    take(listed, u"database-captures"_s);
}

int main(int argc, char *argv[])
{
    return runScreenshotTest<DialogScreenshots>(argc, argv);
}

#include "dialogs.moc"
