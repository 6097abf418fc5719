// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/cli/relayctlprocess.h"
#include "tests/docs/pages.h"
#include "tests/support/certificates.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QTest>

#include <cstdlib>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;
using TestSupport::Certificates;
using TestSupport::Defect;

namespace {

constexpr int limitMs = 30'000;

using Replacements = QList<std::pair<QString, QString>>;

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

/// Returns the block number \a index of \a language on the page, with \a replacements, each of which has to occur.
QString configuration(const QString &language, int index, const Replacements &replacements)
{
    QList<Pages::Code> found;
    for (const Pages::Code &block :
         Pages::blocksOf(Pages::linesOf(QStringLiteral(RELAY_DOCS "/deployment.md")), u"docs/deployment.md"_s)) {
        if (block.name == language)
            found.append(block);
    }
    if (index >= found.size())
        qFatal("docs/deployment.md has no block %s number %d", qPrintable(language), index);
    QString text = found.at(index).lines.join(u'\n') + u'\n';
    for (const auto &[from, to] : replacements) {
        if (!text.contains(from))
            qFatal("%s does not hold \"%s\"", qPrintable(found.at(index).place), qPrintable(from));
        text.replace(from, to);
    }
    return text;
}

/// A program of the system that listens on a port, ended with this object.
class Program
{
public:
    /// \param hosts  a file like /etc/hosts that the program alone uses; empty: none.
    Program(const QString &program, const QStringList &arguments, const QString &hosts = {})
    {
        if (!hosts.isEmpty()) {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"LD_PRELOAD"_s, u"libnss_wrapper.so"_s);
            environment.insert(u"NSS_WRAPPER_HOSTS"_s, hosts);
            m_process.setProcessEnvironment(environment);
        }
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program, arguments);
    }
    ~Program()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Program)

    [[nodiscard]] bool listensOn(quint16 port)
    {
        return m_process.waitForStarted()
               && QTest::qWaitFor(
                   [this, port] {
                       QTcpSocket socket;
                       socket.connectToHost(QHostAddress::LocalHost, port);
                       return m_process.state() != QProcess::Running || socket.waitForConnected(1'000);
                   },
                   limitMs)
               && m_process.state() == QProcess::Running;
    }
    [[nodiscard]] QByteArray output() { return m_process.readAll(); }

private:
    QProcess m_process;
};

} // namespace

/// `relayctl serve` behind and through the programs of docs/deployment.md: check, connect and proxy agree.
class tst_RelayctlDeployment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void nginx();
    void nginxWithoutTheLinesForUpgrades();
    void nginxWantsCertificates_data() { certificateRows(); }
    void nginxWantsCertificates();
    void haproxy();
    void haproxyWantsCertificates_data() { certificateRows(); }
    void haproxyWantsCertificates();
    void tinyproxy_data();
    void tinyproxy();
    void tinyproxyAllowsOnlyItsPorts();

private:
    static void certificateRows();
    [[nodiscard]] QStringList certificateOptions(const QString &which) const;
    [[nodiscard]] QString write(const QString &name, const QString &content) const;
    [[nodiscard]] QString certificateWithKey() const;
    [[nodiscard]] QString nginxServer() const;
    void startNginx(const QString &servers);
    void startHaproxy(const QString &configuration);
    void startTinyproxy(const QString &configuration);
    /// Compares the three. \param problem  of check, and \a text a part of connect's error; empty: all succeed.
    void compare(const QUrl &url, const QStringList &options, const QString &problem = {}, const QString &text = {});
    [[nodiscard]] std::unique_ptr<RelayctlProcess> start(const QStringList &arguments) const;

    Certificates m_certificates;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<RelayctlProcess> m_relay;
    std::unique_ptr<Program> m_front;
    QByteArray m_httpProxy; ///< For what is started.
    quint16 m_relayPort = 0;
    quint16 m_port = 0; ///< Of the front.
};

void tst_RelayctlDeployment::initTestCase()
{
    const QString why = m_certificates.create();
    QVERIFY2(why.isEmpty(), qPrintable(why));
}

