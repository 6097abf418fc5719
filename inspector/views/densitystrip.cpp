// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/densitystrip.h"

#include "inspector/models/formatting.h"
#include "inspector/models/messagedensity.h"
#include "inspector/theme/theme.h"
#include "inspector/views/focusframe.h"

#include <QtCore/QLocale>
#include <QtGui/QAccessible>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QAccessibleWidget>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int margin = 8;
constexpr int barPixels = 4;
constexpr int plotHeight = 26;
constexpr int leastErrorPixels = 3;
constexpr qreal zoomStep = 1.6;
constexpr int wheelStep = QWheelEvent::DefaultDeltasPerStep;
constexpr int leastTurn = wheelStep / 4;
constexpr int leastBars = 8;

// "5 s", not "5.0 s": the durations of bars are round.
QString barText(qint64 ns)
{
    const QLocale locale;
    constexpr qint64 microsecond = 1'000;
    if (ns < 100 * microsecond)
        return DensityStrip::tr("%1 µs").arg(locale.toString(ns / microsecond));
    return durationText(ns).replace(locale.decimalPoint() + u"0 "_s, u" "_s);
}

QString clockText(qint64 timeNs)
{
    return timeText(timeNs, TimeDigits::Seconds);
}

/// A chart for assistive technologies, which pass over a widget without a role. Its description has the bar of the
/// cursor.
class DensityStripInterface final : public QAccessibleWidget
{
public:
    explicit DensityStripInterface(DensityStrip *strip)
        : QAccessibleWidget(strip, QAccessible::Chart)
    {}
};

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    auto *strip = qobject_cast<DensityStrip *>(object);
    return strip ? new DensityStripInterface(strip) : nullptr;
}

} // namespace

