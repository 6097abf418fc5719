// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtCore/QByteArray>
#include <QtWidgets/QPlainTextEdit>

namespace Inspector {

/// Offsets, bytes and characters; as many bytes in a line as there is room for.
class HexView final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit HexView(QWidget *parent = nullptr);

    void setBytes(const QByteArray &bytes);
    /// The first \a limit bytes of \a bytes, \a perLine of them in a line.
    [[nodiscard]] static QString dump(const QByteArray &bytes, int perLine, qsizetype limit);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int bytesPerLine() const;
    void refresh();

    QByteArray m_bytes;
    int m_perLine = 0;
};

} // namespace Inspector
