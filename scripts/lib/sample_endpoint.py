# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""One endpoint of the sample capture, made with the reference; see scripts/sample-capture.

A PeerManager, which calls the peer in each line "UUID TIMEOUT" of its standard input and leaves at its end; with --silent
a RelayClient that receives an offer and does not answer. Writes a word a line: registered, offered, connected, failed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import uuid

from proxystore.p2p.manager import PeerManager
from proxystore.p2p.relay.client import RelayClient


def say(word: str) -> None:
    print(word, flush=True)


async def call(manager: PeerManager, peer: uuid.UUID, timeout: float) -> None:
    try:
        await manager.send(peer, b'hello', timeout=timeout)
    except (Exception, asyncio.CancelledError) as error:  # As different as the reasons.
        print(repr(error), file=sys.stderr)
        say('failed')
    else:
        say('connected')


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('--relay', required=True)
    parser.add_argument('--name', required=True)
    parser.add_argument('--uuid', required=True, type=uuid.UUID)
    parser.add_argument('--token')
    parser.add_argument('--silent', action='store_true')
    args = parser.parse_args()

    headers = {'Authorization': f'Bearer {args.token}'} if args.token else None
    client = RelayClient(
        args.relay,
        client_name=args.name,
        client_uuid=args.uuid,
        extra_headers=headers,
        reconnect_task=False,
    )
    if args.silent:
        await client.connect()
        say('registered')
        offer = asyncio.create_task(client.recv())
        offer.add_done_callback(lambda task: say('ended' if task.exception() else 'offered'))
        await asyncio.to_thread(sys.stdin.read)
        await client.close()
        os._exit(0)
        return
    async with PeerManager(client, timeout=30, ice_servers=[]) as manager:
        say('registered')
        while line := await asyncio.to_thread(sys.stdin.readline):
            peer, timeout = line.split()
            await call(manager, uuid.UUID(peer), float(timeout))


asyncio.run(main())
