// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/diagramview.h"

#include "inspector/theme/theme.h"
#include "qml/Relay/Inspector/qmlmodule.h"

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>
#include <QtQuick/QQuickItem>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

DiagramView::DiagramView(Theme *theme, const QUrl &url, QVariantMap properties, QWidget *parent)
    : QQuickWidget(parent)
{
    setResizeMode(QQuickWidget::SizeRootObjectToView);
    setFocusPolicy(Qt::StrongFocus);
    registerQml(engine());
    properties.insert(u"theme"_s, QVariant::fromValue(theme));
    auto *component = new QQmlComponent(engine(), url, this);
    if (QObject *root = component->createWithInitialProperties(properties))
        setContent(url, component, root);
    else
        qWarning("%s cannot be shown: %s", qUtf8Printable(url.fileName()), qUtf8Printable(component->errorString()));

    const auto recolour = [this, theme] { setClearColor(theme->base()); };
    connect(theme, &Theme::changed, this, recolour);
    recolour();
}

void DiagramView::focusInEvent(QFocusEvent *event)
{
    QQuickWidget::focusInEvent(event);
    if (QObject *root = rootObject())
        QMetaObject::invokeMethod(root, "takeFocus");
}

} // namespace Inspector
