<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>QAbstractSocket</name>
    <message>
        <source>Host not found</source>
        <translation>Rechner nicht gefunden</translation>
    </message>
    <message>
        <source>Out of resources</source>
        <translation>Keine Ressourcen mehr verfügbar</translation>
    </message>
</context>
<context>
    <name>RelayCore::RelayError</name>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>Die Verbindung zu %1 ist abgebrochen.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost: %2</source>
        <translation>Die Verbindung zu %1 ist abgebrochen: %2</translation>
    </message>
    <message>
        <source>The relay closed the connection with a code that this version of Qt does not know.</source>
        <translation>Das Relay hat die Verbindung mit einem Code geschlossen, den diese Version von Qt nicht kennt.</translation>
    </message>
    <message>
        <source>The connection was closed with %1</source>
        <translation>Die Verbindung wurde mit %1 geschlossen</translation>
    </message>
    <message>
        <source>The connection was closed with %1: %2</source>
        <translation>Die Verbindung wurde mit %1 geschlossen: %2</translation>
    </message>
    <message>
        <source>%1 does not speak WebSocket: %2</source>
        <translation>%1 spricht nicht WebSocket: %2</translation>
    </message>
    <message>
        <source>%1 refused the upgrade with HTTP status %2.</source>
        <translation>%1 hat das Upgrade mit dem HTTP-Status %2 abgelehnt.</translation>
    </message>
    <message>
        <source>%1 refused the upgrade with HTTP status %2 and asks clients to wait %3 s.</source>
        <translation>%1 hat das Upgrade mit dem HTTP-Status %2 abgelehnt und bittet Clients, %3 s zu warten.</translation>
    </message>
    <message>
        <source>%1 requires a client certificate.</source>
        <translation>%1 verlangt ein Client-Zertifikat.</translation>
    </message>
    <message>
        <source>%1 did not accept the client certificate: %2</source>
        <translation>%1 hat das Client-Zertifikat nicht akzeptiert: %2</translation>
    </message>
    <message>
        <source>The proxy %1 requires other credentials (HTTP 407).</source>
        <translation>Der Proxy %1 verlangt andere Zugangsdaten (HTTP 407).</translation>
    </message>
    <message>
        <source>The proxy %1 cannot be reached: %2</source>
        <translation>Der Proxy %1 ist nicht erreichbar: %2</translation>
    </message>
    <message>
        <source>The proxy %1 did not connect to %2: %3</source>
        <translation>Der Proxy %1 hat keine Verbindung zu %2 hergestellt: %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 refused the connection.</source>
        <translation>%1 hat die Verbindung abgelehnt.</translation>
    </message>
    <message>
        <source>The host of %1 was not found.</source>
        <translation>Der Host von %1 wurde nicht gefunden.</translation>
    </message>
    <message>
        <source>%1 closed the connection before the upgrade.</source>
        <translation>%1 hat die Verbindung vor dem Upgrade geschlossen.</translation>
    </message>
    <message>
        <source>TLS with %1 failed: %2</source>
        <translation>TLS mit %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1 did not answer the registration in time.</source>
        <translation>%1 hat die Registrierung nicht rechtzeitig beantwortet.</translation>
    </message>
    <message>
        <source>%1 stopped answering; the connection is dead.</source>
        <translation>%1 antwortet nicht mehr; die Verbindung ist tot.</translation>
    </message>
    <message>
        <source>%1 did not accept the connection in time.</source>
        <translation>%1 hat die Verbindung nicht rechtzeitig angenommen.</translation>
    </message>
    <message>
        <source>The token provider did not answer in time.</source>
        <translation>Der Lieferant des Tokens hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>The token provider gave no token.</source>
        <translation>Der Lieferant des Tokens hat kein Token geliefert.</translation>
    </message>
    <message>
        <source>The message has %1 bytes; at most %2 are allowed.</source>
        <translation>Die Nachricht hat %1 Bytes, erlaubt sind höchstens %2.</translation>
    </message>
    <message>
        <source>%1 messages with %2 bytes were waiting already.</source>
        <translation>Es warteten schon %1 Nachrichten mit %2 Bytes.</translation>
    </message>
    <message>
        <source>The message was cancelled.</source>
        <translation>Die Nachricht wurde zurückgezogen.</translation>
    </message>
    <message>
        <source>The message waited too long for a connection.</source>
        <translation>Die Nachricht hat zu lange auf eine Verbindung gewartet.</translation>
    </message>
    <message>
        <source>The user name or password in the relay&apos;s address holds a character that must be percent-encoded, such as %40 for @, %2F for /, %3F for ? and %23 for #.</source>
        <translation>Der Benutzername oder das Passwort in der Adresse des Relays enthält ein Zeichen, das prozentkodiert sein muss, etwa %40 für @, %2F für /, %3F für ? und %23 für #.</translation>
    </message>
    <message>
        <source>The relay&apos;s address is not a URL; write ws://host:port or wss://host.</source>
        <translation>Die Adresse des Relays ist keine URL; schreiben Sie ws://host:port oder wss://host.</translation>
    </message>
    <message>
        <source>The host in the relay&apos;s address begins with [ and has no closing ]: %1</source>
        <translation>Der Host in der Adresse des Relays beginnt mit [ und hat kein schließendes ]: %1</translation>
    </message>
    <message>
        <source>The port &quot;%1&quot; in the relay&apos;s address is not a number from 1 to 65535.</source>
        <translation>Der Port „%1“ in der Adresse des Relays ist keine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>An IPv6 address in the relay&apos;s address stands in brackets: [%1]</source>
        <translation>Eine IPv6-Adresse steht in der Adresse des Relays in Klammern: [%1]</translation>
    </message>
    <message>
        <source>The host in the relay&apos;s address holds characters that a host name cannot have: %1</source>
        <translation>Der Host in der Adresse des Relays enthält Zeichen, die ein Hostname nicht haben kann: %1</translation>
    </message>
    <message>
        <source>The relay&apos;s address is empty; it must start with ws:// or wss:// and name a host.</source>
        <translation>Die Adresse des Relays ist leer; sie muss mit ws:// oder wss:// beginnen und einen Host nennen.</translation>
    </message>
    <message>
        <source>The relay&apos;s address has no scheme; it must start with ws:// or wss://.</source>
        <translation>Die Adresse des Relays hat kein Schema; sie muss mit ws:// oder wss:// beginnen.</translation>
    </message>
    <message>
        <source>The relay&apos;s address starts with %1:, but must start with ws:// or wss://.</source>
        <translation>Die Adresse des Relays beginnt mit %1:, muss aber mit ws:// oder wss:// beginnen.</translation>
    </message>
    <message>
        <source>The relay&apos;s address names no host; write %1://host:port.</source>
        <translation>Die Adresse des Relays nennt keinen Host; schreiben Sie %1://host:port.</translation>
    </message>
    <message>
        <source>The port 0 in the relay&apos;s address is not a number from 1 to 65535.</source>
        <translation>Der Port 0 in der Adresse des Relays ist keine Zahl von 1 bis 65535.</translation>
    </message>
    <message>
        <source>The relay&apos;s address has a fragment, which is never sent; write %23 for a # in the path or query.</source>
        <translation>Die Adresse des Relays hat ein Fragment, das nie gesendet wird; schreiben Sie %23 für ein # in Pfad oder Abfrage.</translation>
    </message>
    <message>
        <source>The client was closed.</source>
        <translation>Der Client wurde geschlossen.</translation>
    </message>
    <message>
        <source>The client is closed.</source>
        <translation>Der Client ist geschlossen.</translation>
    </message>
    <message>
        <source>The client was destroyed.</source>
        <translation>Der Client wurde zerstört.</translation>
    </message>
    <message>
        <source>The client is closing.</source>
        <translation>Der Client schließt gerade.</translation>
    </message>
    <message>
        <source>The relay&apos;s answer to the registration cannot be decoded: %1</source>
        <translation>Die Antwort des Relays auf die Registrierung kann nicht dekodiert werden: %1</translation>
    </message>
    <message>
        <source>The relay answered the registration with a %1.</source>
        <translation>Das Relay hat die Registrierung mit %1 beantwortet.</translation>
    </message>
    <message>
        <source>The relay refused the registration: no reason given</source>
        <translation>Das Relay hat die Registrierung abgelehnt, ohne einen Grund zu nennen</translation>
    </message>
    <message>
        <source>The relay refused the registration: %1</source>
        <translation>Das Relay hat die Registrierung abgelehnt: %1</translation>
    </message>
    <message>
        <source>The relay answered the registration with a binary message.</source>
        <translation>Das Relay hat die Registrierung mit einer binären Nachricht beantwortet.</translation>
    </message>
    <message>
        <source>Not a header name: &quot;%1&quot;</source>
        <translation>Kein Name eines Headers: „%1“</translation>
    </message>
    <message>
        <source>The header %1 cannot be set: it belongs to the upgrade itself, or is made from the address.</source>
        <translation>Der Header %1 kann nicht gesetzt werden: Er gehört zum Upgrade selbst oder wird aus der Adresse gebildet.</translation>
    </message>
    <message>
        <source>The value of header %1 holds a line break or a NUL.</source>
        <translation>Der Wert des Headers %1 enthält einen Zeilenumbruch oder ein NUL.</translation>
    </message>
    <message>
        <source>The relay&apos;s address begins or ends with a blank.</source>
        <translation>Die Adresse des Relays beginnt oder endet mit einem Leerzeichen.</translation>
    </message>
</context>
</TS>
