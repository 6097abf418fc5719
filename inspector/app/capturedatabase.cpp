// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
// What CaptureSession does with captures in a database.
#include "inspector/app/capturesession.h"
#include "inspector/capture/captureaddress.h"

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

void CaptureSession::openDatabase(const QString &where, bool remember)
{
    cancelOpening();
    const auto parsed = DatabaseAddress::parse(where);
    std::optional<CaptureError> error;
    if (const auto *const problem = std::get_if<QString>(&parsed)) {
        error = CaptureError{CaptureError::Kind::BadAddress, displayedAddress(where), *problem};
    } else {
        m_opening = std::make_unique<DatabaseCopy>(std::get<DatabaseAddress>(parsed));
        error = m_opening->error();
    }
    const auto onFailed = [this, where](const CaptureError &reason) {
        m_opening.reset();
        m_settings->removeRecentCapture(where);
        Q_EMIT problem(reason.text(), u"open"_s);
        Q_EMIT changed();
    };
    if (error) {
        onFailed(*error);
        return;
    }
    connect(m_opening.get(), &DatabaseCopy::failed, this, onFailed);
    connect(m_opening.get(), &DatabaseCopy::opened, this, [this, where, remember](int leftOut) {
        std::unique_ptr<DatabaseCopy> copy = std::move(m_opening);
        disconnect(copy.get(), nullptr, this, nullptr);
        close();
        if (showCopy(std::move(copy))) {
            if (remember)
                m_settings->addRecentCapture(where);
            Q_EMIT solved(u"open"_s);
            reportLeftOut(leftOut);
        }
        announceOpened();
    });
    Q_EMIT opening(displayedAddress(where));
}

void CaptureSession::cancelOpening()
{
    if (std::exchange(m_opening, nullptr))
        Q_EMIT solved(u"open"_s);
}

bool CaptureSession::showCopy(std::unique_ptr<DatabaseCopy> copy)
{
    m_copy = std::move(copy);
    DatabaseCopy *const shown = m_copy.get();
    connect(shown, &DatabaseCopy::failed, this,
            [this](const CaptureError &error) { Q_EMIT problem(error.text(), u"read"_s); });
    connect(shown, &DatabaseCopy::away, this, [this](const QString &reason) {
        Q_EMIT problem(
            tr("%1 cannot be read for now: %2. It is tried again; what is shown stays.").arg(m_copy->address(), reason),
            u"read"_s);
    });
    connect(shown, &DatabaseCopy::back, this, [this] { Q_EMIT solved(u"read"_s); });
    connect(shown, &DatabaseCopy::remainingChanged, this, &CaptureSession::messagesToCopyChanged);
    if (const auto error = m_feed.open(shown->file(), nullptr, shown->origins())) {
        m_copy.reset();
        Q_EMIT problem(error->text(), u"open"_s);
        return false;
    }
    return true;
}

void CaptureSession::reportLeftOut(int captures)
{
    if (captures == 0)
        return;
    // Without a translation loaded "%n capture(s)" would be shown as it is written.
    const QString text =
        captures == 1 ? tr(
            "The database is too large to be shown as a whole: the oldest capture is left out. Open it by its name.")
                      : tr("The database is too large to be shown as a whole: the %n oldest captures are left out. "
                           "Open one of them "
                           "by its name.",
                           nullptr, captures);
    Q_EMIT problem(text, u"read"_s);
}

} // namespace Inspector
