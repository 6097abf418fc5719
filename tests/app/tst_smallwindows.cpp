// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectionview.h"
#include "inspector/views/detailpane.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/filterfield.h"
#include "inspector/views/relayclienttable.h"
#include "tests/app/smallwindowtest.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Every pane keeps its share of a small window, in each language and with large text, and nothing in it is cut off.
class tst_SmallWindows : public SmallWindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsCutOff_data();
    void nothingIsCutOff();

private:
    /// Opens a window for the row, with the demo and one of its messages selected.
    void openDemo();
    void panesHaveTheirWidths();
    void columnsFit();
    void theFilterIsReadable();
    void tabsAreWhole();
};

void tst_SmallWindows::nothingIsCutOff_data()
{
    addSmallWindows();
}

void tst_SmallWindows::openDemo()
{
    openSmallWindow();
    startDemo();
    table()->selectMessage(firstOf(MessageKind::Answer));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<RelayClientTable *>()->isVisible(), timeout);
    QTest::qWait(50); // layouts
    QFETCH(const QSize, size);
    QCOMPARE(m_window->size(), size);
}

void tst_SmallWindows::nothingIsCutOff()
{
    openDemo();
    for (const auto check : {&tst_SmallWindows::panesHaveTheirWidths, &tst_SmallWindows::columnsFit,
                             &tst_SmallWindows::theFilterIsReadable, &tst_SmallWindows::tabsAreWhole}) {
        if (!QTest::currentTestFailed())
            (this->*check)();
    }
}

void tst_SmallWindows::panesHaveTheirWidths()
{
    constexpr int leastDetails = 280;
    const int details = m_window->findChild<DetailPane *>()->width();
    QVERIFY2(details >= leastDetails, qPrintable(QString::number(details)));
    constexpr int leastConnections = 155;
    const int connections = m_window->findChild<ConnectionView *>()->width();
    QVERIFY2(connections >= leastConnections, qPrintable(QString::number(connections)));
}

void tst_SmallWindows::tabsAreWhole()
{
    auto *tabs = m_window->findChild<DetailPane *>()->tabs();
    auto *box = m_window->findChild<QComboBox *>(u"detailTabsBox"_s);
    QVERIFY(tabs->tabBar()->isVisible() != box->isVisible());
    if (tabs->tabBar()->isVisible()) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            QVERIFY2(tabs->tabBar()->rect().contains(tabs->tabBar()->tabRect(tab)), qPrintable(tabs->tabText(tab)));
        QCOMPARE(tabs->focusProxy(), tabs->tabBar());
    }
    // In a pane of a third of that width the box takes their place, with the same views.
    m_window->findChild<DetailPane *>()->setFixedWidth(150);
    QTRY_VERIFY(box->isVisible());
    QVERIFY(!tabs->tabBar()->isVisible());
    QCOMPARE(box->count(), tabs->count());
    tabs->setCurrentIndex(DetailPane::Raw);
    QCOMPARE(box->currentText(), tabs->tabText(DetailPane::Raw));
    tabs->setFocus();
    QVERIFY(box->hasFocus());
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(tabs->currentIndex(), int(DetailPane::Hex));
}

void tst_SmallWindows::columnsFit()
{
    for (const QTableView *view : {static_cast<const QTableView *>(table()),
                                   static_cast<const QTableView *>(m_window->findChild<RelayClientTable *>())}) {
        // The columns adapt to their values, which still arrive.
        QTRY_VERIFY2_WITH_TIMEOUT(view->horizontalScrollBar()->maximum() == 0,
                                  qPrintable(u"%1: %2 of %3 pixels"_s.arg(view->objectName())
                                                 .arg(view->horizontalHeader()->length())
                                                 .arg(view->viewport()->width())),
                                  timeout);
    }
}

void tst_SmallWindows::theFilterIsReadable()
{
    m_window->findChild<ConnectionView *>()->selectConnection(1);
    auto *bar = m_window->findChild<FilterBar *>();
    bar->setText(u"kind:offer|answer -from:nobody"_s);
    bar->setFigures(u"1.234.567 von 9.876.543 · 43 %"_s, 43);
    QTest::qWait(50); // layouts
    const int characters = bar->field()->width() / bar->field()->fontMetrics().averageCharWidth();
    QVERIFY2(characters >= 20, qPrintable(QString::number(characters)));
    const auto *figures = bar->findChild<QLabel *>(u"filterFigures"_s);
    QVERIFY2(figures->width() >= figures->sizeHint().width(),
             qPrintable(u"%1 of %2 pixels"_s.arg(figures->width()).arg(figures->sizeHint().width())));
    QVERIFY(bar->findChild<QWidget *>(u"filterHighlight"_s)->isVisible());
    // The line of the figures goes with them.
    const int height = bar->height();
    bar->setText({});
    m_window->findChild<ConnectionView *>()->clearSelection();
    bar->setFigures({}, std::nullopt);
    QTRY_VERIFY(bar->height() <= height);
    QVERIFY(bar->field()->height() > 0);
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_SmallWindows>(argc, argv);
}

#include "tst_smallwindows.moc"
