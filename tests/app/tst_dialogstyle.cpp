// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/dialogs/composedialog.h"
#include "inspector/dialogs/databasedialog.h"
#include "inspector/dialogs/exportdialog.h"
#include "inspector/dialogs/replaydialog.h"
#include "inspector/views/celltext.h"
#include "inspector/views/connectdialog.h"
#include "inspector/views/dialoglist.h"
#include "inspector/views/forwardproxydialog.h"
#include "inspector/views/proxydialog.h"
#include "inspector/views/rundialog.h"
#include "inspector/views/tapdialog.h"
#include "tests/app/windowtest.h"
#include "tests/models/samplecapture.h"

#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QTreeWidget>

#include <functional>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// The dialogs look alike: heights of fields, lists with their headings and frames, the order of buttons.
class tst_DialogStyle : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void allLookAlike_data();
    void allLookAlike();
    void textOfListsStandsBelowItsHeading();
    void completionsOfAnAddressHaveAFrame();
    void theComposerShowsItsHistory();

private:
    void fieldsHaveOneHeight(const QDialog &dialog);
    void listsHaveOneLook(const QDialog &dialog);
    void acceptingIsBeforeLeaving(const QDialog &dialog);
};

void tst_DialogStyle::allLookAlike_data()
{
    QTest::addColumn<std::function<QDialog *()>>("make");
    const auto add = [](const char *name, std::function<QDialog *()> make) { QTest::newRow(name) << std::move(make); };
    const auto sample = [this] {
        SampleCapture(file(u"talk.relaycap"_s)).writeAll();
        return file(u"talk.relaycap"_s);
    };
    add("connect", [this] { return new ConnectDialog(m_window.get()); });
    add("proxy", [this] { return new ProxyDialog(m_window.get()); });
    add("forward proxy", [this] { return new ForwardProxyDialog(m_window.get()); });
    add("run", [this] { return new RunDialog(m_window.get()); });
    add("attach", [this] {
        return new TapDialog(m_window.get(), [] {
            return QList<RelayCore::TapAddress>{{4711, u"instrument"_s, {}, 1'780'000'000'000'000'000}};
        });
    });
    add("compose", [this] { return new ComposeDialog(m_window.get()); });
    add("export", [this, sample] { return new ExportDialog(sample(), u"talk"_s, m_window.get()); });
    add("replay", [this, sample] { return new ReplayDialog(sample(), m_window.get()); });
    add("database", [this] { return new DatabaseDialog({}, m_window.get()); });
}

void tst_DialogStyle::allLookAlike()
{
    QFETCH(const std::function<QDialog *()>, make);
    const std::unique_ptr<QDialog> dialog(make());
    dialog->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog.get()));
    for (const auto check : {&tst_DialogStyle::fieldsHaveOneHeight, &tst_DialogStyle::listsHaveOneLook,
                             &tst_DialogStyle::acceptingIsBeforeLeaving}) {
        if (!QTest::currentTestFailed())
            (this->*check)(*dialog);
    }
}

void tst_DialogStyle::fieldsHaveOneHeight(const QDialog &dialog)
{
    QLineEdit reference(m_window.get());
    reference.ensurePolished();
    const int height = reference.sizeHint().height();
    for (const QWidget *field : dialog.findChildren<QWidget *>()) {
        const bool isPart =
            qobject_cast<QComboBox *>(field->parentWidget()) || qobject_cast<QAbstractSpinBox *>(field->parentWidget());
        const bool isField = qobject_cast<const QComboBox *>(field) || qobject_cast<const QAbstractSpinBox *>(field)
                             || qobject_cast<const QLineEdit *>(field);
        if (!isField || isPart || !field->isVisible())
            continue;
        QVERIFY2(field->height() == height,
                 qPrintable(u"%1: %2 of %3 pixels"_s.arg(field->objectName()).arg(field->height()).arg(height)));
    }
}

void tst_DialogStyle::listsHaveOneLook(const QDialog &dialog)
{
    for (QAbstractItemView *view : dialog.findChildren<QAbstractItemView *>()) {
        if (qobject_cast<QHeaderView *>(view) || view->window() != &dialog)
            continue;
        const QString name = view->objectName();
        // A frame, between the background of the dialog and that of the rows.
        const QImage image = view->grab().toImage();
        const QPoint edge(0, image.height() / 2);
        QVERIFY2(image.pixelColor(edge) != image.pixelColor(edge + QPoint(2, 0)) || !view->isVisible(),
                 qPrintable(name));
        const int row = tableRowHeight(view->fontMetrics());
        const QHeaderView *heading = nullptr;
        if (const auto *table = qobject_cast<QTableView *>(view)) {
            heading = table->horizontalHeader();
            QVERIFY2(!table->showGrid(), qPrintable(name));
            QVERIFY2(table->verticalHeader()->defaultSectionSize() == row, qPrintable(name));
        } else if (const auto *tree = qobject_cast<QTreeView *>(view)) {
            heading = tree->header();
        }
        if (view->model()->rowCount() > 0)
            QVERIFY2(view->visualRect(view->model()->index(0, 0)).height() == row || !view->isVisible(),
                     qPrintable(name));
        if (!heading)
            continue;
        QVERIFY2(heading->defaultAlignment() == (Qt::AlignLeft | Qt::AlignVCenter), qPrintable(name));
        QVERIFY2(heading->height() == tableHeadingHeight(view->fontMetrics()) || !view->isVisible(), qPrintable(name));
    }
}

