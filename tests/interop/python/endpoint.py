# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""`proxystore-endpoint` without its NAT check, which asks STUN servers in the Internet when an endpoint starts, and only
writes a log of what they say."""

from __future__ import annotations

import proxystore.endpoint.serve
from proxystore.endpoint.cli import cli


async def no_nat_check() -> None:
    pass


proxystore.endpoint.serve.check_nat_and_log = no_nat_check
cli(prog_name='proxystore-endpoint')
