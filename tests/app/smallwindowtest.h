// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/app/application.h"
#include "tests/app/windowtest.h"

#include <QtCore/QLocale>
#include <QtCore/QSize>
#include <QtCore/QTranslator>
#include <QtGui/QFont>

/// A test of the main window in the smallest sizes that are supported, in each language.
class SmallWindowTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        closeWindow();
        qDeleteAll(qApp->findChildren<QTranslator *>());
        QApplication::setFont(m_plain);
    }

protected:
    /// Adds the rows for openSmallWindow().
    static void addSmallWindows()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        for (const QString &language : {QStringLiteral("en"), QStringLiteral("de")}) {
            QTest::addRow("%s, 800 x 500", qPrintable(language)) << QLocale(language) << QSize(800, 500) << 1.0;
            QTest::addRow("%s, 1024 x 640, 150 %%", qPrintable(language))
                << QLocale(language) << QSize(1024, 640) << 1.5;
        }
    }

    /// Opens the window of the current row.
    void openSmallWindow()
    {
        QFETCH(const QLocale, locale);
        QFETCH(const QSize, size);
        QFETCH(const double, scale);
        Inspector::installTranslations(*qApp, locale);
        QFont font = m_plain;
        font.setPointSizeF(m_plain.pointSizeF() * scale);
        QApplication::setFont(font);
        openWindow();
        m_window->resize(size);
    }

private:
    QFont m_plain = QApplication::font();
};