void tst_DialogStyle::textOfListsStandsBelowItsHeading()
{
    QDialog dialog(m_window.get());
    auto *table = new QTableWidget(1, 2, &dialog);
    table->setHorizontalHeaderLabels({u"H"_s, u"H"_s});
    table->setItem(0, 0, new QTableWidgetItem(u"H"_s));
    table->setItem(0, 1, new QTableWidgetItem(u"H"_s));
    for (QTableWidgetItem *number : {table->horizontalHeaderItem(1), table->item(0, 1)})
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *tree = new QTreeWidget(&dialog);
    tree->setHeaderLabels({u"H"_s});
    tree->setRootIsDecorated(false);
    tree->addTopLevelItem(new QTreeWidgetItem({u"H"_s}));
    table->setGeometry(10, 10, 200, 100);
    tree->setGeometry(10, 120, 200, 100);
    for (QAbstractItemView *view : {static_cast<QAbstractItemView *>(table), static_cast<QAbstractItemView *>(tree)})
        setUpDialogList(view);
    dialog.resize(220, 230);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    // The first column of pixels that differs from the background, from the left or from the right.
    const auto edgeOf = [](QWidget *widget, const QRect &rect, bool fromRight) {
        const QImage image = widget->grab(rect).toImage().mirrored(fromRight, false);
        const QRgb background = image.pixel(2, image.height() / 2);
        for (int x = 2; x < image.width(); ++x) {
            for (int y = 4; y < image.height() - 4; ++y) {
                if (qAbs(qGray(image.pixel(x, y)) - qGray(background)) > 60)
                    return x;
            }
        }
        return -1;
    };
    const auto check = [&](QAbstractItemView *view, QHeaderView *heading, int column, bool fromRight) {
        const int edge = edgeOf(view->viewport(), view->visualRect(view->model()->index(0, column)), fromRight);
        const QRect section(heading->sectionViewportPosition(column), 0, heading->sectionSize(column),
                            heading->height());
        const int headingEdge = edgeOf(heading->viewport(), section, fromRight);
        QVERIFY(edge > 0);
        QVERIFY2(qAbs(edge - headingEdge) <= 1, qPrintable(u"%1, its heading %2"_s.arg(edge).arg(headingEdge)));
    };
    check(table, table->horizontalHeader(), 0, false);
    check(table, table->horizontalHeader(), 1, true);
    check(tree, tree->header(), 0, false);
}

void tst_DialogStyle::completionsOfAnAddressHaveAFrame()
{
    ConnectDialog dialog(m_window.get());
    dialog.setRecentAddresses({u"ws://127.0.0.1:8700/"_s, u"ws://127.0.0.1:8701/"_s}, {});
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *address = dialog.findChild<QComboBox *>();
    address->lineEdit()->clear();
    QTest::keyClicks(address->lineEdit(), u"ws://127"_s);
    QWidget *popup = address->completer()->popup();
    QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible(), timeout);
    const QImage image = popup->grab().toImage();
    const int middle = image.height() / 2;
    QVERIFY(image.pixelColor(0, middle) != image.pixelColor(2, middle));
    QVERIFY(image.pixelColor(image.width() / 2, 0) != image.pixelColor(image.width() / 2, 2));
    popup->hide();
}

void tst_DialogStyle::acceptingIsBeforeLeaving(const QDialog &dialog)
{
    const auto boxes = dialog.findChildren<QDialogButtonBox *>();
    QVERIFY(!boxes.isEmpty());
    for (const QDialogButtonBox *box : boxes) {
        const QPushButton *accept = nullptr;
        const QPushButton *leave = nullptr;
        for (const QAbstractButton *button : box->buttons()) {
            const auto *push = qobject_cast<const QPushButton *>(button);
            (push->isDefault() ? accept : leave) = push;
        }
        QVERIFY(accept && leave);
        QVERIFY2(accept->x() < leave->x(), qPrintable(accept->text()));
    }
}

void tst_DialogStyle::theComposerShowsItsHistory()
{
    ComposeDialog dialog(m_window.get());
    dialog.setClients({{1, u"alpha → ws://127.0.0.1:8700"_s, u"alpha"_s, SampleCapture::alpha, true}});
    for (int i = 0; i < 6; ++i)
        dialog.sendAgain("hello", false, 1);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    const auto *history = dialog.findChild<QTableWidget *>(u"composeHistory"_s);
    QCOMPARE(history->rowCount(), 6);
    const QRect fourth = history->visualItemRect(history->item(3, 0));
    QVERIFY(history->viewport()->rect().contains(fourth));
}

int main(int argc, char *argv[])
{
    return runWindowTest<tst_DialogStyle>(argc, argv);
}

#include "tst_dialogstyle.moc"
