// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/propertyview.h"

#include "inspector/theme/theme.h"

#include <QtGui/QTextOption>
#include <QtWidgets/QScrollBar>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

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

void PropertyView::setSections(const QList<PropertySection> &sections, const QString &textTitle, const QString &text,
                               const QString &emptyText)
{
    m_sections = sections;
    m_textTitle = textTitle;
    m_text = text;
    m_emptyText = emptyText;
    render();
}

void PropertyView::render()
{
    const QString mono = Theme::fixedFont().family();
    const QString codeStyle = u"font-family:'%1';font-size:%2pt"_s.arg(mono).arg(font().pointSizeF() * 0.92);
    // A table within a table: rich text of Qt draws borders only around tables.
    const QString open =
        u"<table width='100%' border='1' cellspacing='0' cellpadding='8' style='margin-bottom:10px;"
        "border-style:solid;border-color:%1;border-collapse:collapse'><tr><td bgcolor='%2'><b>%3</b>"_s;
    QString html;
    for (const PropertySection &section : m_sections) {
        if (section.facts.isEmpty())
            continue;
        html += open.arg(m_theme->line().name(), m_theme->alternate().name(), section.title.toHtmlEscaped());
        html += u"<table width='100%' cellspacing='0' cellpadding='1' style='margin-top:4px;border:none'>"_s;
        for (const Fact &fact : section.facts) {
            const QColor colour = fact.token.isEmpty() ? m_theme->text() : m_theme->colour(fact.token);
            const QString value = (fact.toolTip.isEmpty() ? fact.value : fact.toolTip).toHtmlEscaped();
            if (fact.name.isEmpty()) {
                html +=
                    uR"(<tr><td colspan="2" style="color:%1;%2">%3</td></tr>)"_s.arg(colour.name(), codeStyle, value);
                continue;
            }
            html += uR"(<tr><td width="34%" style="color:%1">%2</td><td style="color:%3;%4">%5</td></tr>)"_s.arg(
                m_theme->muted().name(), fact.name.toHtmlEscaped(), colour.name(), codeStyle, value);
        }
        html += u"</table></td></tr></table>"_s;
    }
    if (!m_text.isEmpty()) {
        html += open.arg(m_theme->line().name(), m_theme->alternate().name(), m_textTitle.toHtmlEscaped());
        html += uR"(<div style="margin-top:4px;white-space:pre-wrap;%1">%2</div></td></tr></table>)"_s.arg(
            codeStyle, m_text.trimmed().remove(u'\r').toHtmlEscaped().replace(u'\n', "<br>"_L1));
    }
    if (html.isEmpty())
        html = u"<p style='color:%1'>%2</p>"_s.arg(m_theme->muted().name(), m_emptyText.toHtmlEscaped());
    const int position = verticalScrollBar()->value();
    setHtml(html);
    verticalScrollBar()->setValue(position);
}

} // namespace Inspector
