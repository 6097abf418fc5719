// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QWidget>

namespace Inspector {

class DiagramView;
class LadderModel;
class Theme;

/// The exchange of the selected message as a sequence diagram, drawn by the QML module Relay.Inspector.
class LadderPane final : public QWidget
{
    Q_OBJECT

public:
    /// \param theme, model  outlive the pane.
    LadderPane(Theme *theme, LadderModel *model, QWidget *parent = nullptr);

    /// Returns whether the diagram could be loaded; otherwise the pane shows the reason.
    [[nodiscard]] bool isLoaded() const;
    /// Returns who the exchange is between: "alpha → beta"; empty without one.
    [[nodiscard]] QString subject() const;

    /// Gives the keyboard to the diagram.
    void focusDiagram();

Q_SIGNALS:
    void messageRequested(quint32 id);
    void subjectChanged(const QString &subject);

private Q_SLOTS:
    void activate(int id);

private:
    LadderModel *m_model;
    DiagramView *m_view = nullptr;
};

} // namespace Inspector
