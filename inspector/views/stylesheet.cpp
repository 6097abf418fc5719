// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/stylesheet.h"

#include "inspector/theme/theme.h"

#include <QtCore/QHash>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

// @name stands for a token's colour.
const QString sheet = uR"(
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QToolTip { background: @alternate; color: @text; border: 1px solid @line; padding: 3px; }

QToolBar { background: @window; border: none; border-bottom: 1px solid @line; spacing: 2px; padding: 4px 8px; }
QToolBar::separator { background: @line; width: 1px; margin: 6px 6px; }
QToolBar QToolButton { color: @text; background: transparent; border: 1px solid transparent; border-radius: 5px;
                       padding: 5px 8px; }
QToolBar QToolButton[popupMode="2"], QToolBar QToolButton[popupMode="1"] { padding-right: 20px; }
QToolBar QToolButton::menu-button { border: none; width: 16px; }
QToolBar QToolButton::menu-indicator { subcontrol-position: right center; right: 4px; }
QToolBar QToolButton:hover, MessageBar QToolButton:hover { background: @hover; }
QToolBar QToolButton:pressed, QToolBar QToolButton:checked { background: @selection; }
QToolBar QToolButton:focus, QToolButton:focus { border: 1px solid @accent; }
QToolBar QToolButton:disabled { color: @muted; }
QToolBar QToolButton#recordingButton { color: @error; font-weight: 600; }
QToolBar QToolButton#recordingButton[recording="failed"] { color: @onError; background: @error; font-weight: 600; }
QToolBar QToolButton#recordingButton[recording="paused"] { color: @waiting; }
QToolBar QToolButton#recordingButton[recording="off"] { color: @muted; font-weight: 400; }

QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 3px 6px; }
QFrame[card="true"] QToolButton { color: @accent; }
QFrame[card="true"] QToolButton:hover { background: @hover; }

QStatusBar { background: @window; border-top: 1px solid @line; color: @muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; padding: 2px 6px; }

QLabel#paneTitle { background: @window; color: @muted; padding: 6px 14px; font-size: small; letter-spacing: 1px; }
QWidget#paneTabsHeading, QWidget#relayClientTitle { background: @window; }
QTabBar#paneTabBar { font-size: small; letter-spacing: 1px; }
QWidget#filterBar, QWidget#connectionFinder { background: @window; }
QWidget#filterBar { border-bottom: 1px solid @line; }
QWidget#filterBar QToolButton { color: @text; padding: 4px 7px; border-radius: 4px; }
QWidget#filterBar QToolButton:hover { background: @hover; }
QWidget#filterBar QToolButton:checked { background: @selection; color: @selectedText; border: 1px solid @accent; }
QWidget#filterBar QToolButton#filterScope { background: @selection; color: @selectedText; }
QWidget#filterBar QToolButton::menu-indicator { image: none; }
QProgressBar#filterProgress { background: transparent; border: none; }
QProgressBar#filterProgress::chunk { background: @accent; }
QListView#filterCompletions { background: @base; border: 1px solid @field; }
QFrame#rowsLine { background: @window; border-top: 1px solid @line; }
QFrame#rowsLine QToolButton { color: @accent; padding: 1px 6px; }
QFrame#rowsLine QToolButton:hover { background: @hover; }
QWidget#relayClientEmpty { background: @base; }
QLabel[textRole="muted"] { color: @muted; }
QLabel[textRole="error"] { color: @error; }
QLabel[textRole="code"] { background: @window; border: 1px solid @line; border-radius: 4px; padding: 3px 6px; }

QTreeView, QTableView, QListView, QPlainTextEdit, QTextBrowser { border: none; background: @base; color: @text;
    selection-background-color: @selection; selection-color: @selectedText; }
QTreeView#connectionTree { background: @base; }
QTreeView#connectionTree::item { border: none; }
QTreeView#connectionTree::branch { background: @base; }
QHeaderView { background: @window; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @line;
                       padding: 0 8px; font-weight: 600; }

QWidget#detailPane, QWidget#detailPane QTabWidget, QWidget#detailPane QScrollArea { background: @window; }
QWidget#detailPane QTextBrowser, QWidget#detailPane QPlainTextEdit, QWidget#detailPane QTreeView {
    background: @window; }
