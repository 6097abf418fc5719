// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/run/runenvironment.h"

#include <QtCore/QStringList>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

QProcessEnvironment applied(const RunEnvironment &run, QProcessEnvironment base)
{
    QStringList proxies{u"ws_proxy"_s, u"wss_proxy"_s};
    QStringList bundles{u"SSL_CERT_FILE"_s};
    if (run.all) {
        proxies += {u"http_proxy"_s, u"https_proxy"_s, u"all_proxy"_s};
        bundles += {u"REQUESTS_CA_BUNDLE"_s, u"CURL_CA_BUNDLE"_s};
    }
    for (const QString &name : std::as_const(proxies)) {
        base.insert(name, run.proxy.toString());
        base.insert(name.toUpper(), run.proxy.toString());
    }
    for (const QString &name : {u"no_proxy"_s, u"NO_PROXY"_s})
        base.insert(name, QString());
    for (const QString &name : std::as_const(bundles))
        base.insert(name, run.bundleFile);
    base.insert(u"NODE_EXTRA_CA_CERTS"_s, run.authorityFile);
    return base;
}

} // namespace Inspector
