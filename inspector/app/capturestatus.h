// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>

#include <functional>

QT_BEGIN_NAMESPACE
class QStatusBar;
QT_END_NAMESPACE

namespace Inspector {

class CaptureSession;
class ElidedLabel;

/// The status bar: how many messages there are, and where they are kept.
class CaptureStatus final : public QObject
{
    Q_OBJECT

public:
    /// \param session         outlives this object.
    /// \param shownMessages   returns how many messages the table has.
    CaptureStatus(QStatusBar *bar, CaptureSession *session, std::function<int()> shownMessages);

    void update();
    /// Shows \a text for a moment instead of the place.
    void showNotice(const QString &text);

private:
    [[nodiscard]] QString countsText() const;
    [[nodiscard]] QString placeText() const;

    CaptureSession *m_session;
    std::function<int()> m_shownMessages;
    ElidedLabel *m_counts;
    ElidedLabel *m_place;
    QString m_notice; ///< Shown for a moment instead of the place.
    QTimer m_noticeTimer;
    QTimer m_unrecordedTimer; ///< Without a file that grows the feed stands still, but this count does not.
};

} // namespace Inspector