DensityStrip::DensityStrip(const Theme *theme, MessageDensity *density, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_density(density)
{
    QAccessible::installFactory(interfaceOf); // Once, however often it is called.
    setObjectName(u"densityStrip"_s);
    setAccessibleName(tr("Messages over time"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    connect(density, &MessageDensity::changed, this, [this] {
        m_cursor = std::min(m_cursor, bars() - 1);
        updateDescription();
        update();
    });
    updateDescription();
}

QSize DensityStrip::sizeHint() const
{
    return {400, plotHeight + QFontMetrics(Theme::fixedFont(0.85)).height() + 10};
}

QSize DensityStrip::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void DensityStrip::setSelection(const std::optional<FilterSpan> &selection)
{
    m_pending.reset();
    if (selection == m_selection)
        return;
    m_selection = selection;
    updateDescription();
    update();
}

void DensityStrip::setVisibleSpan(const std::optional<FilterSpan> &span)
{
    if (span == m_visible)
        return;
    m_visible = span;
    update();
}

QRect DensityStrip::plot() const
{
    return {margin, height() - plotHeight - 5, std::max(1, width() - 2 * margin), plotHeight};
}

int DensityStrip::bars() const
{
    return int(m_density->bars().size());
}

qreal DensityStrip::barWidth() const
{
    return bars() > 0 ? std::min(qreal(plot().width()) / bars(), qreal(4 * barPixels)) : barPixels;
}

qreal DensityStrip::xOf(qint64 timeNs) const
{
    // A filter may select times that are centuries away.
    const qint64 shown = std::clamp(timeNs, m_density->startNs(), m_density->endNs());
    return plot().left() + qreal(shown - m_density->startNs()) / qreal(m_density->barNs()) * barWidth();
}

int DensityStrip::barAt(qreal x) const
{
    return std::clamp(int(std::floor((x - plot().left()) / barWidth())), 0, std::max(0, bars() - 1));
}

FilterSpan DensityStrip::spanOf(int bar, int other) const
{
    const qint64 from = m_density->startNs() + m_density->barNs() * std::min(bar, other);
    const qint64 to = m_density->startNs() + m_density->barNs() * (std::max(bar, other) + 1);
    // The first bar begins before the first message, where the language has no times.
    return {std::max(from, m_density->capture().fromNs), to};
}

QString DensityStrip::unitText() const
{
    const FilterSpan all = m_density->capture();
    if (m_density->isZoomed())
        return tr("per %1, zoomed (0: everything)").arg(barText(m_density->barNs()));
    // One bar of such a capture has no duration.
    return all.fromNs == all.toNs ? tr("all messages at one instant")
                                  : tr("messages per %1").arg(barText(m_density->barNs()));
}

QString DensityStrip::describe(int bar) const
{
    if (bar < 0 || bar >= bars())
        return {};
    const MessageDensity::Bar &content = m_density->bars().at(std::size_t(bar));
    const qint64 from = m_density->startNs() + m_density->barNs() * bar;
    QStringList lines{tr("%1, %2: %n messages", nullptr, int(content.total()))
                          .arg(timeText(from, TimeDigits::Milliseconds), barText(m_density->barNs()))};
    for (int group = MessageDensity::GroupCount - 1; group >= 0; --group) {
        if (const quint32 count = content.counts.at(std::size_t(group)); count > 0)
            lines.append(numberText(count) + u' ' + MessageDensity::groupName(MessageDensity::Group(group)));
    }
    return lines.join(u'\n');
}

void DensityStrip::updateDescription()
{
    QStringList parts;
    if (bars() > 0) {
        const FilterSpan all = m_density->capture();
        parts.append(tr("%1 to %2").arg(clockText(all.fromNs), clockText(all.toNs)));
    }
    if (const auto span = m_pending ? m_pending : m_selection)
        parts.append(tr("selected: %1 to %2").arg(timeText(span->fromNs), timeText(span->toNs)));
    if (m_cursor >= 0)
        parts.append(describe(m_cursor).replace(u'\n', u", "_s));
    setAccessibleDescription(parts.join(u"; "_s));
}

void DensityStrip::adaptBars()
{
    m_density->setMostBars(std::max(leastBars, plot().width() / barPixels));
}

void DensityStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    adaptBars();
}

void DensityStrip::paintBars(QPainter *painter) const
{
    const QRect area = plot();
    const qreal width = barWidth();
    const qreal gap = width >= 3 ? 1 : 0;
    const qreal highest = std::max(1U, m_density->highest());
    qreal x = area.left();
    for (const MessageDensity::Bar &bar : m_density->bars()) {
        qreal y = area.bottom() + 1;
        for (int group = 0; group < MessageDensity::GroupCount; ++group) {
            const quint32 count = bar.counts.at(std::size_t(group));
            if (count == 0)
                continue;
            // A single message among thousands is seen, an error more so.
            const qreal least = group == MessageDensity::Error ? leastErrorPixels : 1;
            const qreal size = std::max(least, count * (area.height() - leastErrorPixels - 2.0) / highest);
            const QColor colour = m_theme->colour(MessageDensity::token(MessageDensity::Group(group)));
            y -= size;
            painter->fillRect(QRectF(x, std::max(y, qreal(area.top())), std::max(1.0, width - gap), size), colour);
        }
        if (bar.counts.at(MessageDensity::Error) > 0) {
            // Not by colour alone: a mark above the bar.
            const qreal centre = x + (width - gap) / 2;
            const qreal top = std::max(y - 4, qreal(area.top()) - 3);
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme->error());
            const QPointF mark[]{{centre - 2.5, top}, {centre + 2.5, top}, {centre, top + 3.5}};
            painter->drawPolygon(mark, 3);
        }
        x += width;
    }
}

void DensityStrip::paintTexts(QPainter *painter) const
{
    const QRect area = plot();
    painter->setFont(Theme::fixedFont(0.85));
    painter->setPen(m_theme->muted());
    const QRect line(area.left(), 1, area.width(), painter->fontMetrics().height());
    const QString range = clockText(m_density->startNs()) + u" – "_s + clockText(m_density->endNs());
    const QString unit = unitText();
    const int right = painter->fontMetrics().horizontalAdvance(range);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, range);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(unit, Qt::ElideRight, std::max(0, line.width() - right - 12)));
}

void DensityStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->base());
    painter.setPen(m_theme->line());
    painter.drawLine(0, height() - 1, width(), height() - 1);
    if (bars() == 0) {
        painter.setPen(m_theme->muted());
        painter.drawText(rect().adjusted(margin, 0, -margin, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("Messages over time"));
    } else {
        paintTexts(&painter);
        const QRect area = plot();
        if (const auto span = m_pending ? m_pending : m_selection) {
            const QRectF chosen(QPointF(xOf(span->fromNs), area.top() - 3.5),
                                QPointF(xOf(span->toNs), area.bottom() + 2.5));
            QColor fill = m_theme->accent();
            fill.setAlphaF(0.14F);
            painter.fillRect(chosen, fill);
            painter.setPen(m_theme->accent());
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(chosen);
        }
        painter.setRenderHint(QPainter::Antialiasing);
        paintBars(&painter);
        painter.setRenderHint(QPainter::Antialiasing, false);
        if (m_visible) {
            const qreal left = xOf(m_visible->fromNs);
            const qreal right = std::max(left + 4, xOf(m_visible->toNs));
            painter.fillRect(QRectF(left, area.bottom() + 2, right - left, 2), m_theme->text());
        }
        if (m_cursor >= 0 && hasFocus()) {
            painter.setPen(QPen(m_theme->text(), 1, Qt::DotLine));
            const qreal x = area.left() + (m_cursor + 0.5) * barWidth();
            painter.drawLine(QPointF(x, area.top() - 3), QPointF(x, area.bottom()));
        }
    }
    if (hasFocus())
        paintFrame(&painter, rect(), m_theme->accent());
}

