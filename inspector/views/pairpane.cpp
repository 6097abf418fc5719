// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/pairpane.h"

#include "inspector/models/attemptmodel.h"
#include "inspector/models/pairmodel.h"
#include "inspector/views/diagramview.h"
#include "qml/Relay/Inspector/qmlmodule.h"

#include <QtQuick/QQuickItem>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

PairPane::PairPane(Theme *theme, PairModel *pairs, AttemptModel *attempt, QWidget *parent)
    : QWidget(parent)
    , m_pairs(pairs)
    , m_attempt(attempt)
    , m_view(new DiagramView(
          theme, pairsUrl(),
          {{u"pairModel"_s, QVariant::fromValue(pairs)}, {u"attemptModel"_s, QVariant::fromValue(attempt)}}, this))
{
    setObjectName(u"pairPane"_s);
    m_view->setAccessibleName(tr("Pairs of endpoints and their attempts"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    if (QObject *root = m_view->rootObject()) {
        connect(root, SIGNAL(pairChosen(int)), this, SLOT(choosePair(int)));
        connect(root, SIGNAL(neighbourRequested(int)), this, SLOT(step(int)));
        connect(root, SIGNAL(messageActivated(int)), this, SLOT(activate(int)));
    }
    const auto announce = [this] { Q_EMIT subjectChanged(subject()); };
    connect(pairs, &PairModel::judgementChanged, this, announce);
    connect(pairs, &PairModel::countChanged, this, announce);
}

bool PairPane::isLoaded() const
{
    return m_view->isLoaded();
}

QString PairPane::subject() const
{
    if (m_pairs->pairCount() == 0)
        return {};
    QString text = m_pairs->problemCount() > 0 ? tr("%n with a problem", "pairs", m_pairs->problemCount())
                   : m_pairs->pairCount() == 1 ? tr("1 pair")
                                               : tr("%n pairs", nullptr, m_pairs->pairCount());
    if (m_pairs->pendingCount() > 0)
        text += u" · "_s + tr("%n not judged yet", "pairs", m_pairs->pendingCount());
    return text;
}

void PairPane::showAttempt(quint32 attempt)
{
    m_attempt->setAttempt(attempt);
    m_pairs->setCurrentAttempt(attempt);
}

void PairPane::focusPairs()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void PairPane::choosePair(int row)
{
    if (row == m_pairs->currentRow() && !m_attempt->isEmpty())
        return;
    if (const auto attempt = m_pairs->newestAttempt(row))
        choose(*attempt);
}

void PairPane::step(int by)
{
    if (const auto attempt = m_attempt->neighbour(by))
        choose(*attempt);
}

void PairPane::choose(quint32 attempt)
{
    showAttempt(attempt);
    activate(m_attempt->message());
}

void PairPane::activate(int id)
{
    if (id > 0)
        Q_EMIT messageRequested(quint32(id));
}

} // namespace Inspector
