// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/messagedetails.h"

#include <QtWidgets/QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QFrame;
class QLabel;
QT_END_NAMESPACE

namespace Inspector {

class ElidedLabel;
class Theme;
class WrappedLabel;

/// What stands above the tabs of the details: number or name, kind, addresses, and the diagnosis.
class DetailHeader final : public QWidget
{
    Q_OBJECT

public:
    /// \param theme  outlives the widget.
    explicit DetailHeader(const Theme *theme, QWidget *parent = nullptr);

    /// \param kindToken  the colour token of \a kind.
    void setHeadline(const QString &title, const QString &kind, const QString &kindToken, const QString &fromTo);
    void setSubtitle(const QString &text);
    void setDiagnosis(const std::optional<Diagnosis> &diagnosis);
    [[nodiscard]] QString diagnosisText() const;

private:
    void recolour();

    const Theme *m_theme;
    QString m_kindToken;
    ElidedLabel *m_title = nullptr;
    QLabel *m_kind = nullptr;
    ElidedLabel *m_fromTo = nullptr;
    ElidedLabel *m_subtitle = nullptr;
    QFrame *m_diagnosis = nullptr;
    WrappedLabel *m_diagnosisText = nullptr;
};

} // namespace Inspector
