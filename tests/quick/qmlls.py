# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""What qmlls knows of the module RelayCore:   qmlls.py <qmlls> <folder of modules> <Planted.qml>

Opens the file as an editor does, waits for the diagnostic about its planted fault and asks for completions inside the
element RelayClient.
"""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys


class Server:
    def __init__(self, program: str, folder: str) -> None:
        self.process = subprocess.Popen([program, '--build-dir', folder], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def send(self, method: str, params: dict, number: int | None = None) -> None:
        message = {'jsonrpc': '2.0', 'method': method, 'params': params}
        if number is not None:
            message['id'] = number
        body = json.dumps(message).encode()
        self.process.stdin.write(b'Content-Length: %d\r\n\r\n' % len(body) + body)
        self.process.stdin.flush()

    def receive(self) -> dict:
        """Blocks until a message arrives; ctest ends the test where none does."""
        length = 0
        while line := self.process.stdout.readline():
            if line == b'\r\n':
                return json.loads(self.process.stdout.read(length))
            name, _, value = line.partition(b':')
            if name.lower() == b'content-length':
                length = int(value)
        raise SystemExit('qmlls has ended')

    def answer(self, number: int) -> object:
        while True:
            message = self.receive()
            if message.get('id') == number and 'method' not in message:
                return message['result']


def main(program: str, folder: str, file: str) -> None:
    path = pathlib.Path(file)
    text = path.read_text()
    server = Server(program, folder)
    try:
        server.send('initialize', {'processId': None, 'rootUri': path.parent.as_uri(), 'capabilities': {}}, 1)
        server.answer(1)
        server.send('initialized', {})
        server.send('textDocument/didOpen', {'textDocument': {
            'uri': path.as_uri(), 'languageId': 'qml', 'version': 1, 'text': text}})
        while True:
            message = server.receive()
            if message.get('method') != 'textDocument/publishDiagnostics':
                continue
            faults = [each['message'] for each in message['params']['diagnostics']]
            # Qt 6.4: no property "adress" exists; Qt 6.8: Property "adress" does not exist.
            if any('roperty "adress"' in each for each in faults):
                break
        line = text[:text.index('adress')].count('\n')
        server.send('textDocument/completion', {
            'textDocument': {'uri': path.as_uri()}, 'position': {'line': line, 'character': 4}}, 2)
        result = server.answer(2)
        labels = {item['label'] for item in (result['items'] if isinstance(result, dict) else result)}
        missing = {'address', 'backoff', 'keepalive', 'onOfferReceived', 'onMessageReturned'} - labels
        if missing:
            raise SystemExit(f'qmlls does not offer {sorted(missing)}')
    finally:
        server.process.kill()
        server.process.wait()


if __name__ == '__main__':
    main(*sys.argv[1:])
