// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/app/messagesearch.h"

#include "inspector/app/capturesession.h"
#include "inspector/app/settings.h"
#include "inspector/models/formatting.h"
#include "inspector/models/messagedensity.h"
#include "inspector/models/messagelocator.h"
#include "inspector/models/messagemarks.h"
#include "inspector/views/densitystrip.h"
#include "inspector/views/filterbar.h"
#include "inspector/views/filterfield.h"
#include "inspector/views/gotodialog.h"
#include "inspector/views/messagetable.h"

#include <QtGui/QAction>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

// A filter that is done sooner shows no progress.
constexpr int progressMs = 250;
constexpr int visibleSpanMs = 60;

} // namespace

MessageSearch::MessageSearch(const Theme *theme, CaptureSession *session, MessageModel *model, MessageTable *table,
                             QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
    , m_table(table)
    , m_filter(model)
    , m_marks(new MessageMarks(session->feed(), this))
    , m_density(new MessageDensity(session->feed(), this))
    , m_bar(new FilterBar(theme))
    , m_strip(new DensityStrip(theme, m_density))
{
    model->setMarks(m_marks);
    makeActions();
    connectBar();
    connectStrip();
    connect(&m_filter, &MessageFilter::changed, this, &MessageSearch::showFigures);
    connect(table, &MessageTable::filterRequested, this, &MessageSearch::addTerm);
    connect(session->feed(), &CaptureFeed::reset, this, [this] {
        m_hasVocabulary = false;
        m_bar->setText({});
        m_bar->setScopeText({});
    });
    connect(session, &CaptureSession::saved, this, [this](const QString &path) {
        if (const auto reason = m_marks->saveFor(path))
            Q_EMIT m_marks->failed(*reason);
    });
}

void MessageSearch::makeActions()
{
    const auto add = [this](const QString &name, const QString &text, const QKeySequence &key) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcut(key);
        m_actions.append(action);
        return action;
    };
    m_highlight = add(u"highlightOnly"_s, tr("Hi&ghlight what the filter finds"), Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    m_highlight->setCheckable(true);
    connect(m_highlight, &QAction::toggled, m_bar, &FilterBar::setHighlightOnly);
    connect(m_highlight, &QAction::triggered, this, &MessageSearch::focusFilter);
    m_stripShown = add(u"densityStripShown"_s, tr("Messages over t&ime"), {});
    m_stripShown->setCheckable(true);
    m_stripShown->setChecked(true);
    connect(m_stripShown, &QAction::toggled, m_strip, &QWidget::setVisible);
    connect(add(u"goTo"_s, tr("&Go to a message…"), Qt::CTRL | Qt::Key_G), &QAction::triggered, this,
            &MessageSearch::showGoTo);
    connect(add(u"mark"_s, tr("&Mark the selected messages"), Qt::Key_M), &QAction::triggered, this,
            &MessageSearch::toggleMark);
    const auto goToMark = [this](bool backwards) {
        if (const MessageId id = m_marks->beside(m_table->selectedMessage(), backwards))
            goTo(id);
    };
    connect(add(u"nextMark"_s, tr("&Next marked message"), Qt::Key_F2), &QAction::triggered, this,
            [goToMark] { goToMark(false); });
    connect(add(u"previousMark"_s, tr("Pre&vious marked message"), Qt::SHIFT | Qt::Key_F2), &QAction::triggered, this,
            [goToMark] { goToMark(true); });
}

void MessageSearch::connectBar()
{
    m_bar->field()->setVocabulary([this] { return vocabulary(); });
    connect(m_bar, &FilterBar::filterChanged, this, [this](const Filter &filter) {
        m_running.start();
        m_filter.setFilter(filter);
        m_strip->setSelection(spanOfFilter(filter, startNs()));
    });
    connect(m_bar, &FilterBar::highlightOnlyChanged, this, [this](bool highlight) {
        m_highlight->setChecked(highlight);
        m_filter.setHighlightOnly(highlight);
    });
    connect(m_bar, &FilterBar::scopeCleared, this, &MessageSearch::scopeCleared);
    connect(m_bar, &FilterBar::left, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
}

void MessageSearch::connectStrip()
{
    connect(m_strip, &DensityStrip::spanSelected, this, [this](const std::optional<FilterSpan> &span) {
        m_bar->setText(filterWithSpan(m_bar->filter(), span, startNs()));
    });
    connect(m_strip, &DensityStrip::timeChosen, this, [this](qint64 timeNs) {
        const auto &times = m_session->feed()->timesNs();
        const auto found = std::lower_bound(times.begin(), times.end(), timeNs);
        goTo(MessageId(found - times.begin()) + 1);
    });
    m_spanTimer.setSingleShot(true);
    m_spanTimer.setInterval(visibleSpanMs);
    connect(&m_spanTimer, &QTimer::timeout, this, &MessageSearch::showVisibleSpan);
    const auto schedule = [this] {
        if (!m_spanTimer.isActive())
            m_spanTimer.start();
    };
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, schedule);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, schedule);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, schedule);
    connect(m_model, &QAbstractItemModel::modelReset, this, schedule);
}

