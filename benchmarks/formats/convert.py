# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""How fast `relayctl convert` is, and how much memory it takes: NDJSON to a capture, and the capture to NDJSON, HAR and
pcapng, for a small and a large number of messages.

The messages are offers of 1,259 bytes between 4,000 clients, each sent and received. Every step is a process; what is
printed is its elapsed time, its processor time (the steadier of the two on a busy machine), messages per second of both,
and its peak resident memory, which must not grow with the number of messages. Beside it, Python reads and writes the
same NDJSON with its json module, on one core as relayctl does.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid

CLIENTS = 4000
GOAL_OUT = 200_000
GOAL_IN = 80_000


def write_lines(path: pathlib.Path, messages: int, description: str) -> None:
    numbers = random.Random(1)
    clients = [str(uuid.UUID(int=numbers.getrandbits(128), version=4)) for _ in range(CLIENTS)]
    quoted = json.dumps(description)
    with path.open('w') as file:
        file.write('{"v":1,"k":"source","s":1,"kind":"proxy","title":"Proxy"}\n')
        for number in range(1, CLIENTS + 1):
            file.write(f'{{"v":1,"k":"open","c":{number},"t":"{number}","s":1,"client":"127.0.0.1:{10000 + number}",'
                       '"upstream":"ws://127.0.0.1:8700"}\n')
        for number in range(0, messages, 2):
            sender, receiver = numbers.sample(range(CLIENTS), 2)
            payload = (f'{{"message_type":"peer_connection","source_uuid":"{clients[sender]}",'
                       f'"source_name":"peer-{sender}","peer_uuid":"{clients[receiver]}",'
                       f'"description_type":"offer","description":{quoted},"error":null}}')
            text = json.dumps(payload)
            for offset, (client, direction) in enumerate(((sender, 'sent'), (receiver, 'received'))):
                file.write(f'{{"v":1,"k":"msg","c":{client + 1},"t":"{CLIENTS + 1 + 1000 * (number + offset)}",'
                           f'"id":{number + offset + 1},"dir":"{direction}","op":"text","kind":"offer",'
                           f'"wire":{len(payload) + 8},"source":"{clients[sender]}","peer":"{clients[receiver]}",'
                           f'"name":"peer-{sender}","text":{text}}}\n')


def run(*command: str) -> tuple[float, float, int]:
    """Returns the elapsed and the processor time in seconds, and the peak memory in bytes."""
    began = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.monotonic() - began
    if status != 0:
        sys.exit(f'{" ".join(command)} failed')
    return elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


PYTHON = '''
import json, sys
with open(sys.argv[1]) as source, open(sys.argv[2], 'w') as target:
    for line in source:
        target.write(json.dumps(json.loads(line)) + '\\n')
'''


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--relayctl', required=True)
    parser.add_argument('--messages', type=int, nargs='+', default=[100_000, 2_000_000])
    parser.add_argument('--folder', help='where 8 KB a message are free for the time being; default: the temporary one')
    args = parser.parse_args()
    vector = pathlib.Path(__file__).parents[2] / 'tests/vectors/offer.json'
    description = json.loads(vector.read_text())['description']
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(f'{"":28}{"messages":>10}{"elapsed s":>11}{"processor s":>13}{"msg/s elapsed":>15}{"msg/s processor":>17}'
          f'{"peak MiB":>10}')
    for messages in args.messages:
        with tempfile.TemporaryDirectory(dir=args.folder) as folder:
            lines = pathlib.Path(folder, 'talk.ndjson')
            capture = pathlib.Path(folder, 'talk.relaycap')
            write_lines(lines, messages, description)
            steps = [('NDJSON to capture', GOAL_IN, lines, capture)]
            steps += [(f'capture to {name}', GOAL_OUT, capture, pathlib.Path(folder, f'out.{name}'))
                      for name in ('ndjson', 'har', 'pcapng')]
            for name, goal, source, target in steps:
                elapsed, processor, memory = run(args.relayctl, 'convert', str(source), str(target), '--redact', 'none')
                print(f'{name:28}{messages:>10}{elapsed:>11.2f}{processor:>13.2f}{messages / elapsed:>15.0f}'
                      f'{messages / processor:>17.0f}{memory / 2**20:>10.1f}   wanted >= {goal}', flush=True)
                if target != capture:
                    target.unlink()
            elapsed, processor, memory = run(sys.executable, '-c', PYTHON, str(lines), str(pathlib.Path(folder, 'out')))
            print(f'{"Python json, NDJSON to itself":28}{messages:>9}{elapsed:>11.2f}{processor:>13.2f}'
                  f'{messages / elapsed:>15.0f}{messages / processor:>17.0f}{memory / 2**20:>10.1f}', flush=True)


main()
