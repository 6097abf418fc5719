#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Imports a HAR file into the network panel of Chromium's DevTools, and prints what the panel shows of it.

    tests/formats/chromium-har.py FILE.har [--chromium PROGRAM]

DevTools run as a page of a headless Chromium, which serves them itself (/devtools/devtools_app.html) and is driven by
the DevTools protocol: the file is parsed by DevTools' own HAR reader and importer, as "Import HAR file" does. Prints
one line for each request, with the number and the first of its WebSocket messages; ends with 1 where a message of the
file is not shown. Needs the package websockets. Not run by ctest, because Chromium is a large package.
"""

import argparse
import asyncio
import json
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

import websockets

IMPORT = """
(async () => {
  const har = await import(location.origin + '/devtools/models/har/har.js');
  const text = %s;
  const root = new har.HARFormat.HARRoot(JSON.parse(text));
  const requests = har.Importer.Importer.requestsFromHARLog(root.log);
  return JSON.stringify(requests.map(request => ({
    url: request.url(),
    status: request.statusCode,
    type: request.resourceType().name(),
    frames: request.frames().map(frame => ({
      type: frame.type, opCode: frame.opCode, mask: frame.mask, time: frame.time, text: frame.text})),
  })));
})()
"""


async def call(devtools: websockets.ClientConnection, method: str, **parameters: object) -> dict:
    await devtools.send(json.dumps({'id': 1, 'method': method, 'params': parameters}))
    while True:
        answer = json.loads(await devtools.recv())
        if answer.get('id') == 1:
            return answer['result']


async def evaluate(address: str, url: str, expression: str) -> str:
    async with websockets.connect(address, max_size=None) as devtools:
        await call(devtools, 'Page.enable')
        await call(devtools, 'Page.navigate', url=url)
        while json.loads(await devtools.recv()).get('method') != 'Page.loadEventFired':
            pass
        result = await call(devtools, 'Runtime.evaluate', expression=expression, awaitPromise=True,
                            returnByValue=True)
    if 'exceptionDetails' in result:
        raise SystemExit(json.dumps(result['exceptionDetails'], indent=1))
    return result['result']['value']


def start(chromium: str, profile: str) -> tuple['subprocess.Popen[str]', str]:
    process = subprocess.Popen(
        [chromium, '--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0',
         '--remote-allow-origins=*', f'--user-data-dir={profile}'],
        stderr=subprocess.PIPE, text=True)
    assert process.stderr
    for line in process.stderr:
        if 'DevTools listening on' in line:
            return process, line.split('ws://')[1].split('/')[0]
    raise SystemExit(f'{chromium} has ended')


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('file', type=pathlib.Path)
    parser.add_argument('--chromium', default='chromium')
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as profile:
        process, endpoint = start(args.chromium, profile)
        try:
            page = json.load(urllib.request.urlopen(urllib.request.Request(
                f'http://{endpoint}/json/new', method='PUT')))
            url = f'http://{endpoint}/devtools/devtools_app.html'
            expression = IMPORT % json.dumps(args.file.read_text())
            requests = json.loads(asyncio.run(evaluate(page['webSocketDebuggerUrl'], url, expression)))
        finally:
            process.terminate()
            process.wait()
    shown = 0
    for request in requests:
        print(request['url'], request['status'], request['type'], len(request['frames']), 'messages')
        for frame in request['frames'][:1]:
            print('   ', frame['type'], frame['opCode'], frame['text'][:80])
        shown += len(request['frames'])
    held = sum(len(entry.get('_webSocketMessages', []))
               for entry in json.loads(args.file.read_text())['log']['entries'])
    print(f'{shown} of {held} messages shown')
    sys.exit(shown != held)


main()