void tst_RelayctlDeployment::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_httpProxy.clear();
    m_port = freePort();
    m_relay = start({u"serve"_s, u"--port"_s, u"0"_s});
    QTRY_VERIFY_WITH_TIMEOUT(!m_relay->events(u"listening"_s).isEmpty(), limitMs);
    m_relayPort = quint16(QUrl(m_relay->events(u"listening"_s).constFirst().value("url"_L1).toString()).port());
}

void tst_RelayctlDeployment::cleanup()
{
    m_front.reset();
    m_relay.reset();
}

std::unique_ptr<RelayctlProcess> tst_RelayctlDeployment::start(const QStringList &arguments) const
{
    return std::make_unique<RelayctlProcess>(arguments, [proxy = m_httpProxy] {
        ::unsetenv("https_proxy");
        ::unsetenv("no_proxy");
        if (proxy.isEmpty())
            ::unsetenv("http_proxy");
        else
            ::setenv("http_proxy", proxy.constData(), 1);
    });
}

QString tst_RelayctlDeployment::write(const QString &name, const QString &content) const
{
    QFile file(m_directory->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content.toUtf8()) < 0)
        qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
    return file.fileName();
}

QString tst_RelayctlDeployment::certificateWithKey() const
{
    QString content;
    for (const QString &name : {m_certificates.certificateFile(Defect::None), m_certificates.keyFile(Defect::None)}) {
        QFile part(name);
        if (!part.open(QIODevice::ReadOnly))
            qFatal("%s: %s", qPrintable(name), qPrintable(part.errorString()));
        content += QString::fromLatin1(part.readAll());
    }
    return write(u"relay.pem"_s, content);
}

QString tst_RelayctlDeployment::nginxServer() const
{
    return configuration(u"nginx"_s, 0,
                         {{u"listen 443 ssl"_s, u"listen 127.0.0.1:%1 ssl"_s.arg(m_port)},
                          {u"http://127.0.0.1:8700"_s, u"http://127.0.0.1:%1"_s.arg(m_relayPort)},
                          {u"/etc/ssl/relay/fullchain.pem"_s, m_certificates.certificateFile(Defect::None)},
                          {u"/etc/ssl/relay/privkey.pem"_s, m_certificates.keyFile(Defect::None)}});
}

void tst_RelayctlDeployment::startNginx(const QString &servers)
{
    QString text =
        u"daemon off;\nmaster_process off;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n"_s;
    for (const QString &kind : {u"client_body"_s, u"proxy"_s, u"fastcgi"_s, u"uwsgi"_s, u"scgi"_s})
        text += u"%1_temp_path %1;\n"_s.arg(kind);
    const QString file = write(u"nginx.conf"_s, text + servers + u"}\n"_s);
    m_front = std::make_unique<Program>(u"nginx"_s,
                                        QStringList{u"-p"_s, m_directory->path(), u"-e"_s, u"stderr"_s, u"-c"_s, file});
    QVERIFY2(m_front->listensOn(m_port), m_front->output().constData());
}

void tst_RelayctlDeployment::startHaproxy(const QString &configuration)
{
    m_front =
        std::make_unique<Program>(u"haproxy"_s, QStringList{u"-db"_s, u"-f"_s, write(u"haproxy.cfg"_s, configuration)});
    QVERIFY2(m_front->listensOn(m_port), m_front->output().constData());
}

void tst_RelayctlDeployment::startTinyproxy(const QString &configuration)
{
    // No proxy is used for 127.0.0.1, and only tinyproxy resolves this name.
    const QString hosts = write(u"hosts"_s, u"127.0.0.1 relay.test\n"_s);
    m_front = std::make_unique<Program>(
        u"tinyproxy"_s, QStringList{u"-d"_s, u"-c"_s, write(u"tinyproxy.conf"_s, configuration)}, hosts);
    QVERIFY2(m_front->listensOn(m_port), m_front->output().constData());
}

