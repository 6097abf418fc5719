// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/detailheader.h"

#include "inspector/models/formatting.h"
#include "inspector/theme/theme.h"
#include "inspector/views/elidedlabel.h"
#include "inspector/views/wrappedlabel.h"

#include <QtWidgets/QFrame>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

DetailHeader::DetailHeader(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    m_title = new ElidedLabel(Qt::ElideMiddle, this);
    m_title->setObjectName(u"detailNumber"_s);
    QFont bold = m_title->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_kind = new QLabel(this);
    m_kind->setTextFormat(Qt::PlainText);
    QFont kindFont = m_kind->font();
    kindFont.setWeight(QFont::DemiBold);
    m_kind->setFont(kindFont);
    m_fromTo = new ElidedLabel(Qt::ElideMiddle, this);
    m_subtitle = new ElidedLabel(Qt::ElideRight, this);
    m_subtitle->setObjectName(u"detailSubtitle"_s);
    m_subtitle->setProperty("textRole", u"muted"_s);
    auto *headline = new QHBoxLayout;
    headline->setSpacing(8);
    headline->addWidget(m_title);
    headline->addWidget(m_kind);
    headline->addWidget(m_fromTo, 1);

    m_diagnosis = new QFrame(this);
    m_diagnosis->setObjectName(u"diagnosis"_s);
    m_diagnosisText = new WrappedLabel(m_diagnosis);
    m_diagnosisText->setObjectName(u"diagnosisText"_s);
    auto *diagnosisLayout = new QVBoxLayout(m_diagnosis);
    diagnosisLayout->setContentsMargins(10, 7, 10, 7);
    diagnosisLayout->addWidget(m_diagnosisText);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 0, 14, 2);
    layout->setSpacing(5);
    layout->addLayout(headline);
    layout->addWidget(m_subtitle);
    layout->addWidget(m_diagnosis);
    connect(theme, &Theme::changed, this, &DetailHeader::recolour);
}

void DetailHeader::setHeadline(const QString &title, const QString &kind, const QString &kindToken,
                               const QString &fromTo)
{
    m_kindToken = kindToken;
    m_title->setText(singleLine(title));
    m_kind->setText(kind);
    m_kind->setVisible(!kind.isEmpty());
    m_fromTo->setText(singleLine(fromTo));
    m_fromTo->setVisible(!fromTo.isEmpty());
    recolour();
}

void DetailHeader::setSubtitle(const QString &text)
{
    m_subtitle->setText(singleLine(text));
}

void DetailHeader::setDiagnosis(const std::optional<Diagnosis> &diagnosis)
{
    m_diagnosis->setVisible(diagnosis.has_value());
    if (!diagnosis)
        return;
    QString notice;
    QString glyph;
    switch (diagnosis->severity) {
    case Severity::Good:
        notice = u"good"_s;
        break;
    case Severity::Note:
        notice = u"note"_s;
        break;
    case Severity::Problem:
        notice = u"problem"_s;
        glyph = u"✕ "_s;
        break;
    }
    m_diagnosisText->setText(glyph + singleLine(diagnosis->sentence));
    if (m_diagnosis->property("notice").toString() != notice) {
        m_diagnosis->setProperty("notice", notice);
        m_diagnosis->style()->unpolish(m_diagnosis);
        m_diagnosis->style()->polish(m_diagnosis);
    }
}

QString DetailHeader::diagnosisText() const
{
    return m_diagnosis->isHidden() ? QString() : m_diagnosisText->text();
}

void DetailHeader::recolour()
{
    // The style sheet of the application overrides the palettes of single widgets.
    const QColor colour = m_kindToken.isEmpty() ? m_theme->text() : m_theme->colour(m_kindToken);
    const QString sheet = u"color: %1"_s.arg(colour.name());
    if (m_kind->styleSheet() != sheet)
        m_kind->setStyleSheet(sheet);
}

} // namespace Inspector
