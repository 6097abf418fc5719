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

    /// Shows \a sections, or \a emptyText where there are none. A selection stays while the text around it does.
    void setSections(const QList<PropertySection> &sections, const QString &emptyText = {});
    /// Has the column of names as wide as the longest needs. Not for names from outside, which may be of any length.
    void setNamesWhole(bool whole) { m_areNamesWhole = whole; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void render();
    /// Returns the width of the column of names, in pixels.
    [[nodiscard]] int nameWidth() const;

    const Theme *m_theme;
    QList<PropertySection> m_sections;
    QString m_emptyText;
    bool m_areNamesWhole = false;
};

} // namespace Inspector
