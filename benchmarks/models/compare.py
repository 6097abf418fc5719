#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Searches the same messages with the inspector's filter, SQLite's LIKE, grep and tshark, in one run.

compare.py --bench bench_models --relayctl relayctl CAPTURE

The capture is converted to NDJSON and pcapng in a temporary folder, which takes three times its size. Files are read once
before they are searched, so that all are in the memory of the operating system where it has room for them.
"""
import argparse
import pathlib
import re
import subprocess
import tempfile
import time

TEXT = 'not registered'


def run(arguments: list[str]) -> tuple[float, str]:
    """Milliseconds that a program took, and what it printed."""
    before = time.monotonic()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    elapsed = (time.monotonic() - before) * 1000
    if done.returncode != 0:
        raise SystemExit(f'{arguments[0]} failed: {done.stderr}')
    return elapsed, done.stdout


def warm(path: pathlib.Path) -> None:
    with path.open('rb') as file:
        while file.read(1 << 22):
            pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('capture', type=pathlib.Path)
    parser.add_argument('--bench', required=True)
    parser.add_argument('--relayctl', required=True)
    options = parser.parse_args()

    warm(options.capture)
    _, printed = run([options.bench, 'search', str(options.capture)])
    print(printed, end='')
    found, ours = re.search(r'not registered \(text\) +(\d+) matches.*?all after +(\d+) ms', printed).groups()
    ours = float(ours)
    with tempfile.TemporaryDirectory() as folder:
        ndjson = pathlib.Path(folder) / 'capture.ndjson'
        pcapng = pathlib.Path(folder) / 'capture.pcapng'
        for target in (ndjson, pcapng):
            subprocess.run([options.relayctl, 'convert', str(options.capture), str(target)], check=True,
                           capture_output=True)
        contenders = {
            'grep on the NDJSON': (ndjson, ['grep', '-c', '-i', TEXT, str(ndjson)]),
            'tshark on the pcapng': (pcapng, ['tshark', '-r', str(pcapng),
                                             '-Y', f'websocket.payload.text contains "{TEXT}"',
                                             '-T', 'fields', '-e', 'frame.number']),
        }
        for name, (file, arguments) in contenders.items():
            warm(file)
            elapsed, printed = run(arguments)
            matches = int(printed) if printed.strip().isdigit() else len(printed.splitlines())
            print(f'{name:<34} {matches:>10} matches,                        all after {elapsed:8.0f} ms')
            print(f'{name.split()[0]} / ours: {elapsed / ours:.2f}')
            if matches != int(found):
                raise SystemExit(f'{name} finds something else')


main()