void tst_RelayctlDeployment::compare(const QUrl &url, const QStringList &options, const QString &problem,
                                     const QString &text)
{
    const bool works = problem.isEmpty();
    const auto check = start(QStringList{u"check"_s, url.toString()} + options);
    QTRY_VERIFY_WITH_TIMEOUT(!check->isRunning(), limitMs);
    const QByteArray seen = check->output();
    QVERIFY2(check->exitCode() == (works ? 0 : 1), seen.constData());
    if (!works) {
        const QList<QJsonObject> failed = check->events(u"step"_s, u"outcome"_s, u"failed"_s);
        QVERIFY2(failed.size() == 1, seen.constData());
        const QString found = failed.constFirst().value("problems"_L1).toArray().at(0).toString();
        QVERIFY2(found == problem, seen.constData());
    }
    const auto connectsTo = [&](const QString &address, const QStringList &more) {
        const auto connect = start(QStringList{u"connect"_s, address, u"--no-retry"_s, u"--until-eof"_s} + more);
        connect->closeInput();
        if (!QTest::qWaitFor([&] { return !connect->isRunning(); }, limitMs))
            return connect->output() + "does not end";
        if (!connect->events(u"registered"_s).isEmpty())
            return QByteArray();
        const QList<QJsonObject> errors = connect->events(u"error"_s);
        return errors.isEmpty() ? connect->output() : errors.constFirst().value("text"_L1).toString().toUtf8();
    };
    const QByteArray error = connectsTo(url.toString(), options);
    QVERIFY2(error.isEmpty() == works && error.contains(text.toUtf8()), error.constData());

    const auto proxy =
        start(QStringList{u"proxy"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--upstream"_s, url.toString(), u"--print"_s}
              + options);
    QTRY_VERIFY_WITH_TIMEOUT(!proxy->events(u"listening"_s).isEmpty(), limitMs);
    const QString address = proxy->events(u"listening"_s).constFirst().value("url"_L1).toString();
    const QByteArray httpProxy = std::exchange(m_httpProxy, QByteArray()); // The client reaches the proxy directly.
    const QByteArray through = connectsTo(address, {});
    m_httpProxy = httpProxy;
    QVERIFY2(through.isEmpty() == works, (through + proxy->output()).constData());
}

// --- TLS ends
// ---------------------------------------------------------------------------------------------------------

void tst_RelayctlDeployment::nginx()
{
    startNginx(nginxServer());
    compare(QUrl(u"wss://127.0.0.1:%1"_s.arg(m_port)), {u"--ca-file"_s, m_certificates.authorityFile()});
}

void tst_RelayctlDeployment::nginxWithoutTheLinesForUpgrades()
{
    QString server = nginxServer();
    server.remove(u"proxy_http_version 1.1;"_s);
    startNginx(server);
    compare(QUrl(u"wss://127.0.0.1:%1"_s.arg(m_port)), {u"--ca-file"_s, m_certificates.authorityFile()},
            u"server_failed"_s, u"HTTP status 505"_s);
}

void tst_RelayctlDeployment::certificateRows()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("text"); // Of a TLS alert; nginx answers in HTTP.
    QTest::newRow("with one") << u"good"_s << QString() << QString();
    QTest::newRow("with none") << QString() << u"client_certificate_missing"_s << u"requires a client certificate"_s;
    QTest::newRow("with another authority's")
        << u"unknown"_s << u"client_certificate_refused"_s << u"did not accept the client certificate"_s;
}

QStringList tst_RelayctlDeployment::certificateOptions(const QString &which) const
{
    QStringList options{u"--ca-file"_s, m_certificates.authorityFile()};
    if (!which.isEmpty()) {
        const Defect defect = which == "good"_L1 ? Defect::None : Defect::UnknownAuthority;
        options +=
            {u"--certfile"_s, m_certificates.certificateFile(defect), u"--keyfile"_s, m_certificates.keyFile(defect)};
    }
    return options;
}

void tst_RelayctlDeployment::nginxWantsCertificates()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, problem);
    const QString wanted =
        configuration(u"nginx"_s, 1, {{u"/etc/ssl/relay/clients-ca.pem"_s, m_certificates.authorityFile()}});
    startNginx(nginxServer().replace(u"    location / {"_s, wanted + u"    location / {"_s));
    compare(QUrl(u"wss://127.0.0.1:%1"_s.arg(m_port)), certificateOptions(certificate), problem,
            problem.isEmpty() ? QString() : u"HTTP status 400"_s);
}

