// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/models/modelstest.h"

#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;

void ModelsTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_sample = std::make_unique<SampleCapture>(m_dir->filePath(u"sample.relaycap"_s));
    QVERIFY(m_sample->writer());
    m_feed = std::make_unique<Inspector::CaptureFeed>();
}

void ModelsTest::cleanup()
{
    m_feed.reset();
    m_sample.reset();
    m_dir.reset();
}

bool ModelsTest::openFeed()
{
    m_sample->writeAll();
    if (const auto error = m_feed->open(m_sample->writer()->path(), m_sample->writer())) {
        qCritical("%s", qPrintable(error->text()));
        return false;
    }
    return QTest::qWaitFor([this] { return m_feed->indexedCount() == quint32(SampleCapture::messages); });
}
