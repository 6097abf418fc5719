# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""An EndpointConnector, as applications use it, driven over standard input and output.

Reads one JSON object a line: {"do": "put", "bytes": ...} and {"do": "get" | "exists" | "evict", "object": ...,
"endpoint": ...}. Writes one a line: {"event": "put", "object": ..., "endpoint": ..., "digest": ...},
{"event": "get", "bytes": ..., "digest": ...} with null for no such object, {"event": "exists", "exists": ...},
{"event": "evict"} or, where that failed, {"event": "failed", "text": ..., "cause": ...}.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys

from proxystore.connectors.endpoint import EndpointConnector
from proxystore.connectors.endpoint import EndpointConnectorError
from proxystore.connectors.endpoint import EndpointKey


def say(event: str, **fields: object) -> None:
    print(json.dumps({'event': event, **fields}), flush=True)


def digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def carry_out(connector: EndpointConnector, order: dict) -> None:
    what = order['do']
    if what == 'put':
        data = os.urandom(order['bytes'])
        key = connector.put(data)
        say('put', object=key.object_id, endpoint=key.endpoint_id, digest=digest(data))
        return
    key = EndpointKey(order['object'], order['endpoint'])
    if what == 'get':
        data = connector.get(key)
        say('get', bytes=None if data is None else len(data), digest=digest(data))
    elif what == 'exists':
        say('exists', exists=connector.exists(key))
    elif what == 'evict':
        connector.evict(key)
        say('evict')


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('--home', required=True)
    parser.add_argument('--endpoint', required=True)
    args = parser.parse_args()

    with EndpointConnector([args.endpoint], proxystore_dir=args.home) as connector:
        say('ready')
        for line in sys.stdin:
            try:
                carry_out(connector, json.loads(line))
            except EndpointConnectorError as e:
                say('failed', text=str(e), cause=str(e.__cause__))


main()
