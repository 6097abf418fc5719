// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/pairmodel.h"

#include "inspector/models/attemptjudge.h"
#include "inspector/models/attempttexts.h"
#include "inspector/models/formatting.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

using Number = quint32; ///< Of a pair, in the order of their first attempts.

constexpr qint64 openNs = 2 * Attempts::timeoutNs;
constexpr int sortMs = 250;
constexpr int judgeMs = 1'000;

/// There may be millions.
struct Pair
{
    Attempts::Index newest = 0;
    quint32 attempts = 0;
    qint8 verdictNumber = noVerdict;
    Severity severity = Severity::Note;
    bool isJudged : 1 = false;
    bool isQueued : 1 = false; ///< The judge has it.
    bool isOpen : 1 = false;   ///< It is in Private::open.

    [[nodiscard]] std::optional<VerdictId> verdict() const
    {
        return verdictNumber == noVerdict ? std::nullopt : std::optional(VerdictId(verdictNumber));
    }
    void setVerdict(std::optional<VerdictId> verdict) { verdictNumber = verdict ? qint8(*verdict) : noVerdict; }

private:
    static constexpr qint8 noVerdict = -1;
};
static_assert(sizeof(Pair) <= 12 && verdictCount < 128);

/// Pairs with the same trouble have the same class; the lower one is listed first.
constexpr std::size_t classCount = 3 * (verdictCount + 1) + 1;

std::size_t classOf(const Pair &pair)
{
    if (!pair.isJudged)
        return classCount - 1;
    const int verdict = pair.verdict() ? int(*pair.verdict()) : verdictCount;
    return std::size_t((int(Severity::Problem) - int(pair.severity)) * (verdictCount + 1) + verdict);
}

} // namespace

struct PairModel::Private
{
    CaptureFeed *feed;
    AttemptJudge judge;
    std::vector<Pair> pairs;    ///< By number.
    std::vector<Number> order;  ///< By row.
    std::vector<int> rows;      ///< By number.
    std::size_t taken = 0;      ///< Attempts of the index that are counted.
    std::vector<Number> opened; ///< Whose newest attempt may still change.
    std::optional<Number> current;
    QTimer sortTimer;
    QTimer judgeTimer;
    bool isChanged = false; ///< Something happened that may change the judgement of open pairs.
    int problems = 0;
    int unjudged = 0;

    [[nodiscard]] const Attempts &attempts() const { return feed->index().attempts(); }
    /// Returns nothing for an attempt that is not counted yet.
    [[nodiscard]] std::optional<Number> pairOf(Attempts::Index attempt) const
    {
        return attempt < taken ? std::optional(attempts().pairOf(attempt)) : std::nullopt;
    }
    void open(Number number)
    {
        if (pairs[number].isOpen)
            return;
        pairs[number].isOpen = true;
        opened.push_back(number);
    }
    /// Returns false where an earlier request is not done.
    bool queue(Number number)
    {
        Pair &pair = pairs[number];
        if (pair.isQueued)
            return false;
        pair.isQueued = true;
        judge.add(pair.newest);
        return true;
    }
};

PairModel::PairModel(CaptureFeed *feed, QObject *parent)
    : QAbstractListModel(parent)
    , d(std::make_unique<Private>())
{
    d->feed = feed;
    d->sortTimer.setSingleShot(true);
    d->sortTimer.setInterval(sortMs);
    d->judgeTimer.setSingleShot(true);
    d->judgeTimer.setInterval(judgeMs);
    connect(&d->sortTimer, &QTimer::timeout, this, &PairModel::sort);
    connect(&d->judgeTimer, &QTimer::timeout, this, &PairModel::judgeOpen);
    connect(&d->judge, &AttemptJudge::judged, this, &PairModel::onJudged);
    connect(feed, &CaptureFeed::indexed, this, &PairModel::onIndexed);
    connect(feed, &CaptureFeed::structureChanged, this, [this] {
        d->isChanged = true;
        if (!d->judgeTimer.isActive())
            d->judgeTimer.start();
    });
    connect(feed, &CaptureFeed::namesChanged, this, [this] {
        if (!d->order.empty())
            Q_EMIT dataChanged(index(0), index(pairCount() - 1), {TitleRole});
    });
    connect(feed, &CaptureFeed::reset, this, [this] {
        beginResetModel();
        const bool hadCurrent = d->current.has_value();
        d->sortTimer.stop();
        d->judgeTimer.stop();
        d->judge.setCapture(&d->feed->index(), d->feed->path());
        d->pairs.clear();
        d->order.clear();
        d->rows.clear();
        d->opened.clear();
        d->taken = 0;
        d->current.reset();
        d->problems = d->unjudged = 0;
        endResetModel();
        Q_EMIT countChanged();
        if (hadCurrent)
            Q_EMIT currentChanged();
        Q_EMIT judgementChanged();
    });
    d->judge.setCapture(&feed->index(), feed->path());
    onIndexed(1, feed->indexedCount());
}

PairModel::~PairModel() = default;

void PairModel::onIndexed(quint32 first, quint32 count)
{
    takeNewAttempts();
    for (MessageId id = first; id < first + count; ++id) {
        const auto attempt = d->attempts().find(id);
        const auto number = attempt ? d->pairOf(*attempt) : std::nullopt;
        if (number && d->pairs[*number].newest == *attempt)
            d->open(*number);
    }
    d->isChanged = true;
    // A judgement before the rest is known would have to be made again.
    if (d->feed->indexedCount() >= d->feed->count() && !d->judgeTimer.isActive())
        judgeOpen();
}

