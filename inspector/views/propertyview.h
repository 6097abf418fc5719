// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/formatting.h"

#include <QtWidgets/QTextBrowser>

namespace Inspector {

class Theme;

/// Names and values under headings, as cards; long values wrap, everything can be selected and copied.
class PropertyView final : public QTextBrowser
{
    Q_OBJECT

public:
    /// \param theme  outlives the view.
    explicit PropertyView(const Theme *theme, QWidget *parent = nullptr);

    /// \param text       shown below the cards in a monospace, empty for none; \param textTitle its heading.
    /// \param emptyText  stands there instead where there is neither.
    void setSections(const QList<PropertySection> &sections, const QString &textTitle = {}, const QString &text = {},
                     const QString &emptyText = {});

private:
    void render();

    const Theme *m_theme;
    QList<PropertySection> m_sections;
    QString m_textTitle;
    QString m_text;
    QString m_emptyText;
};

} // namespace Inspector
