#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""Writes the session descriptions in this folder with the stacks that the rows of tst_sdp are named after.

    build/python/bin/python tests/vectors/sdp/make.py [aiortc] [chromium] [firefox] [pion] [libdatachannel]

aiortc is part of build/python; chromium and firefox-esr are Debian packages and run headless. Pion needs go, which fetches
it; libdatachannel a Python of at least 3.12 with the package aiolibdatachannel. Without names the first three run. Each stack makes an
offer for one data channel and the answer to it, after it has gathered its candidates. Nothing leaves this computer:
no STUN server is configured.
"""
import asyncio
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent

EXCHANGE = """
const gathered = peer => new Promise(resolve => {
  if (peer.iceGatheringState === 'complete') resolve();
  peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && resolve());
  setTimeout(resolve, 5000);
});
const exchange = async () => {
  const a = new RTCPeerConnection(), b = new RTCPeerConnection();
  a.createDataChannel('p2p');
  await a.setLocalDescription(await a.createOffer());
  await gathered(a);
  await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription(await b.createAnswer());
  await gathered(b);
  return JSON.stringify([a.localDescription.sdp, b.localDescription.sdp]);
};
"""


def write(stack: str, version: str, descriptions: list) -> None:
    for kind, text in zip(('offer', 'answer'), descriptions):
        if 'm=application' not in text:
            raise SystemExit(f'{stack} wrote no description: {text!r}')
        (HERE / f'{stack}-{kind}.sdp').write_bytes(text.encode())
    print(f'{stack}: {version}')


async def aiortc() -> None:
    import aiortc as stack
    nothing = stack.RTCConfiguration(iceServers=[])
    a, b = stack.RTCPeerConnection(nothing), stack.RTCPeerConnection(nothing)
    a.createDataChannel('p2p')
    await a.setLocalDescription(await a.createOffer())
    await b.setRemoteDescription(a.localDescription)
    await b.setLocalDescription(await b.createAnswer())
    write('aiortc', stack.__version__, [a.localDescription.sdp, b.localDescription.sdp])
    await a.close()
    await b.close()


def chromium() -> None:
    """Chromium's DevTools protocol through a pair of pipes: JSON, ended by a zero byte."""
    to_browser, from_browser = os.pipe(), os.pipe()

    def connect_pipes() -> None:
        os.dup2(to_browser[0], 63)  # A number that os.pipe() has not returned, so that nothing is overwritten.
        os.dup2(from_browser[1], 64)
        os.dup2(63, 3)
        os.dup2(64, 4)

    with tempfile.TemporaryDirectory() as profile:
        process = subprocess.Popen(['chromium', '--headless=new', '--no-sandbox', '--disable-gpu', f'--user-data-dir={profile}',
                                    '--remote-debugging-pipe', 'about:blank'],
                                   preexec_fn=connect_pipes, close_fds=False, env=os.environ | {'HOME': profile},
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser[0])
        os.close(from_browser[1])
        answers = os.fdopen(from_browser[0], 'rb')
        number = 0

        def call(method: str, parameters: dict, session: str = ''):
            nonlocal number
            number += 1
            message = {'id': number, 'method': method, 'params': parameters} | ({'sessionId': session} if session else {})
            os.write(to_browser[1], json.dumps(message).encode() + b'\0')
            while True:
                body = b''
                while not body.endswith(b'\0'):
                    byte = answers.read(1)
                    if not byte:
                        raise SystemExit('chromium ended')
                    body += byte
                answer = json.loads(body[:-1])
                if answer.get('id') == number:
                    return answer['result']

        try:
            targets = call('Target.getTargets', {})['targetInfos']
            page = next(target['targetId'] for target in targets if target['type'] == 'page')
            session = call('Target.attachToTarget', {'targetId': page, 'flatten': True})['sessionId']
            result = call('Runtime.evaluate', {'expression': EXCHANGE + 'exchange()', 'awaitPromise': True}, session)
            descriptions = json.loads(result['result']['value'])
        finally:
            process.terminate()
            process.wait()
    version = subprocess.run(['chromium', '--version'], capture_output=True, text=True).stdout.strip()
    write('chromium', version, descriptions)


class Marionette:
    """Firefox's remote protocol: a length, a colon, and JSON."""

    def __init__(self, port: int) -> None:
        for _ in range(300):
            try:
                self.socket = socket.create_connection(('127.0.0.1', port), 1)
                break
            except OSError:
                time.sleep(0.1)
        self.socket.settimeout(60)
        self.number = 0
        self.read()

    def read(self):
        length = b''
        while not length.endswith(b':'):
            length += self.socket.recv(1)
        body = b''
        while len(body) < int(length[:-1]):
            body += self.socket.recv(int(length[:-1]) - len(body))
        return json.loads(body)

    def call(self, command: str, parameters: dict):
        self.number += 1
        body = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b'%d:%s' % (len(body), body))
        _, _, error, result = self.read()
        if error:
            raise SystemExit(f'firefox: {error}')
        return result


def firefox() -> None:
    with tempfile.TemporaryDirectory() as profile:
        with socket.create_server(('127.0.0.1', 0)) as probe:
            port = probe.getsockname()[1]
        pathlib.Path(profile, 'user.js').write_text(
            f'user_pref("marionette.port", {port});\nuser_pref("media.peerconnection.ice.loopback", false);\n')
        process = subprocess.Popen(['firefox-esr', '--headless', '--no-remote', '--marionette', '--profile', profile],
                                   env=os.environ | {'HOME': profile}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            browser = Marionette(port)
            browser.call('WebDriver:NewSession', {'capabilities': {'alwaysMatch': {'timeouts': {'script': 30000}}}})
            result = browser.call('WebDriver:ExecuteAsyncScript',
                                  {'script': EXCHANGE + 'exchange().then(arguments[0]);', 'args': []})
            descriptions = json.loads(result['value'])
        finally:
            process.terminate()
            process.wait()
    version = subprocess.run(['firefox-esr', '--version'], capture_output=True, text=True).stdout.strip()
    write('firefox', version, descriptions)


def pion() -> None:
    with tempfile.TemporaryDirectory() as folder:
        def go(*arguments: str) -> str:
            return subprocess.run(['go', *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout

        pathlib.Path(folder, 'main.go').write_bytes((HERE / 'pion.go').read_bytes())
        go('mod', 'init', 'example.org/vectors')
        go('get', 'github.com/pion/webrtc/v3@v3.3.6')
        write('pion', 'webrtc v3.3.6', json.loads(go('run', '-mod=mod', '.')))


async def libdatachannel() -> None:
    import importlib.metadata

    import aiolibdatachannel as stack

    async with stack.PeerConnection() as a, stack.PeerConnection() as b:
        channel = asyncio.ensure_future(a.create_data_channel('p2p'))
        await asyncio.sleep(0)
        offer = await a.create_offer()
        await b.set_remote_description(offer.sdp, offer.type)
        answer = await b.create_answer()
        write('libdatachannel', 'aiolibdatachannel ' + importlib.metadata.version('aiolibdatachannel'), [offer.sdp, answer.sdp])
        channel.cancel()


if __name__ == '__main__':
    for name in sys.argv[1:] or ['aiortc', 'chromium', 'firefox']:
        if name in ('aiortc', 'libdatachannel'):
            asyncio.run({'aiortc': aiortc, 'libdatachannel': libdatachannel}[name]())
        else:
            {'chromium': chromium, 'firefox': firefox, 'pion': pion}[name]()
