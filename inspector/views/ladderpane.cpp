// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/ladderpane.h"

#include "inspector/models/laddermodel.h"
#include "inspector/views/diagramview.h"
#include "qml/Relay/Inspector/qmlmodule.h"

#include <QtQuick/QQuickItem>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

LadderPane::LadderPane(Theme *theme, LadderModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new DiagramView(theme, ladderUrl(), {{u"ladderModel"_s, QVariant::fromValue(model)}}, this))
{
    setObjectName(u"ladderPane"_s);
    m_view->setAccessibleName(tr("Sequence of the exchange"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    setFocusProxy(m_view);
    if (QObject *root = m_view->rootObject())
        connect(root, SIGNAL(messageActivated(int)), this, SLOT(activate(int)));
    connect(model, &LadderModel::conversationChanged, this, [this] { Q_EMIT subjectChanged(subject()); });
}

bool LadderPane::isLoaded() const
{
    return m_view->isLoaded();
}

QString LadderPane::subject() const
{
    return m_model->title();
}

void LadderPane::focusDiagram()
{
    m_view->setFocus(Qt::ShortcutFocusReason);
}

void LadderPane::activate(int id)
{
    Q_EMIT messageRequested(quint32(id));
}

} // namespace Inspector
