# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Two of the reference's PeerManagers complete a WebRTC connection through a relay and exchange bytes over it.

Writes one JSON object a line: {"event": "received", "by": ..., "bytes": ..., "intact": ...} for each direction, then
{"event": "done"}. Anything that goes wrong ends in a traceback and a non-zero exit code.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import uuid

from proxystore.p2p.manager import PeerManager
from proxystore.p2p.relay.client import RelayClient


def say(event: str, **fields: object) -> None:
    print(json.dumps({'event': event, **fields}), flush=True)


async def transfer(sender: PeerManager, receiver: PeerManager, payload: bytes, timeout: float) -> None:
    await sender.send(receiver.uuid, payload, timeout=timeout)
    source, received = await asyncio.wait_for(receiver.recv(), timeout)
    intact = source == sender.uuid and received == payload
    say('received', by=str(receiver.uuid), bytes=len(received), intact=intact)


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('--address', required=True)
    parser.add_argument('--caller', required=True, type=uuid.UUID)
    parser.add_argument('--callee', required=True, type=uuid.UUID)
    parser.add_argument('--bytes', required=True, type=int)
    parser.add_argument('--timeout', default=60, type=float)
    args = parser.parse_args()

    def manager(name: str, peer: uuid.UUID) -> PeerManager:
        client = RelayClient(args.address, client_name=name, client_uuid=peer)
        # No STUN servers: the peers are on this machine, and tests leave it alone.
        return PeerManager(client, timeout=int(args.timeout), ice_servers=[])

    async with manager('caller', args.caller) as caller, manager('callee', args.callee) as callee:
        await transfer(caller, callee, os.urandom(args.bytes), args.timeout)
        await transfer(callee, caller, os.urandom(args.bytes), args.timeout)
        say('done')


asyncio.run(main())
