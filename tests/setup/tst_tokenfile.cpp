// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/setup/tokenfile.h"
#include "tests/support/pipe.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace Inspector;
using namespace Qt::StringLiterals;
using RelayCore::TokenReason;

class tst_TokenFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void contents_data();
    void contents();
    void notReadable();
    void aPipeIsReadOnce();
    void theFirstAnswerIsTheTokenThatWasRead();
    void aReplacedTokenIsFoundAfterARefusal();
    void aFileThatIsGoneIsNoToken();
    void aPipeIsNotReadAgain();

private:
    void write(const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
};

void tst_TokenFile::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_path = m_directory->filePath(u"token"_s);
}

void tst_TokenFile::write(const QByteArray &content) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void tst_TokenFile::contents_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("problem"); // After the name of the file.
    QTest::addRow("white space around it is removed") << " abc.DEF-1\r\n"_ba
                                                      << "abc.DEF-1"_ba << QString();
    QTest::addRow("a byte order mark") << "\xef\xbb\xbf"
                                          "abc\n"_ba
                                       << "abc"_ba << QString();
    QTest::addRow("empty") << ""_ba
                           << ""_ba << u"The token file %1 is empty."_s;
    QTest::addRow("white space only") << " \n"_ba
                                      << ""_ba << u"The token file %1 is empty."_s;
    const QString characters =
        u"The token file %1 holds a space, a control character or a character beyond ASCII inside the token."_s;
    QTest::addRow("two lines") << "secret\nsecret"_ba
                               << ""_ba << characters;
    QTest::addRow("a NUL") << "secret\0secret"_ba
                           << ""_ba << characters;
    QTest::addRow("a space") << "secret secret"_ba
                             << ""_ba << characters;
    QTest::addRow("beyond ASCII") << "secr\xc3\xa9t"_ba
                                  << ""_ba << characters;
    QTest::addRow("with the scheme") << "Bearer secret"_ba
                                     << ""_ba
                                     << u"The token file %1 must hold the token alone, without the word Bearer."_s;
    QTest::addRow("far too large") << QByteArray(100'000, 's') << ""_ba << u"%1 is larger than 65536 bytes."_s;
}

void tst_TokenFile::contents()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, token);
    QFETCH(const QString, problem);
    write(content);
    const auto read = readTokenFile(m_path);
    if (problem.isEmpty())
        QCOMPARE(std::get<QByteArray>(read), token);
    else
        QCOMPARE(std::get<QString>(read), problem.arg(m_path));
}

void tst_TokenFile::notReadable()
{
    QCOMPARE(std::get<QString>(readTokenFile(m_path)), u"Cannot read %1: No such file or directory."_s.arg(m_path));
    QVERIFY(std::holds_alternative<QString>(readTokenFile(m_directory->path())));
}

void tst_TokenFile::aPipeIsReadOnce()
{
    const Pipe pipe("abc\n");
    QCOMPARE(std::get<QByteArray>(readTokenFile(pipe.path())), "abc"_ba);
}

void tst_TokenFile::theFirstAnswerIsTheTokenThatWasRead()
{
    write("other");
    const auto provider = tokenFileProvider(m_path, "abc");
    QCOMPARE(provider(TokenReason::FirstUse).result().value, "abc"_ba);
}

void tst_TokenFile::aReplacedTokenIsFoundAfterARefusal()
{
    QList<QByteArray> heard;
    const auto provider = tokenFileProvider(m_path, "old", [&heard](const std::variant<QByteArray, QString> &read) {
        heard.append(std::get<QByteArray>(read));
    });
    write("new\n");
    QCOMPARE(provider(TokenReason::Refused).result().value, "new"_ba);
    write("newer");
    QCOMPARE(provider(TokenReason::Refused).result().value, "newer"_ba);
    QCOMPARE(heard, QList<QByteArray>({"new", "newer"}));
}

void tst_TokenFile::aFileThatIsGoneIsNoToken()
{
    QString problem;
    const auto provider = tokenFileProvider(m_path, "old", [&problem](const std::variant<QByteArray, QString> &read) {
        problem = std::get<QString>(read);
    });
    QCOMPARE(provider(TokenReason::Refused).result().value, QByteArray());
    QCOMPARE(problem, u"Cannot read %1: No such file or directory."_s.arg(m_path));
}

void tst_TokenFile::aPipeIsNotReadAgain()
{
    const Pipe pipe("secret");
    QString problem;
    const auto provider =
        tokenFileProvider(pipe.path(), "old", [&problem](const std::variant<QByteArray, QString> &read) {
            problem = std::get<QString>(read);
        });
    QCOMPARE(provider(TokenReason::FirstUse).result().value, "old"_ba);
    QCOMPARE(provider(TokenReason::Refused).result().value, QByteArray());
    QCOMPARE(problem,
             u"The token was refused, and %1 cannot be read again: it is not a regular file."_s.arg(pipe.path()));
}

QTEST_GUILESS_MAIN(tst_TokenFile)
#include "tst_tokenfile.moc"
