// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/capture/postgrescatalog.h"
#include "inspector/cli/capturesoptions.h"
#include "inspector/cli/command.h"

namespace Inspector {

/// `relayctl captures`: the captures of a database.
class CapturesCommand final : public Command
{
    Q_OBJECT

public:
    explicit CapturesCommand(CapturesOptions options, QObject *parent = nullptr);

    void start() override;
    void terminate() override;

private:
    [[nodiscard]] int run();
    [[nodiscard]] int list(const QList<CatalogEntry> &entries) const;
    [[nodiscard]] int remove(PostgresCatalog &catalog, const QList<CatalogEntry> &entries) const;
    [[nodiscard]] int prune(PostgresCatalog &catalog, const QList<CatalogEntry> &entries) const;
    [[nodiscard]] int drain();
    [[nodiscard]] int fail(const QString &problem) const;
    [[nodiscard]] int fail(const PostgresProblem &problem) const;

    CapturesOptions m_options;
    bool m_terminated = false;
};

} // namespace Inspector
