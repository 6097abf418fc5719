// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/report/capturereport.h"
#include "tests/capture/damagedcapture.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

class tst_CaptureReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDamagedCaptureHasNoReport();
};

void tst_CaptureReport::aDamagedCaptureHasNoReport()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"damaged.relaycap"_s);
    DamagedCapture::write(path);
    const auto whole = captureReport(path, {});
    QVERIFY(std::holds_alternative<QByteArray>(whole));
    for (const auto damage : {DamagedCapture::damageMiddle, DamagedCapture::damageEnd}) {
        QVERIFY(QFile::remove(path));
        DamagedCapture::write(path);
        damage(path);
        const auto damaged = captureReport(path, {});
        QVERIFY(std::holds_alternative<QString>(damaged));
        QVERIFY2(std::get<QString>(damaged).contains(u"damaged.relaycap” is damaged: "_s),
                 qPrintable(std::get<QString>(damaged)));
    }
}

QTEST_GUILESS_MAIN(tst_CaptureReport)
#include "tst_capturereport.moc"
