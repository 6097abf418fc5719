# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""The reference's RelayClient, driven over standard input and output.

Reads encoded relay messages, one a line, and sends each. Writes one JSON object a line:
{"event": "registered"}, {"event": "message", "text": <encoded message>}, {"event": "closed", "code": ..., "reason": ...}
and, where the registration failed, {"event": "failed", "type": ..., "text": ...}. The end of standard input closes the
client.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import uuid

import websockets.exceptions
from proxystore.p2p.relay.client import RelayClient
from proxystore.p2p.relay.messages import decode_relay_message
from proxystore.p2p.relay.messages import encode_relay_message


def say(event: str, **fields: object) -> None:
    print(json.dumps({'event': event, **fields}), flush=True)


def say_closed(e: websockets.exceptions.ConnectionClosed) -> None:
    close = e.rcvd
    say('closed', code=close.code if close else None, reason=close.reason if close else '')


async def receive(client: RelayClient) -> None:
    try:
        while True:
            say('message', text=encode_relay_message(await client.recv()))
    except websockets.exceptions.ConnectionClosed as e:
        say_closed(e)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('--address', required=True)
    parser.add_argument('--name', required=True)
    parser.add_argument('--uuid', required=True, type=uuid.UUID)
    parser.add_argument('--authorization', help='value of the header')
    parser.add_argument('--no-verify', action='store_true', help='take any certificate')
    args = parser.parse_args()

    client = RelayClient(
        args.address,
        client_name=args.name,
        client_uuid=args.uuid,
        extra_headers={'Authorization': args.authorization} if args.authorization else None,
        reconnect_task=False,
        verify_certificate=not args.no_verify,
    )
    try:
        await client.connect(retry=False)
    except Exception as e:
        if isinstance(e, websockets.exceptions.ConnectionClosed):
            say_closed(e)
        say('failed', type=type(e).__name__, text=str(e))
        return
    say('registered')

    receiver = asyncio.create_task(receive(client))
    while line := await asyncio.to_thread(sys.stdin.readline):
        await client.send(decode_relay_message(line))
    receiver.cancel()
    await client.close()


asyncio.run(main())