qint64 MessageSearch::startNs() const
{
    const auto &times = m_session->feed()->timesNs();
    return times.empty() ? 0 : times.front();
}

const FilterVocabulary &MessageSearch::vocabulary()
{
    const CaptureIndex &index = m_session->feed()->index();
    if (!m_hasVocabulary || index.revision() != m_vocabularyRevision) {
        m_vocabulary = FilterVocabulary::of(index);
        m_vocabularyRevision = index.revision();
        m_hasVocabulary = true;
    }
    return m_vocabulary;
}

QString MessageSearch::emptyTitle() const
{
    if (m_model->matchMode() != MessageModel::MatchMode::Rows)
        return {};
    switch (m_filter.state()) {
    case MessageFilter::State::Running:
        return tr("Searching…");
    case MessageFilter::State::Failed:
        return m_filter.failure();
    case MessageFilter::State::Off:
    case MessageFilter::State::UpToDate:
        break;
    }
    return tr("Nothing matches the filter");
}

void MessageSearch::setScope(const CaptureScope &scope, const QString &name)
{
    m_running.start();
    m_filter.setScope(scope);
    m_bar->setScopeText(scope.isAll() ? QString() : name);
}

void MessageSearch::focusFilter()
{
    m_bar->field()->setFocus(Qt::ShortcutFocusReason);
    m_bar->field()->selectAll();
}

void MessageSearch::goToMatch(bool backwards)
{
    MessageId from = m_table->selectedMessage();
    if (from == 0 && backwards)
        from = m_session->feed()->count() + 1;
    if (const MessageId id = m_model->matchBeside(from, backwards))
        m_table->selectMessage(id);
}

void MessageSearch::goTo(MessageId id)
{
    const int rows = m_model->rowCount();
    if (rows > 0)
        m_table->selectMessage(m_model->idAt(std::min(m_model->rowOf(id), rows - 1)));
}

void MessageSearch::addTerm(const QString &term)
{
    m_bar->setText(filterWithTerm(m_bar->filter(), term));
    m_bar->remember();
}

void MessageSearch::showFigures()
{
    using State = MessageFilter::State;
    const QString found = numberText(m_filter.found());
    const QString all = numberText(m_session->feed()->count());
    QString text;
    std::optional<int> percent;
    switch (m_filter.state()) {
    case State::Off:
        break;
    case State::Failed:
        text = tr("✕ cannot be read");
        break;
    case State::Running:
        if (m_running.isValid() && m_running.hasExpired(progressMs) && m_filter.all() > 0)
            percent = int(quint64(m_filter.judged()) * 100 / m_filter.all());
        [[fallthrough]];
    case State::UpToDate:
        text = m_filter.isHighlightOnly() ? tr("%1 found in %2", "matches · all messages").arg(found, all)
                                          : tr("%1 of %2", "matches · all messages").arg(found, all);
        if (m_filter.unreadable() > 0)
            text += tr(" · ✕ %1 unreadable", "messages").arg(numberText(qint64(m_filter.unreadable())));
        if (percent)
            text += tr(" · %1 %", "progress").arg(*percent);
        break;
    }
    m_bar->setFigures(text, percent);
    Q_EMIT changed();
}

void MessageSearch::showVisibleSpan()
{
    const auto &times = m_session->feed()->timesNs();
    const auto [first, last] = m_table->visibleMessages();
    if (first == 0 || last > times.size())
        m_strip->setVisibleSpan(std::nullopt);
    else
        m_strip->setVisibleSpan(FilterSpan{times[first - 1], times[last - 1]});
}

void MessageSearch::toggleMark()
{
    m_marks->toggle(m_table->selectedMessages());
}

void MessageSearch::showGoTo()
{
    GoToDialog dialog(
        [this](const QString &text) {
            const auto id = locateMessage(*m_session->feed(), text);
            if (id)
                goTo(*id);
            return id.has_value();
        },
        m_table->window());
    dialog.exec();
}

void MessageSearch::restore(const Settings &settings)
{
    m_bar->setStored(settings.filters());
    m_stripShown->setChecked(settings.state(u"densityStrip"_s) != "hidden");
}

void MessageSearch::save(Settings *settings) const
{
    settings->setFilters(m_bar->stored());
    settings->setState(u"densityStrip"_s, m_stripShown->isChecked() ? "shown" : "hidden");
}

} // namespace Inspector