void PairModel::takeNewAttempts()
{
    const Attempts &all = d->attempts();
    const auto known = Number(d->pairs.size());
    std::vector<Number> changed;
    for (; d->taken < all.size(); ++d->taken) {
        const auto attempt = Attempts::Index(d->taken);
        const Number number = all.pairOf(attempt);
        if (number == d->pairs.size())
            d->pairs.emplace_back();
        else if (number < known)
            changed.push_back(number);
        Pair &pair = d->pairs[number];
        pair.newest = attempt;
        ++pair.attempts;
        d->open(number);
    }
    if (const auto count = Number(d->pairs.size()); count > known) {
        beginInsertRows({}, int(known), int(count) - 1);
        for (Number number = known; number < count; ++number) {
            d->rows.push_back(int(d->order.size()));
            d->order.push_back(number);
        }
        d->unjudged += int(count - known);
        endInsertRows();
        Q_EMIT countChanged();
    }
    for (const Number number : changed)
        Q_EMIT dataChanged(index(d->rows[number]), index(d->rows[number]));
}

void PairModel::judgeOpen()
{
    if (!std::exchange(d->isChanged, false) || d->feed->indexedCount() < d->feed->count())
        return;
    const qint64 sinceNs = d->attempts().newestNs() - openNs;
    std::erase_if(d->opened, [&](Number number) {
        Pair &pair = d->pairs[number];
        pair.isOpen = !d->queue(number) || d->attempts().beganNs(pair.newest) >= sinceNs;
        return !pair.isOpen;
    });
    d->judgeTimer.start();
    Q_EMIT judgementChanged();
}

void PairModel::onJudged(const std::vector<AttemptRank> &ranks)
{
    for (const AttemptRank &rank : ranks) {
        const auto number = d->pairOf(rank.attempt);
        if (!number)
            continue;
        Pair &pair = d->pairs[*number];
        pair.isQueued = false;
        if (pair.newest != rank.attempt) {
            d->queue(*number); // Another attempt has begun meanwhile.
            continue;
        }
        if (pair.isJudged && pair.severity == rank.severity && pair.verdict() == rank.verdict)
            continue;
        d->problems +=
            int(rank.severity == Severity::Problem) - int(pair.isJudged && pair.severity == Severity::Problem);
        d->unjudged -= int(!pair.isJudged);
        pair.isJudged = true;
        pair.severity = rank.severity;
        pair.setVerdict(rank.verdict);
        if (!d->sortTimer.isActive())
            d->sortTimer.start(d->pairs.size() < 200 ? 0 : sortMs);
    }
    Q_EMIT judgementChanged();
}

void PairModel::sort()
{
    // Counted, because there are few classes and there may be many pairs. Of one class the newest pair is first.
    std::array<std::size_t, classCount + 1> begin{};
    for (const Pair &pair : d->pairs)
        ++begin[classOf(pair) + 1];
    for (std::size_t i = 1; i < begin.size(); ++i)
        begin[i] += begin[i - 1];
    const int current = currentRow();
    for (auto number = Number(d->pairs.size()); number-- > 0;) {
        const std::size_t row = begin[classOf(d->pairs[number])]++;
        d->order[row] = number;
        d->rows[number] = int(row);
    }
    // Rows are places in the list: what they hold has changed.
    if (!d->order.empty())
        Q_EMIT dataChanged(index(0), index(pairCount() - 1));
    if (currentRow() != current)
        Q_EMIT currentChanged();
}

int PairModel::pairCount() const
{
    return int(d->order.size());
}

int PairModel::problemCount() const
{
    return d->problems;
}

int PairModel::pendingCount() const
{
    return d->unjudged;
}

int PairModel::currentRow() const
{
    return d->current ? d->rows[*d->current] : -1;
}

void PairModel::setCurrentAttempt(std::optional<Attempts::Index> attempt)
{
    const auto number = attempt ? d->pairOf(*attempt) : std::nullopt;
    if (number == d->current)
        return;
    const int before = currentRow();
    d->current = number;
    for (const int row : {before, currentRow()}) {
        if (row >= 0)
            Q_EMIT dataChanged(index(row), index(row), {CurrentRole});
    }
    Q_EMIT currentChanged();
}

std::optional<Attempts::Index> PairModel::newestAttempt(int row) const
{
    if (row < 0 || row >= pairCount())
        return std::nullopt;
    return d->pairs[d->order[std::size_t(row)]].newest;
}

int PairModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : pairCount();
}

QVariant PairModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Number number = d->order[std::size_t(index.row())];
    const Pair &pair = d->pairs[number];
    const Attempt attempt = d->attempts()[pair.newest];
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return QString(d->feed->nameOf(attempt.from) + u" → "_s + d->feed->nameOf(attempt.to));
    case VerdictRole:
        return pair.isJudged ? verdictTitle(pair.verdict()) : QString();
    case TokenRole:
        return pair.isJudged ? severityToken(pair.severity) : u"muted"_s;
    case GlyphRole:
        return pair.isJudged ? severityGlyph(pair.severity) : u"…"_s;
    case SubtitleRole: {
        const QString beganText = timeText(attempt.beganNs(), TimeDigits::Milliseconds);
        return pair.attempts == 1 ? tr("1 attempt · %1", "time").arg(beganText)
                                  : tr("%n attempts · last %1", nullptr, int(pair.attempts)).arg(beganText);
    }
    case CurrentRole:
        return d->current == number;
    default:
        return {};
    }
}

QHash<int, QByteArray> PairModel::roleNames() const
{
    return {{TitleRole, "title"}, {VerdictRole, "verdict"},   {TokenRole, "token"},
            {GlyphRole, "glyph"}, {SubtitleRole, "subtitle"}, {CurrentRole, "current"}};
}

} // namespace Inspector
