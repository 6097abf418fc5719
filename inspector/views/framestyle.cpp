// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/views/framestyle.h"

#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QStyleOption>

#include <algorithm>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int fusionDarkens = 140; ///< Percent: Fusion's outline is QPalette::Window, darker by this.
constexpr int lightWindow = 128;
constexpr int fieldPadding = 12; ///< Above and below the text of a field: what QLineEdit has by the style sheet.

/// Returns \a palette with colours from which Fusion makes frames that differ from the window.
QPalette withVisibleFrame(QPalette palette)
{
    // Of which Fusion makes the frame that shows the focus; selections are too pale for that.
    palette.setColor(QPalette::Highlight, palette.color(QPalette::Link));
    const QColor window = palette.color(QPalette::Window);
    if (window.lightness() >= lightWindow)
        return palette;
    const QColor text = palette.color(QPalette::WindowText);
    const auto between = [](int from, int to) { return from + (to - from) * 2 / 5; };
    const QColor frame(between(window.red(), text.red()), between(window.green(), text.green()),
                       between(window.blue(), text.blue()));
    palette.setColor(QPalette::Window, frame.lighter(fusionDarkens));
    return palette;
}

} // namespace

FrameStyle::FrameStyle()
    : QProxyStyle(u"Fusion"_s)
{}

void FrameStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option); box && control == CC_ComboBox) {
        QStyleOptionComboBox framed = *box;
        framed.palette = withVisibleFrame(framed.palette);
        QProxyStyle::drawComplexControl(control, &framed, painter, widget);
    } else if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
               spin && control == CC_SpinBox) {
        QStyleOptionSpinBox framed = *spin;
        framed.palette = withVisibleFrame(framed.palette);
        QProxyStyle::drawComplexControl(control, &framed, painter, widget);
    } else {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void FrameStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (button && (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton)) {
        QStyleOptionButton framed = *button;
        framed.palette = withVisibleFrame(framed.palette);
        QProxyStyle::drawPrimitive(element, &framed, painter, widget);
    } else {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FrameStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // The style sheet asks no other style for the size of a spin box.
    if (qobject_cast<QAbstractSpinBox *>(widget))
        widget->setMinimumHeight(widget->fontMetrics().height() + fieldPadding);
}

QSize FrameStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox)
        result.setHeight(std::max(result.height(), option->fontMetrics.height() + fieldPadding));
    return result;
}

int FrameStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *result) const
{
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, result);
}

} // namespace Inspector
