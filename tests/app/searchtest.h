// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/filter/filtermatcher.h"
#include "inspector/filter/filterparser.h"
#include "inspector/views/densitystrip.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/filterfield.h"
#include "tests/app/windowtest.h"
#include "tests/cli/richcapture.h"

#include <QtGui/QAction>
#include <QtWidgets/QLabel>

/// A test of finding messages in the window, which shows a capture with something to find.
class SearchTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        openWindow();
        RichCapture(file(QStringLiteral("rich.relaycap")), 5).write(400);
        m_window->openCapture(file(QStringLiteral("rich.relaycap")));
        QTRY_VERIFY_WITH_TIMEOUT(feed()->count() > 400 && feed()->indexedCount() == feed()->count(), timeout);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { closeWindow(); }

protected:
    [[nodiscard]] Inspector::CaptureFeed *feed() const { return m_window->feed(); }
    [[nodiscard]] Inspector::FilterBar *bar() const { return m_window->findChild<Inspector::FilterBar *>(); }
    [[nodiscard]] Inspector::FilterField *field() const { return bar()->field(); }
    [[nodiscard]] Inspector::DensityStrip *strip() const { return m_window->findChild<Inspector::DensityStrip *>(); }
    [[nodiscard]] Inspector::MessageModel *model() const
    {
        return qobject_cast<Inspector::MessageModel *>(table()->model());
    }
    [[nodiscard]] QLabel *errorText() const { return bar()->findChild<QLabel *>(QStringLiteral("filterError")); }
    [[nodiscard]] QAction *action(const QString &name) const { return m_window->findChild<QAction *>(name); }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
    }
    /// Replaces the filter as a person does, and waits until it is in force.
    [[nodiscard]] bool filter(const QString &text)
    {
        key(Qt::Key_F, Qt::ControlModifier);
        key(Qt::Key_Delete);
        QTest::keyClicks(field(), text);
        return isInForce(text);
    }
    [[nodiscard]] bool isInForce(const QString &text)
    {
        const Inspector::Filter wanted = std::get<Inspector::Filter>(Inspector::parseFilter(text));
        return field()->text() == text && QTest::qWaitFor([&] { return rows() == expected(wanted); }, timeout);
    }
    [[nodiscard]] std::vector<Inspector::MessageId> rows() const
    {
        std::vector<Inspector::MessageId> ids;
        for (int row = 0; row < model()->rowCount(); ++row)
            ids.push_back(model()->idAt(row));
        return ids;
    }
    [[nodiscard]] std::vector<Inspector::MessageId> expected(const Inspector::Filter &filter) const
    {
        const Inspector::FilterMatcher matcher(filter, feed()->index(), feed()->reader()->losses());
        std::vector<Inspector::MessageId> ids;
        for (Inspector::MessageId id = 1; id <= feed()->indexedCount(); ++id) {
            if (matcher.matches(id, feed()->row(id)->payload))
                ids.push_back(id);
        }
        return ids;
    }
};
