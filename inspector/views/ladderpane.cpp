// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/ladderpane.h"

#include "inspector/models/laddermodel.h"
#include "inspector/theme/theme.h"
#include "inspector/views/elidedlabel.h"
#include "qml/Relay/Inspector/qmlmodule.h"

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>
#include <QtQuickWidgets/QQuickWidget>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

// QQuickWidget keeps Tab for the items in it; the diagram is one control.
class DiagramView final : public QQuickWidget
{
public:
    using QQuickWidget::QQuickWidget;

protected:
    bool focusNextPrevChild(bool next) override { return QWidget::focusNextPrevChild(next); }

    void focusInEvent(QFocusEvent *event) override
    {
        QQuickWidget::focusInEvent(event);
        if (QObject *root = rootObject())
            QMetaObject::invokeMethod(root, "takeFocus");
    }
};

LadderPane::LadderPane(Theme *theme, LadderModel *model, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"ladderPane"_s);
    auto *heading = new QWidget(this);
    heading->setObjectName(u"ladderTitle"_s);
    heading->setAttribute(Qt::WA_StyledBackground);
    auto *name = new QLabel(tr("EXCHANGE"), heading);
    name->setObjectName(u"paneTitle"_s);
    m_title = new ElidedLabel(Qt::ElideMiddle, heading);
    m_title->setProperty("textRole", u"muted"_s);
    auto *headingLayout = new QHBoxLayout(heading);
    headingLayout->setContentsMargins(0, 0, 14, 0);
    headingLayout->setSpacing(0);
    headingLayout->addWidget(name);
    headingLayout->addWidget(m_title, 1);

    m_view = new DiagramView(this);
    m_view->setAccessibleName(tr("Sequence of the exchange"));
    m_view->setResizeMode(QQuickWidget::SizeRootObjectToView);
    m_view->setFocusPolicy(Qt::StrongFocus);
    registerQml(m_view->engine());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(heading);
    layout->addWidget(m_view, 1);

    auto *component = new QQmlComponent(m_view->engine(), ladderUrl(), m_view);
    QObject *root = component->createWithInitialProperties(
        {{u"ladderModel"_s, QVariant::fromValue(model)}, {u"theme"_s, QVariant::fromValue(theme)}});
    if (root) {
        m_view->setContent(ladderUrl(), component, root);
        connect(root, SIGNAL(messageActivated(int)), this, SLOT(activate(int)));
    } else {
        qWarning("The exchange cannot be drawn: %s", qUtf8Printable(component->errorString()));
    }

    const auto recolour = [this, theme] { m_view->setClearColor(theme->base()); };
    connect(theme, &Theme::changed, this, recolour);
    recolour();
    const auto retitle = [this, model] { m_title->setText(model->title()); };
    connect(model, &LadderModel::conversationChanged, this, retitle);
    retitle();
}

bool LadderPane::isLoaded() const
{
    return m_view->rootObject() != nullptr;
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
