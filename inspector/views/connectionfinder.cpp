// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/connectionfinder.h"

#include "inspector/models/connectionmodel.h"
#include "inspector/views/connectionview.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

ConnectionFinder::ConnectionFinder(ConnectionView *view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_field(new QLineEdit(this))
    , m_nothing(new QLabel(this))
{
    setObjectName(u"connectionFinder"_s);
    m_field->setObjectName(u"connectionText"_s);
    m_field->setAccessibleName(tr("Find a connection"));
    m_field->setPlaceholderText(tr("Find a connection"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_nothing->setText(tr("No connection has this."));
    m_nothing->setWordWrap(true);
    m_nothing->setProperty("textRole", u"muted"_s);
    m_nothing->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 6);
    layout->setSpacing(4);
    layout->addWidget(m_field);
    layout->addWidget(m_nothing);

    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_text = text.trimmed();
        apply();
    });
    connect(view, &ConnectionView::rowFiltersApplied, this, &ConnectionFinder::updateNothing);
}

bool ConnectionFinder::matches(const QModelIndex &index) const
{
    const auto holds = [&](int role) { return index.data(role).toString().contains(m_text, Qt::CaseInsensitive); };
    if (holds(ConnectionModel::TitleRole) || holds(ConnectionModel::SubtitleRole)
        || holds(ConnectionModel::StateTextRole) || holds(Qt::ToolTipRole))
        return true;
    if (index.data(ConnectionModel::IsSourceRole).toBool() || index.data(ConnectionModel::IsGroupRole).toBool())
        return false;
    const QAbstractItemModel *model = index.model();
    for (int attempt = 0; attempt < model->rowCount(index); ++attempt) {
        if (matches(model->index(attempt, 0, index)))
            return true;
    }
    return false;
}

void ConnectionFinder::apply()
{
    if (m_text.isEmpty())
        m_view->setRowFilter({});
    else
        m_view->setRowFilter([this](const QModelIndex &index) { return matches(index); });
}

void ConnectionFinder::updateNothing()
{
    const QAbstractItemModel *model = m_view->model();
    bool some = m_text.isEmpty();
    for (int row = 0; row < model->rowCount() && !some; ++row)
        some = !m_view->isRowHidden(row, {});
    m_nothing->setVisible(!some);
}

QModelIndex ConnectionFinder::firstMatch(const QModelIndex &parent) const
{
    const QAbstractItemModel *model = m_view->model();
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        if (m_view->isRowHidden(row, parent))
            continue;
        if (matches(index))
            return index;
        if (const QModelIndex below = firstMatch(index); below.isValid())
            return below;
    }
    return {};
}

void ConnectionFinder::goToMatches()
{
    m_view->setFocus(Qt::OtherFocusReason);
    const QModelIndex current = m_view->currentIndex();
    if (m_text.isEmpty()
        || (current.isValid() && matches(current)
            && m_view->selectionModel()->isRowSelected(current.row(), current.parent())))
        return;
    const QModelIndex first = firstMatch({});
    if (!first.isValid())
        return;
    // setCurrentIndex() of the view would extend the selection while Shift is held.
    m_view->selectionModel()->setCurrentIndex(first, QItemSelectionModel::ClearAndSelect);
    m_view->scrollTo(first);
}

bool ConnectionFinder::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        if (m_field->text().isEmpty())
            m_view->setFocus(Qt::OtherFocusReason);
        m_field->clear();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        goToMatches();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace Inspector
