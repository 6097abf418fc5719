// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/filterfield.h"

#include "inspector/theme/theme.h"
#include "inspector/views/completionlist.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionFrame>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal waveStep = 2.0;

} // namespace

FilterField::FilterField(const Theme *theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
{
    m_completions = new CompletionList(theme, this);
    setObjectName(u"filterText"_s);
    setAccessibleName(tr("Filter"));
    setFont(Theme::fixedFont());
    setClearButtonEnabled(true);
    connect(this, &QLineEdit::textEdited, this, [this] { offer(false); });
    connect(m_completions, &CompletionList::chosen, this, &FilterField::take);
    m_completions->installEventFilter(this);
}

FilterField::~FilterField()
{
    // Its end hides it, and the bar around the field may be half destroyed.
    if (m_completions)
        m_completions->removeEventFilter(this);
    delete m_completions;
}

CompletionList *FilterField::completions() const
{
    return m_completions;
}

bool FilterField::isOffering() const
{
    return m_completions && m_completions->isVisible();
}

bool FilterField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        Q_EMIT offeringChanged();
    return QLineEdit::eventFilter(watched, event);
}

void FilterField::hideCompletions()
{
    if (m_completions)
        m_completions->hide();
}

void FilterField::setError(const std::optional<FilterError> &error)
{
    m_error = error;
    setAccessibleDescription(error ? error->text : QString());
    update();
}

void FilterField::offer(bool always)
{
    const QString written = text();
    FilterCompletion completion;
    if (written.trimmed().isEmpty()) {
        if (always)
            completion = {0, written.size(), m_earlier};
        if (always && m_earlier.isEmpty())
            completion = completeFilter({}, 0, {});
    } else {
        completion = completeFilter(written, cursorPosition(), m_vocabulary ? m_vocabulary() : FilterVocabulary());
        const bool atStart =
            completion.length == 0 && (completion.position == 0 || written.at(completion.position - 1).isSpace());
        if (atStart && !always)
            completion.suggestions.clear();
    }
    m_start = completion.position;
    m_length = completion.length;
    m_completions->offer(completion.suggestions, xOf(completion.position));
}

void FilterField::take(const FilterSuggestion &suggestion)
{
    const FilterSuggestion taken = suggestion; // It may be one of those that inserting text replaces.
    // Inserted, not set: what was typed before can be undone to.
    const qsizetype start = std::min(m_start, text().size());
    setSelection(int(start), int(std::min(m_length, text().size() - start)));
    insert(taken.text);
    m_completions->hide();
    if (taken.isKey)
        offer(true);
}

bool FilterField::event(QEvent *event)
{
    // Tab is taken before the focus moves; Escape before it is a shortcut of the window.
    if (m_completions && m_completions->isVisible()) {
        const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
        auto *key = isKey ? static_cast<QKeyEvent *>(event) : nullptr;
        if (key && (key->key() == Qt::Key_Tab || key->key() == Qt::Key_Escape)) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                keyPressEvent(key);
            return true;
        }
    }
    return QLineEdit::event(event);
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    const bool offered = m_completions->isVisible();
    switch (event->key()) {
    case Qt::Key_Down:
        if (offered)
            m_completions->moveCurrent(1);
        else
            offer(true);
        return;
    case Qt::Key_Up:
        if (offered)
            m_completions->moveCurrent(-1);
        return;
    case Qt::Key_Space:
        if (event->modifiers() != Qt::ControlModifier)
            break;
        offer(true);
        return;
    case Qt::Key_Tab:
        if (offered)
            take(m_completions->current().value_or(m_completions->at(0)));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto suggestion = m_completions->current()) {
            take(*suggestion);
        } else {
            m_completions->hide();
            Q_EMIT accepted();
        }
        return;
    case Qt::Key_Escape:
        if (offered)
            m_completions->hide();
        else
            Q_EMIT escaped();
        return;
    default:
        break;
    }
    const int before = cursorPosition();
    const QString written = text();
    QLineEdit::keyPressEvent(event);
    // Suggestions belong to the place of the cursor.
    if (m_completions->isVisible() && text() == written && cursorPosition() != before)
        m_completions->hide();
}

void FilterField::focusOutEvent(QFocusEvent *event)
{
    hideCompletions();
    QLineEdit::focusOutEvent(event);
}

void FilterField::hideEvent(QHideEvent *event)
{
    hideCompletions();
    QLineEdit::hideEvent(event);
}

int FilterField::xOf(qsizetype position) const
{
    // How far the text is scrolled is derived from the place of the cursor.
    const auto width = [this](qsizetype length) { return fontMetrics().horizontalAdvance(text().left(length)); };
    const QRect cursor = cursorRect();
    return cursor.center().x() + width(position) - width(cursorPosition());
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_error)
        return;
    QPainter painter(this);
    QStyleOptionFrame frame;
    initStyleOption(&frame);
    const QRect area = style()->subElementRect(QStyle::SE_LineEditContents, &frame, this);
    painter.setClipRect(area);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->error(), 1.3));
    const qreal left = xOf(m_error->position);
    // Where something is missing at the end, the place behind it.
    const int missing = fontMetrics().horizontalAdvance(u'0');
    const qreal right = m_error->length > 0 ? xOf(m_error->position + m_error->length) : left + missing;
    const qreal y = std::min(area.bottom() - 1, area.center().y() + fontMetrics().height() / 2);
    QPainterPath wave(QPointF(left, y));
    bool up = true;
    for (qreal x = left + waveStep; x <= std::max(right, left + 3 * waveStep); x += waveStep, up = !up)
        wave.lineTo(x, up ? y - waveStep : y);
    painter.drawPath(wave);
}

} // namespace Inspector
