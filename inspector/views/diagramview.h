// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QVariantMap>
#include <QtQuickWidgets/QQuickWidget>

namespace Inspector {

class Theme;

/// Shows a component of the QML module Relay.Inspector as one control: Tab leads out of it, and getting the keyboard
/// calls the component's function takeFocus().
class DiagramView final : public QQuickWidget
{
    Q_OBJECT

public:
    /// Loads the component at \a url with \a theme and \a properties as initial properties.
    DiagramView(Theme *theme, const QUrl &url, QVariantMap properties, QWidget *parent = nullptr);

    /// Returns whether the component could be loaded; otherwise a warning was written.
    [[nodiscard]] bool isLoaded() const { return rootObject() != nullptr; }

protected:
    bool focusNextPrevChild(bool next) override { return QWidget::focusNextPrevChild(next); }
    void focusInEvent(QFocusEvent *event) override;
};

} // namespace Inspector
