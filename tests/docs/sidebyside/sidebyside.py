# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""The Python column of docs/side-by-side.md:   sidebyside.py <relay> <peer>"""

from __future__ import annotations

import asyncio
import sys
import uuid

from proxystore.p2p.relay.client import RelayClient
from proxystore.p2p.relay.messages import PeerConnectionRequest
from websockets.exceptions import WebSocketException


def say(line: str) -> None:
    print(line, flush=True)


async def main(address: str, peer: uuid.UUID) -> None:
    client = RelayClient(
        address, client_name='ours', reconnect_task=False)
    await client.connect()
    say('registered')

    await client.send(PeerConnectionRequest(
        client.uuid, client.name, peer, 'offer', 'v=0 (offer)'))

    while True:
        try:
            message = await client.recv()
        except WebSocketException:
            continue  # recv() connects again

        if message.error is not None:
            say('unknown peer')
            continue

        if message.description_type == 'answer':
            say(message.description)
        else:
            await client.send(PeerConnectionRequest(
                client.uuid, client.name, message.source_uuid,
                'answer', 'v=0 (answer)'))
            break
        nobody = uuid.uuid4()
        await client.send(PeerConnectionRequest(client.uuid, client.name, nobody, 'offer', 'v=0'))

    await client.close()
    say('closed')


if __name__ == '__main__':
    asyncio.run(main(sys.argv[1], uuid.UUID(sys.argv[2])))
