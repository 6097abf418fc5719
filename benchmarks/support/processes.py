# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""The programs that the comparisons run: relays, and one measurement at a time."""
import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import time


class Relay:
    """bench_relay in a process of its own."""

    def __init__(self, programs: pathlib.Path, kind: str) -> None:
        self.command = [str(programs / 'bench_relay'), kind]
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f'ws://127.0.0.1:{self.port}'

    def start(self) -> None:
        """Listens when this returns; after a stop() on the same port."""
        self.process = subprocess.Popen([*self.command, str(self.port)], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith('listening '):
            raise RuntimeError('bench_relay does not listen.')
        self.port = int(line.split()[1])

    def stop(self) -> None:
        """As a crash: no close frames, the kernel ends the connections."""
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def processor_seconds(self) -> float:
        return processor_seconds(self.process.pid)


class ListeningRelay:
    """A relay or proxy whose command names its port, where PORT or HOST:PORT stands for it. Its log is discarded."""

    def __init__(self, command: list[str]) -> None:
        with socket.create_server(('127.0.0.1', 0)) as probe:
            self.port = probe.getsockname()[1]
        self.url = f'ws://127.0.0.1:{self.port}'
        self.process = subprocess.Popen([re.sub('(^|:)PORT$', rf'\g<1>{self.port}', word) for word in command],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection(('127.0.0.1', self.port), 1):
                return
            if time.monotonic() > deadline or self.process.poll() is not None:
                self.stop()
                raise RuntimeError(f'{command[0]} does not listen.')
            time.sleep(0.1)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def processor_seconds(self) -> float:
        return processor_seconds(self.process.pid)

    def resident_bytes(self) -> int:
        status = pathlib.Path(f'/proc/{self.process.pid}/status').read_text()
        return int(status.split('VmRSS:')[1].split()[0]) * 1024


def reference_command(python: pathlib.Path, log_level: str | None) -> list[str]:
    """proxystore-relay as it is installed. Without a level it logs what it logs by itself, every message it forwards."""
    return [str(python.parent / 'proxystore-relay'), '--host', '127.0.0.1', '--port', 'PORT',
            *(['--log-level', log_level] if log_level else [])]


def processor_seconds(pid: int) -> float:
    fields = pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def measure(command: list[str], relay, timeout: float = 300) -> dict[str, float]:
    """Runs one measurement, and adds the processor time of the relay meanwhile, in nanoseconds."""
    before = relay.processor_seconds()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=timeout, check=True)
    return {**json.loads(done.stdout.splitlines()[-1]), 'relay': (relay.processor_seconds() - before) * 1e9}