void tst_RelayctlDeployment::haproxy()
{
    const QString pem = certificateWithKey();
    startHaproxy(configuration(u"haproxy"_s, 0,
                               {{u":443 ssl"_s, u"127.0.0.1:%1 ssl"_s.arg(m_port)},
                                {u"/etc/haproxy/relay.pem"_s, pem},
                                {u"127.0.0.1:8700"_s, u"127.0.0.1:%1"_s.arg(m_relayPort)}}));
    compare(QUrl(u"wss://127.0.0.1:%1"_s.arg(m_port)), {u"--ca-file"_s, m_certificates.authorityFile()});
}

void tst_RelayctlDeployment::haproxyWantsCertificates()
{
    QFETCH(const QString, certificate);
    QFETCH(const QString, problem);
    QFETCH(const QString, text);
    const QString pem = certificateWithKey();
    const QString bind = configuration(u"haproxy"_s, 1,
                                       {{u":443 ssl"_s, u"127.0.0.1:%1 ssl"_s.arg(m_port)},
                                        {u"/etc/haproxy/relay.pem"_s, pem},
                                        {u"/etc/haproxy/clients-ca.pem"_s, m_certificates.authorityFile()}});
    startHaproxy(configuration(u"haproxy"_s, 0,
                               {{u"    bind :443 ssl crt /etc/haproxy/relay.pem\n"_s, bind},
                                {u"127.0.0.1:8700"_s, u"127.0.0.1:%1"_s.arg(m_relayPort)}}));
    compare(QUrl(u"wss://127.0.0.1:%1"_s.arg(m_port)), certificateOptions(certificate), problem, text);
}

// --- A proxy of the network
// -------------------------------------------------------------------------------------------

void tst_RelayctlDeployment::tinyproxy_data()
{
    QTest::addColumn<bool>("wantsPassword");
    QTest::addColumn<QString>("credentials");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<QString>("text");
    QTest::newRow("without a password") << false << QString() << QString() << QString();
    QTest::newRow("with a password") << true << u"user:password@"_s << QString() << QString();
    QTest::newRow("without the password") << true << QString() << u"proxy_wants_credentials"_s << u"HTTP 407"_s;
    QTest::newRow("with another password") << true << u"user:guess@"_s << u"proxy_wants_credentials"_s << u"proxy"_s;
}

void tst_RelayctlDeployment::tinyproxy()
{
    QFETCH(const bool, wantsPassword);
    QFETCH(const QString, credentials);
    QFETCH(const QString, problem);
    QFETCH(const QString, text);
    QString settings = configuration(
        u"tinyproxy"_s, 0,
        {{u"Port 8888"_s, u"Port %1"_s.arg(m_port)}, {u"ConnectPort 8700"_s, u"ConnectPort %1"_s.arg(m_relayPort)}});
    if (!wantsPassword)
        settings.remove(u"BasicAuth user password\n"_s);
    startTinyproxy(settings);
    m_httpProxy = u"http://"_s.append(credentials).append(u"127.0.0.1:%1"_s.arg(m_port)).toUtf8();
    compare(QUrl(u"ws://relay.test:%1"_s.arg(m_relayPort)), {}, problem, text);
}

void tst_RelayctlDeployment::tinyproxyAllowsOnlyItsPorts()
{
    startTinyproxy(configuration(
        u"tinyproxy"_s, 0, {{u"Port 8888"_s, u"Port %1"_s.arg(m_port)}, {u"BasicAuth user password\n"_s, QString()}}));
    m_httpProxy = u"http://127.0.0.1:%1"_s.arg(m_port).toUtf8();
    compare(QUrl(u"ws://relay.test:%1"_s.arg(m_relayPort)), {}, u"proxy_refused"_s, u"The proxy"_s);
}

QTEST_GUILESS_MAIN(tst_RelayctlDeployment)
#include "tst_relayctldeployment.moc"