bool DensityStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && bars() > 0) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), describe(barAt(help->pos().x())), this);
        return true;
    }
    return QWidget::event(event);
}

void DensityStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || bars() == 0)
        return;
    m_givenUp.reset();
    m_pressed = m_cursor = barAt(event->position().x());
}

void DensityStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed < 0)
        return;
    const int bar = barAt(event->position().x());
    if (bar == m_pressed && !m_pending)
        return;
    m_pending = spanOf(m_pressed, bar);
    updateDescription();
    update();
}

void DensityStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_pressed < 0)
        return;
    const int pressed = std::exchange(m_pressed, -1);
    if (m_pending) {
        Q_EMIT spanSelected(std::exchange(m_pending, std::nullopt));
    } else if (m_selection) {
        m_givenUp = m_selection;
        Q_EMIT spanSelected(std::nullopt);
    } else {
        Q_EMIT timeChosen(spanOf(pressed, pressed).fromNs);
    }
    update();
}

void DensityStrip::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = -1;
    const std::optional<FilterSpan> selection = std::exchange(m_givenUp, std::nullopt);
    if (selection)
        Q_EMIT spanSelected(selection);
    m_density->zoom(m_density->isZoomed() ? std::nullopt : selection);
}

void DensityStrip::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() == 0 || bars() == 0)
        return;
    event->accept();
    // A touchpad turns the wheel by small parts of a step.
    m_turned += event->angleDelta().y();
    if (std::abs(m_turned) < leastTurn)
        return;
    zoomBy(std::pow(zoomStep, qreal(std::exchange(m_turned, 0)) / wheelStep), event->position().x());
}

void DensityStrip::zoomBy(qreal factor, qreal around)
{
    const FilterSpan all = m_density->capture();
    const qint64 from = m_density->startNs();
    const qint64 length = m_density->endNs() - from;
    const qreal share = std::clamp((around - plot().left()) / (barWidth() * std::max(1, bars())), 0.0, 1.0);
    const auto wanted = qint64(qreal(length) / factor);
    if (factor < 1 && wanted >= all.toNs - all.fromNs)
        return m_density->zoom(std::nullopt);
    const qint64 left = from + qint64(qreal(length - wanted) * share);
    const FilterSpan span{std::max(left, all.fromNs), std::min(left + wanted, all.toNs)};
    if (span.toNs - span.fromNs >= 100'000) // Below that the bars are no longer distinguishable.
        m_density->zoom(span);
}

void DensityStrip::moveCursor(int step, bool select)
{
    if (bars() == 0)
        return;
    const int before = m_cursor < 0 ? (step > 0 ? -1 : bars()) : m_cursor;
    m_cursor = std::clamp(before + step, 0, bars() - 1);
    if (select) {
        if (m_anchor < 0)
            m_anchor = std::clamp(before, 0, bars() - 1);
        m_pending = spanOf(m_anchor, m_cursor);
    } else {
        m_anchor = -1;
        m_pending.reset();
    }
    updateDescription();
    QAccessibleEvent described(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&described);
    update();
}

void DensityStrip::keyPressEvent(QKeyEvent *event)
{
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const qreal around = plot().left() + (m_cursor < 0 ? bars() / 2.0 : m_cursor + 0.5) * barWidth();
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursor(-1, select);
        return;
    case Qt::Key_Right:
        moveCursor(1, select);
        return;
    case Qt::Key_Home:
        moveCursor(-bars(), select);
        return;
    case Qt::Key_End:
        moveCursor(bars(), select);
        return;
    case Qt::Key_Plus:
        zoomBy(zoomStep, around);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / zoomStep, around);
        return;
    case Qt::Key_0:
        m_density->zoom(std::nullopt);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_pending)
            Q_EMIT spanSelected(std::exchange(m_pending, std::nullopt));
        else if (m_cursor >= 0)
            Q_EMIT timeChosen(spanOf(m_cursor, m_cursor).fromNs);
        m_anchor = -1;
        return;
    case Qt::Key_Escape:
        if (m_pending) {
            m_anchor = -1;
            m_pending.reset();
            updateDescription();
            update();
            return;
        }
        if (m_selection) {
            Q_EMIT spanSelected(std::nullopt);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace Inspector
