import { once } from 'node:events';
import { request } from 'node:https';
import { Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { rehearsalAgent } from '../../../src/sender/rehearsal/rehearsal-agent.ts';

const agent = rehearsalAgent();
afterEach(() => agent.destroy());

test('a connection in memory has all that a later Node may ask of a socket', () => {
  const connection = agent.createConnection({});
  const missing = Object.getOwnPropertyNames(Socket.prototype).filter(
    (name) => !(name in (connection ?? {})),
  );
  expect(missing).toEqual([]);
});

test.each([
  ['with a length', { 'content-length': 4 }],
  ['in chunks', {}],
])('a request %s is answered rather than waited for', async (_title, headers) => {
  const sent = request({ host: 'nowhere.invalid', method: 'POST', agent, headers });
  sent.write('{}');
  sent.end('{}');
  const [response] = await once(sent, 'response');
  expect(response.statusCode).toBe(200);
  response.resume();
  await once(response, 'end');
});

test('a connection is used again', async () => {
  const send = async () => {
    const sent = request({ host: 'nowhere.invalid', method: 'POST', agent });
    sent.end('{}');
    const [response] = await once(sent, 'response');
    response.resume();
    await once(response, 'close');
    await new Promise(setImmediate);
    return sent.reusedSocket;
  };
  expect([await send(), await send()]).toEqual([false, true]);
});
