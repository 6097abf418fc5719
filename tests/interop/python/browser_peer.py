# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""A page in headless Chromium answers the offer of one of the reference's PeerManagers, and both exchange a message.

The page is an endpoint of ProxyStore in a few lines: it registers at the relay, takes the offer, and returns the answer
once its candidates are gathered. Writes one JSON object a line: {"event": "registered"}, {"event": "received",
"text": ...}, {"event": "done"}. Needs Debian's chromium.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
import uuid

from proxystore.p2p.manager import PeerManager
from proxystore.p2p.relay.client import RelayClient

CALLEE = uuid.UUID('be7a0000-0000-4000-8000-000000000002')
CALLER = uuid.UUID('a1fa0000-0000-4000-8000-000000000001')

PAGE = """
new Promise((resolve, reject) => {
  const relay = new WebSocket(%(address)s);
  relay.onerror = () => reject(new Error('the relay cannot be reached'));
  relay.onopen = () => relay.send(JSON.stringify(
    {name: 'browser', uuid: %(uuid)s, message_type: 'relay_registration'}));
  const gathered = peer => new Promise(done => {
    if (peer.iceGatheringState === 'complete') done();
    peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && done());
  });
  window.received = new Promise(done => relay.onmessage = async event => {
    const message = JSON.parse(event.data);
    if (message.message_type !== 'peer_connection') {
      resolve(event.data);
      return;
    }
    const peer = window.peer = new RTCPeerConnection();
    peer.ondatachannel = opened => {
      opened.channel.onmessage = data => done(typeof data.data === 'string' ? data.data : 'binary');
    };
    await peer.setRemoteDescription(JSON.parse(message.description));
    await peer.setLocalDescription(await peer.createAnswer());
    await gathered(peer);
    relay.send(JSON.stringify({...message, source_uuid: %(uuid)s, source_name: 'browser', peer_uuid: message.source_uuid,
      description_type: 'answer',
      description: JSON.stringify({sdp: peer.localDescription.sdp, type: peer.localDescription.type})}));
  });
})
"""


def say(event: str, **fields: object) -> None:
    print(json.dumps({'event': event, **fields}), flush=True)


class Browser:
    """Chromium's DevTools protocol through a pair of pipes: JSON, ended by a zero byte."""

    async def start(self, profile: str) -> None:
        to_browser, from_browser = os.pipe(), os.pipe()

        def connect_pipes() -> None:
            os.dup2(to_browser[0], 63)
            os.dup2(from_browser[1], 64)
            os.dup2(63, 3)
            os.dup2(64, 4)

        self.process = await asyncio.create_subprocess_exec(
            'chromium', '--headless=new', '--no-sandbox', '--disable-gpu', f'--user-data-dir={profile}',
            # The reference does not resolve the names that stand for addresses otherwise.
            '--disable-features=WebRtcHideLocalIpsWithMdns', '--remote-debugging-pipe', 'about:blank',
            preexec_fn=connect_pipes, close_fds=False, env=os.environ | {'HOME': profile},
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )
        os.close(to_browser[0])
        os.close(from_browser[1])
        self.requests = to_browser[1]
        self.answers = os.fdopen(from_browser[0], 'rb')
        self.number = 0
        targets = await self.call('Target.getTargets', {})
        page = next(target['targetId'] for target in targets['targetInfos'] if target['type'] == 'page')
        attached = await self.call('Target.attachToTarget', {'targetId': page, 'flatten': True})
        self.session = attached['sessionId']

    def _call(self, message: dict) -> dict:
        os.write(self.requests, json.dumps(message).encode() + b'\0')
        while True:
            body = b''
            while not body.endswith(b'\0'):
                byte = self.answers.read(1)
                if not byte:
                    raise SystemExit('chromium ended')
                body += byte
            answer = json.loads(body[:-1])
            if answer.get('id') == message['id']:
                return answer['result']

    async def call(self, method: str, parameters: dict, **more: str) -> dict:
        self.number += 1
        message = {'id': self.number, 'method': method, 'params': parameters, **more}
        return await asyncio.to_thread(self._call, message)

    async def evaluate(self, expression: str) -> object:
        result = await self.call(
            'Runtime.evaluate', {'expression': expression, 'awaitPromise': True}, sessionId=self.session
        )
        if 'exceptionDetails' in result:
            raise SystemExit(json.dumps(result['exceptionDetails']))
        return result['result'].get('value')

    async def end(self) -> None:
        self.process.terminate()
        await self.process.wait()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument('--address', required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser()
        await browser.start(profile)
        try:
            values = {'address': json.dumps(args.address), 'uuid': json.dumps(str(CALLEE))}
            say('registered', answer=await browser.evaluate(PAGE % values))
            received = asyncio.create_task(browser.evaluate('window.received'))
            async with PeerManager(
                RelayClient(args.address, client_name='alpha', client_uuid=CALLER), timeout=30, ice_servers=[]
            ) as manager:
                await manager.send(CALLEE, 'hello', timeout=30)
                say('received', text=await asyncio.wait_for(received, 30))
        finally:
            await browser.end()
    say('done')


asyncio.run(main())
