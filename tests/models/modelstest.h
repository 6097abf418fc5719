// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/models/capturefeed.h"
#include "tests/models/samplecapture.h"

#include <QtCore/QTemporaryDir>

#include <memory>

/// A sample capture and a feed that is closed, for each test function.
class ModelsTest : public QObject
{
    Q_OBJECT

protected:
    /// Writes the sample and opens it in the feed.
    /// \return whether all of it was indexed; a caller that asserts this stops with it.
    [[nodiscard]] bool openFeed();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<SampleCapture> m_sample;
    std::unique_ptr<Inspector::CaptureFeed> m_feed;

private Q_SLOTS:
    void init();
    void cleanup();
};
