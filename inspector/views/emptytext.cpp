// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/emptytext.h"

#include "inspector/views/dialogparts.h"

#include <QtCore/QEvent>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

EmptyText::EmptyText(QAbstractItemView *view)
    : QWidget(view)
    , m_view(view)
    , m_title(new QLabel(this))
    , m_hint(makeHintLabel({}, this))
{
    setObjectName(u"emptyText"_s);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    QFont bold = m_title->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    for (QLabel *label : {m_title, m_hint}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 0, 24, 0);
    layout->setSpacing(4);
    layout->addStretch(1);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addStretch(1);
    // A child of the viewport would be moved by scrolling.
    view->viewport()->installEventFilter(this);
    followModel();
}

void EmptyText::setText(const QString &title, const QString &hint)
{
    m_title->setText(title);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

QString EmptyText::title() const
{
    return m_title->text();
}

QString EmptyText::hint() const
{
    return m_hint->text();
}

void EmptyText::followModel()
{
    m_model = m_view->model();
    if (m_model) {
        connect(m_model, &QAbstractItemModel::rowsInserted, this, &EmptyText::follow, Qt::UniqueConnection);
        connect(m_model, &QAbstractItemModel::rowsRemoved, this, &EmptyText::follow, Qt::UniqueConnection);
        connect(m_model, &QAbstractItemModel::modelReset, this, &EmptyText::follow, Qt::UniqueConnection);
    }
    follow();
}

void EmptyText::follow()
{
    // A view resets its own model when it is destroyed: it is no view any more then.
    setVisible(m_model && m_model->rowCount() == 0);
}

bool EmptyText::eventFilter(QObject *watched, QEvent *event)
{
    // Geometries of a hidden viewport are not reported each.
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move || event->type() == QEvent::Show)
        setGeometry(m_view->viewport()->geometry());
    return QWidget::eventFilter(watched, event);
}

} // namespace Inspector
