// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/commandtext.h"
#include "inspector/views/emptytext.h"
#include "tests/views/guitest.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QStandardItemModel>
#include <QtGui/QTextLayout>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>

#include <algorithm>

using namespace Inspector;
using namespace Qt::Literals::StringLiterals;

/// Texts that explain what to do: in a list without rows, and a command to copy.
class tst_Hints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnOtherWarnings(); }
    void anEmptyListExplainsItself();
    void optionsOfCommandsStayWhole();
};

void tst_Hints::anEmptyListExplainsItself()
{
    QTreeWidget list;
    EmptyText text(&list);
    text.setText(u"Nothing yet"_s, u"It comes later."_s);
    list.resize(300, 200);
    list.show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    QVERIFY(text.isVisible());
    QCOMPARE(text.geometry(), list.viewport()->geometry());
    const auto drawn = [&text](const QString &words) {
        const QList<QLabel *> labels = text.findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&words](const QLabel *label) {
            return label->isVisible() && label->text() == words
                   && label->height() >= label->heightForWidth(label->width());
        });
    };
    QVERIFY(drawn(u"Nothing yet"_s));
    QVERIFY(drawn(u"It comes later."_s));
    list.resize(220, 140);
    QCOMPARE(text.geometry(), list.viewport()->geometry());
    list.addTopLevelItem(new QTreeWidgetItem({u"row"_s}));
    QVERIFY(!text.isVisible());
    delete list.takeTopLevelItem(0);
    QVERIFY(text.isVisible());
    list.addTopLevelItem(new QTreeWidgetItem({u"row"_s}));
    list.clear();
    QVERIFY(text.isVisible());

    // Another model.
    QStandardItemModel one(1, 1);
    QTableView table;
    EmptyText tableText(&table);
    table.show();
    QVERIFY2(!tableText.isVisible(), "there is no model");
    table.setModel(&one);
    tableText.followModel();
    QVERIFY(!tableText.isVisible());
    one.removeRow(0);
    QVERIFY(tableText.isVisible());
}

void tst_Hints::optionsOfCommandsStayWhole()
{
    const QString command = u"relayctl proxy --forward --ca-file a-b.pem wss://relay.example.org -- ./run"_s;
    CommandText text;
    text.setText(command);
    const auto *label = text.findChild<QLabel *>(u"commandText"_s);
    QTextOption wrapping;
    wrapping.setWrapMode(QTextOption::WordWrap);
    const QStringList words = command.split(u' ');
    for (int width = 180; width < 500; width += 7) {
        QTextLayout layout(label->text(), label->font());
        layout.setTextOption(wrapping);
        layout.beginLayout();
        QStringList shown;
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            const QString part = label->text().sliced(line.textStart(), line.textLength());
            shown += QString(part).remove(QChar(0x2060)).split(u' ', Qt::SkipEmptyParts);
        }
        layout.endLayout();
        QCOMPARE(shown, words);
    }
    text.button()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), command);
}

int main(int argc, char *argv[])
{
    allowPlatformWarnings();
    QApplication application(argc, argv);
    tst_Hints test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_hints.moc"
