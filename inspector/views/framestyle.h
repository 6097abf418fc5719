// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtWidgets/QProxyStyle>

namespace Inspector {

/// Fusion, with frames of combo boxes, spin boxes, check boxes and radio buttons that are visible in dark palettes,
/// too: Fusion makes them of a darker window colour, which a dark window does not differ from. Combo boxes and spin
/// boxes are as high as line edits.
class FrameStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    FrameStyle();

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *result) const override;
};

} // namespace Inspector
