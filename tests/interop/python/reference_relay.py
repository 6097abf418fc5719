# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""A plugin of pytest with which ProxyStore's own tests use the relay at RELAY_ADDRESS instead of one in their process.

Of the tests that are collected, those that use a relay are run. Every one must pass, except those of OF_ONE_PROCESS, each
of which must fail because it asks for the relay's object.
"""

import os
import types
import urllib.parse

import pytest

# They call or replace functions of a relay in their own process. Beside each: what makes sure of the same behaviour.
OF_ONE_PROCESS = {
    "tests/p2p/manager_test.py::test_expected_server_disconnect": "tst_interop_cluster stopIsUnderstood",
    "tests/p2p/manager_test.py::test_unexpected_server_disconnect": "tst_interop_cluster sameUuidEvictsTheFirst",
    "tests/p2p/relay/server_test.py::test_handler_register_and_connect": "tst_interop_cluster clientsMeetAcrossRelays",
    "tests/p2p/relay/server_test.py::test_handler_unauthorized_error": "tst_interop_server tokensAreRefused",
    "tests/p2p/relay/server_test.py::test_handler_forbidden_error": "tst_interop_cluster usersAreKeptApart",
    "tests/p2p/relay/server_test.py::test_handler_bad_request_error": "tst_serverlimits, a name over the limit",
    "tests/p2p/relay/server_test.py::test_handler_message_size_exceeded": "tst_relayserver, rows of 4003",
}


class OtherProcessError(Exception):
    """The relay is not an object of this process."""


class RelayServerInfo(types.SimpleNamespace):
    @property
    def relay_server(self):
        raise OtherProcessError

    websocket_server = relay_server


@pytest.fixture
def relay_server():
    address = os.environ["RELAY_ADDRESS"]
    url = urllib.parse.urlsplit(address)
    return RelayServerInfo(address=address, host=url.hostname, port=url.port)


@pytest.fixture(scope="session")
def use_uvloop():
    return False


def pytest_collection_modifyitems(config, items):
    kept = [item for item in items if "relay_server" in item.fixturenames]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
    missing = OF_ONE_PROCESS.keys() - {item.nodeid for item in items}
    if missing:
        raise pytest.UsageError(f"not collected: {', '.join(sorted(missing))}")
    for item in items:
        if item.nodeid in OF_ONE_PROCESS:
            item.add_marker(pytest.mark.xfail(raises=OtherProcessError, strict=True, reason=OF_ONE_PROCESS[item.nodeid]))
