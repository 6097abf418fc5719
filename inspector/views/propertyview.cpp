// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/propertyview.h"

#include "inspector/models/formatting.h"
#include "inspector/theme/theme.h"
#include "inspector/views/focusframe.h"

#include <QtGui/QTextCursor>
#include <QtGui/QTextOption>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Facts are made of what peers, relays and certificates send. Line feeds are spaces in rich text.
QString htmlOf(QString text)
{
    return singleLine(text.replace(u'\n', u' ')).toHtmlEscaped();
}

} // namespace

PropertyView::PropertyView(const Theme *theme, QWidget *parent)
    : QTextBrowser(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(8);
    connect(theme, &Theme::changed, this, &PropertyView::render);
}

void PropertyView::setSections(const QList<PropertySection> &sections, const QString &emptyText)
{
    if (sections == m_sections && emptyText == m_emptyText)
        return;
    m_sections = sections;
    m_emptyText = emptyText;
    render();
}

void PropertyView::paintEvent(QPaintEvent *event)
{
    QTextBrowser::paintEvent(event);
    paintFocusFrame(this, *m_theme);
}

int PropertyView::nameWidth() const
{
    // Names wrap between their words; a word of a usual name is never cut.
    const int most = fontMetrics().averageCharWidth() * 16;
    int width = 0;
    for (const PropertySection &section : m_sections) {
        for (const Fact &fact : section.facts)
            width = std::max(width, fontMetrics().horizontalAdvance(m_areNamesWhole ? fact.name : fact.name.left(16)));
    }
    return (m_areNamesWhole ? width : std::min(width, most)) + 8;
}

void PropertyView::render()
{
    const QString mono = Theme::fixedFont().family();
    const QString codeStyle = u"font-family:'%1';font-size:%2pt"_s.arg(mono).arg(font().pointSizeF() * 0.92);
    // A table within a table: rich text of Qt draws borders only around tables.
    const QString open =
        u"<table width='100%' border='1' cellspacing='0' cellpadding='8' style='margin-bottom:10px;"
        "border-style:solid;border-color:%1;border-collapse:collapse'><tr><td bgcolor='%2'><b>%3</b>"_s;
    const int names = nameWidth();
    QString html;
    for (const PropertySection &section : m_sections) {
        if (section.facts.isEmpty())
            continue;
        html += open.arg(m_theme->line().name(), m_theme->alternate().name(), htmlOf(section.title));
        html += u"<table width='100%' cellspacing='0' cellpadding='1' style='margin-top:4px;border:none'>"_s;
        for (const Fact &fact : section.facts) {
            const QColor colour = fact.token.isEmpty() ? m_theme->text() : m_theme->colour(fact.token);
            const QString value = htmlOf(fact.toolTip.isEmpty() ? fact.value : fact.toolTip);
            if (fact.name.isEmpty()) {
                html +=
                    uR"(<tr><td colspan="2" style="color:%1;%2">%3</td></tr>)"_s.arg(colour.name(), codeStyle, value);
                continue;
            }
            html +=
                uR"(<tr><td width="%1" style="color:%2">%3</td><td style="color:%4;%5">%6</td></tr>)"_s.arg(names).arg(
                    m_theme->muted().name(), htmlOf(fact.name), colour.name(), codeStyle, value);
        }
        html += u"</table></td></tr></table>"_s;
    }
    if (html.isEmpty())
        html = u"<p style='color:%1'>%2</p>"_s.arg(m_theme->muted().name(), m_emptyText.toHtmlEscaped());
    const int position = verticalScrollBar()->value();
    const QString selected = textCursor().selectedText();
    const int anchor = textCursor().anchor();
    const int end = textCursor().position();
    setHtml(html);
    if (!selected.isEmpty()) {
        QTextCursor after(document());
        const int last = std::max(0, document()->characterCount() - 1);
        after.setPosition(std::min(anchor, last));
        after.setPosition(std::min(end, last), QTextCursor::KeepAnchor);
        if (after.selectedText() == selected)
            setTextCursor(after);
    }
    verticalScrollBar()->setValue(position);
}

} // namespace Inspector
