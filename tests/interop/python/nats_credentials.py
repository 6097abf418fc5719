# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Writes a NATS credentials file as `nsc` does, without it: a chain of JSON Web Tokens signed by Ed25519 keys.

resolver.conf is the part of a server's configuration that trusts the operator and knows the account; relay.creds lets a
user of the account in, stranger.creds is signed by an account that the server does not know.
"""

from __future__ import annotations

import base64
import hashlib
import json
import pathlib
import sys
import time

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

OPERATOR, ACCOUNT, USER, SEED = 14 << 3, 0, 20 << 3, 18 << 3


def base32(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip('=')


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip('=')


def crc16(data: bytes) -> bytes:
    crc = 0
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = ((crc << 1) ^ 0x1021) & 0xFFFF if crc & 0x8000 else (crc << 1) & 0xFFFF
    return crc.to_bytes(2, 'little')


class Key:
    def __init__(self, kind: int) -> None:
        self.key = ed25519.Ed25519PrivateKey.generate()
        raw = self.key.private_bytes(
            serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
        public = self.key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        named = bytes([kind]) + public
        self.public = base32(named + crc16(named))
        seed = bytes([SEED | kind >> 5, (kind & 31) << 3]) + raw
        self.seed = base32(seed + crc16(seed))

    def token(self, subject: Key, name: str, nats: dict) -> str:
        claims = {'iat': int(time.time()), 'iss': self.public, 'name': name, 'sub': subject.public, 'nats': nats}
        claims['jti'] = base32(hashlib.sha256(json.dumps(claims).encode()).digest())
        text = '.'.join(base64url(json.dumps(part).encode()) for part in ({'typ': 'JWT', 'alg': 'ed25519-nkey'}, claims))
        return text + '.' + base64url(self.key.sign(text.encode()))


def credentials(account: Key) -> str:
    user = Key(USER)
    allowed = {'allow': ['relay.>']}
    token = account.token(user, 'relay', {'type': 'user', 'version': 2, 'pub': allowed, 'sub': allowed,
                                          'subs': -1, 'data': -1, 'payload': -1})
    return (f'-----BEGIN NATS USER JWT-----\n{token}\n------END NATS USER JWT------\n\n'
            f'-----BEGIN USER NKEY SEED-----\n{user.seed}\n------END USER NKEY SEED------\n')


folder = pathlib.Path(sys.argv[1])
operator = Key(OPERATOR)
account = Key(ACCOUNT)
operator_token = operator.token(operator, 'test', {'type': 'operator', 'version': 2})
account_token = operator.token(account, 'relays', {
    'type': 'account', 'version': 2,
    'limits': {'subs': -1, 'data': -1, 'payload': -1, 'imports': -1, 'exports': -1, 'wildcards': True, 'conn': -1,
               'leaf': -1}})
(folder / 'resolver.conf').write_text(
    f'operator: "{operator_token}"\nresolver: MEMORY\nresolver_preload: {{ {account.public}: "{account_token}" }}\n')
(folder / 'relay.creds').write_text(credentials(account))
(folder / 'stranger.creds').write_text(credentials(Key(ACCOUNT)))
