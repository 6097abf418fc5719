// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/headermodel.h"

#include "inspector/models/formatting.h"
#include "relaycore/wire/redaction.h"

namespace Inspector {

HeaderModel::HeaderModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void HeaderModel::setHeaders(const QByteArray &startLine, const RelayCore::HeaderList &headers)
{
    beginResetModel();
    m_startLine = startLine;
    // A source may have been configured to keep credentials; the window never shows them.
    m_headers = RelayCore::redacted(headers);
    endResetModel();
}

void HeaderModel::clear()
{
    setHeaders({}, {});
}

int HeaderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headers.size()) + (m_startLine.isEmpty() ? 0 : 1);
}

int HeaderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const int first = m_startLine.isEmpty() ? 0 : 1;
    if (index.row() < first)
        return index.column() == Value ? singleLine(QString::fromUtf8(m_startLine)) : QString();
    const RelayCore::HttpHeader &header = m_headers.at(index.row() - first);
    return singleLine(QString::fromUtf8(index.column() == Name ? header.name : header.value));
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return section == Name ? tr("Header") : tr("Value");
}

} // namespace Inspector