QWidget#detailPane QTreeView { padding: 6px 4px; }
QWidget#detailPane QTreeView::item { padding: 1px 0; }
QTabWidget::tab-bar { left: 6px; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: @window; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent;
               padding: 7px 8px 6px 8px; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:disabled { color: @line; }
QTabBar::tab:selected:focus { color: @accent; }
QTabBar QToolButton { background: @window; color: @text; border: none; border-radius: 0; padding: 0; }

QFrame[card="true"] { background: @alternate; border: 1px solid @line; border-radius: 8px; }
QFrame[notice="note"] { background: @alternate; border: 1px solid @line; border-left: 3px solid @accent;
                        border-radius: 4px; }
QFrame[notice="good"] { background: @alternate; border: 1px solid @line; border-left: 3px solid @good;
                        border-radius: 4px; }
QFrame[notice="problem"] { background: @alternate; border: 1px solid @line; border-left: 3px solid @error;
                           border-radius: 4px; }
QWidget#welcomePage, QWidget#welcomeContent, QScrollArea#welcomeScroll { background: @base; }

QPushButton { background: @alternate; color: @text; border: 1px solid @line; border-radius: 5px; padding: 5px 14px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selection; }
QPushButton:focus { border-color: @accent; }
QPushButton:default { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton:default:disabled { background: @alternate; color: @muted; border-color: @line; }
QPushButton:default:focus { border: 2px solid @text; padding: 4px 13px; }
QPushButton:disabled { color: @muted; }
QPushButton#newMessages { background: @accent; color: @onAccent; border: none; border-radius: 0; padding: 3px 14px;
                          font-weight: 600; }

QLineEdit, QDialog QPlainTextEdit { background: @base; color: @text; border: 1px solid @field;
    border-radius: 4px; padding: 4px 6px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QDialog QPlainTextEdit:focus { border-color: @accent; }
QDialog QTreeView, QDialog QTableView, QDialog QListView, QDialog QTextBrowser { border: 1px solid @field; border-radius: 4px; }
QDialog QTreeView:focus, QDialog QTableView:focus, QDialog QListView:focus, QDialog QTextBrowser:focus {
    border-color: @accent; }
QDialog QTreeView::item, QDialog QTableView::item, QDialog QListView::item { padding: 0 6px; }
QLineEdit:disabled { color: @muted; background: @window; }
QComboBox QLineEdit, QSpinBox QLineEdit { border: none; padding: 0; background: transparent; }
QListView#addressCompletions { border: 1px solid @line; background: @base; color: @text; padding: 2px 4px; }
QComboBox QAbstractItemView { border: 1px solid @line; background: @base; color: @text; }

QMenu { background: @base; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @selection; color: @selectedText; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)"_s;

QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto part = [share](int from, int to) { return int(from + (to - from) * share); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

} // namespace

QString styleSheet(const Theme &theme)
{
    const QColor black(Qt::black);
    const QColor white(Qt::white);
    const QColor onAccent =
        Theme::contrast(theme.accent(), white) >= Theme::contrast(theme.accent(), black) ? white : black;
    const QColor onError =
        Theme::contrast(theme.error(), white) >= Theme::contrast(theme.error(), black) ? white : black;
    const QHash<QString, QColor> colours{
        {u"onError"_s, onError},
        {u"window"_s, theme.window()},
        {u"base"_s, theme.base()},
        {u"alternate"_s, theme.alternate()},
        {u"line"_s, theme.line()},
        {u"text"_s, theme.text()},
        {u"muted"_s, theme.muted()},
        {u"accent"_s, theme.accent()},
        {u"selection"_s, theme.selection()},
        {u"selectedText"_s, theme.selectedText()},
        {u"error"_s, theme.error()},
        {u"good"_s, theme.good()},
        {u"waiting"_s, theme.waiting()},
        {u"onAccent"_s, onAccent},
        {u"hover"_s, mixed(theme.window(), theme.text(), 0.08)},
        {u"field"_s, mixed(theme.line(), theme.text(), 0.3)},
        {u"scroll"_s, mixed(theme.window(), theme.text(), 0.25)},
    };

    QString result;
    result.reserve(sheet.size() * 2);
    for (qsizetype i = 0; i < sheet.size();) {
        if (sheet.at(i) != u'@') {
            result += sheet.at(i++);
            continue;
        }
        qsizetype end = i + 1;
        while (end < sheet.size() && sheet.at(end).isLetter())
            ++end;
        const auto colour = colours.constFind(sheet.mid(i + 1, end - i - 1));
        Q_ASSERT(colour != colours.constEnd());
        result += colour->name();
        i = end;
    }
    return result;
}

} // namespace Inspector
