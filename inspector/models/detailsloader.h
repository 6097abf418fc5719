// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/messagedetails.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>

namespace Inspector {

/// Makes the details of a message beside the GUI thread where that takes time.
///
/// One message at a time: the next request cancels the one before.
///
/// \par Threads  the GUI thread; its worker ends before the destructor returns.
class DetailsLoader final : public QObject
{
    Q_OBJECT

public:
    /// Messages up to this size are decoded at once, in less than a frame.
    static constexpr qsizetype immediateBytes = 32 * 1024;

    explicit DetailsLoader(QObject *parent = nullptr);
    ~DetailsLoader() override;

    /// Emits loaded(): before it returns where the message is small, otherwise later.
    void load(MessageDetailsInput input);
    /// Nothing that was requested will be loaded.
    void cancel();
    [[nodiscard]] bool isLoading() const { return m_cancelled != nullptr; }

Q_SIGNALS:
    void loaded(const Inspector::MessageDetails &details);

private:
    QThreadPool m_pool;
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< Of the request under way.
};

} // namespace Inspector
