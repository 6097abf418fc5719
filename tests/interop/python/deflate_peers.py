# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Conversations between websockets' own client and server with every combination of compression settings.

Writes {"event": "listening", "port": ...}, reads the address of a proxy in front of that port from standard input, and
then has one conversation per combination through it, on the path "/<number>". What each side sends is written before as
{"event": "sent", "path": ..., "direction": "sent" or "received", "text": ...}, both directions from the client's point
of view. Ends with {"event": "done", "conversations": ...}.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import sys

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

WINDOW_BITS = ((9, 15), (12, 12), (15, 9), (None, None))
TAKEOVER = tuple(itertools.product((False, True), repeat=2))
FRAGMENTED = (False, True)
MEMORY_LEVEL = (1, 9)
COMBINATIONS = tuple(itertools.product(WINDOW_BITS, TAKEOVER, FRAGMENTED, MEMORY_LEVEL))


def say(event: str, **fields: object) -> None:
    print(json.dumps({'event': event, **fields}), flush=True)


def texts(seed: str) -> list[str]:
    source = random.Random(seed)
    words = ['candidate', 'typ host', 'a=fingerprint:sha-256', 'grüße', '\U0001f600', '\\r\\n', str(seed)]
    return [
        ' '.join(source.choice(words) + str(source.randrange(1000)) for _ in range(count))
        for count in (1, 60, 60, 0, 60, 5_000, 2)
    ]


def factories(index: int) -> tuple[ClientPerMessageDeflateFactory, ServerPerMessageDeflateFactory]:
    (server_bits, client_bits), (server_alone, client_alone), _, level = COMBINATIONS[index]
    common = {
        'server_no_context_takeover': server_alone,
        'client_no_context_takeover': client_alone,
        'server_max_window_bits': server_bits,
        'client_max_window_bits': client_bits,
        'compress_settings': {'memLevel': level},
    }
    return ClientPerMessageDeflateFactory(**common), ServerPerMessageDeflateFactory(**common)


async def send_all(connection: object, path: str, direction: str, fragmented: bool) -> None:
    for text in texts(path + direction):
        say('sent', path=path, direction=direction, text=text)
        if fragmented:
            await connection.send([text[:3], '', text[3:50], text[50:]])
        else:
            await connection.send(text)


async def receive_all(connection: object, seed: str) -> None:
    for text in texts(seed):
        assert await connection.recv() == text


async def answer(connection: ServerConnection) -> None:
    path = connection.request.path
    await receive_all(connection, path + 'sent')
    await send_all(connection, path, 'received', COMBINATIONS[int(path[1:])][2])
    await connection.wait_closed()


async def converse(proxy: str, index: int) -> None:
    path = f'/{index}'
    client, _ = factories(index)
    async with connect(proxy + path, extensions=[client], compression=None, proxy=None) as connection:
        assert [extension.name for extension in connection.protocol.extensions] == ['permessage-deflate']
        await send_all(connection, path, 'sent', COMBINATIONS[index][2])
        await receive_all(connection, path + 'received')


async def main() -> None:
    # A server negotiates before it knows the path, so each combination has a server of its own behind one port.
    for index in range(len(COMBINATIONS)):
        _, factory = factories(index)
        async with serve(answer, '127.0.0.1', 0, extensions=[factory], compression=None) as server:
            say('listening', port=server.sockets[0].getsockname()[1])
            proxy = (await asyncio.to_thread(sys.stdin.readline)).strip()
            await converse(proxy, index)
    say('done', conversations=len(COMBINATIONS))


asyncio.run(main())
