import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Site, startSite } from '../../playground/site.ts';
import { stem, triggerSources } from '../../src/trigger-source.ts';
import { sampleEvent } from '../support/events.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());
beforeEach(async () => {
  await post('/account/reset');
  await post('/clear');
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${site.url}${path}`, { headers: { accept: 'text/html', ...headers } });
const post = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  fetch(`${site.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
    headers,
  });

/** A request as a browser or any program could send it, whatever `fetch` would not let us say. */
const raw = (method: string, path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(site.url);
    request({ hostname, port, method, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .once('error', reject)
      .end();
  });

test('an email that SES accepts and does not deliver is told as such, whatever the account is set to afterwards', async () => {
  await post('/account', { SES: 'suppressed recipient' });
  await fetch(`${site.url}/invoke`, { method: 'POST', body: JSON.stringify(sampleEvent('sign-up')) });
  const { id } = site.state.sender.runs.at(-1) ?? {};
  for (const fault of ['suppressed recipient', 'sandbox']) {
    await post('/account', { SES: fault });
    for (const path of ['/', `/events/${id}`])
      expect(await (await get(path)).text()).toContain('OnAccountSuppressionList');
  }
  await post('/account/reset');
  await fetch(`${site.url}/invoke`, { method: 'POST', body: JSON.stringify(sampleEvent('sign-up')) });
  const delivered = site.state.sender.runs.at(-1)?.id;
  expect(await (await get(`/events/${delivered}`)).text()).not.toContain('Bounce');
});

describe('an event that any tool posts to /invoke', () => {
  test.each(triggerSources)('%s is sent, and its address on the page shows it', async (source) => {
    const event = sampleEvent(stem(source));
    const response = await fetch(`${site.url}/invoke`, { method: 'POST', body: JSON.stringify(event) });
    const { status, page } = (await response.json()) as { status: string; page: string };
    expect(status).toBe('accepted');
    expect(await (await fetch(page)).text()).toContain(event.triggerSource.replace('CustomEmailSender_', ''));
  });

  test('which is no JSON is refused, and which is no event is told as the sender tells it', async () => {
    expect((await fetch(`${site.url}/invoke`, { method: 'POST', body: '{' })).status).toBe(400);
    const response = await fetch(`${site.url}/invoke`, { method: 'POST', body: '[null]' });
    expect(await response.json()).toMatchObject({
      status: 'undeliverable',
      reason: 'unknown-trigger-source',
    });
  });
});

test("an event of one's own that is no JSON is refused in words", async () => {
  const response = await post('/send-own', { event: '{' });
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(/JSON/);
  expect(site.sender.runs).toEqual([]);
});

test('an event is sent again as it was', async () => {
  const { id, event } = await site.sender.invoke(sampleEvent('sign-up'), 'sample');
  await post(`/events/${id}/send-again`);
  expect(site.sender.runs.map((run) => run.event)).toEqual([event, event]);
  expect((await post('/events/999999/send-again')).status).toBe(404);
});

describe('what is there no more', () => {
  test.each([
    ['/inbox/an-email?part=text', '/inbox'],
    ['/events/3', '/'],
    ['/operators?alert=0&as=chat', '/operators?alert=0&as=chat'],
  ])('clearing the page at %s leads to %s', async (from, to) => {
    const response = await post('/clear', {}, { referer: `${site.url}${from}` });
    expect(response.headers.get('location')).toBe(to);
    expect((await get(to)).status).toBe(200);
  });

  test.each([
    ['/inbox/an-email', '/inbox'],
    ['/events/999999', '/'],
    ['/nowhere', '/'],
  ])('%s is said to be gone, with a way to %s', async (path, back) => {
    const response = await get(path);
    const text = await response.text();
    expect(response.status).toBe(404);
    expect(text.slice(text.indexOf('<main'))).toContain(`href="${back}"`);
  });
});

describe('what another page sends', () => {
  const host = 'evil.example';
  test.each([
    ['POST', '/send', { origin: 'https://evil.example' }],
    ['POST', '/invoke', { origin: 'null' }],
    ['POST', '/v2/email/outbound-emails', { origin: 'https://evil.example' }],
    ['POST', '/', { 'x-amz-target': 'TrentService.Decrypt', origin: 'https://evil.example' }],
    ['GET', '/inbox', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['GET', '/inbox', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
    [
      'GET',
      '/',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
    ['GET', '/', { host }],
    ['POST', '/invoke', { host, origin: `http://${host}` }],
  ])('%s %s %j is refused', async (method, path, headers) => {
    expect(await raw(method, path, headers as unknown as Record<string, string>)).toBe(403);
  });

  test('a link from elsewhere may be followed, and a container may call its host', async () => {
    const followed = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(await raw('GET', '/', followed)).toBe(200);
    expect(await raw('GET', '/', { host: 'host.docker.internal:8025' })).toBe(200);
    expect(await raw('GET', '/', { host: '172.17.0.1:8025' })).toBe(200);
  });
});

describe('what SES does not take', () => {
  test('is kept, shown to operators, and sent again once the cause is mended', async () => {
    await post('/account', { SES: 'sandbox' });
    expect(
      (await post('/send', { stem: 'sign-up', recipient: 'a@example.com' })).headers.get('location'),
    ).toBe('/operators');
    expect(await (await get('/operators')).text()).toContain('sandbox-recipient-unverified');
    await post('/account', { SES: 'none' });
    const sent = await post('/queue/send-again');
    expect(sent.headers.get('location')).toMatch(/^\/inbox\//);
    expect(site.playground.queue).toEqual([]);
    expect(site.playground.mailbox.map(({ to }) => to)).toEqual([['a@example.com']]);
  });

  test('is tried three times where that may help, and then kept by Lambda', async () => {
    await post('/account', { SES: 'SES 5xx' });
    await post('/send', { stem: 'sign-up', recipient: 'a@example.com' });
    const [run] = site.sender.runs;
    expect(run?.retryAt).toBeGreaterThan(Date.now() + 50_000);
    await post('/retry');
    expect(site.playground.queue).toEqual([]);
    await post('/retry');
    expect(run).toMatchObject({ attempts: { length: 3 }, retryAt: undefined });
    expect(JSON.parse(site.playground.queue[0]?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    });
    await post('/account', { SES: 'none' });
    await post('/queue/send-again');
    expect(site.playground.mailbox).toHaveLength(1);
  }, 20_000);

  test('is kept by Lambda where the queue refuses it as well', async () => {
    await post('/account', { SES: 'paused account', SQS: 'SQS access denied', SNS: 'SNS 5xx' });
    await post('/send', { stem: 'sign-up', recipient: 'a@example.com' });
    expect(site.sender.runs[0]?.attempts[0]?.outcome).toMatchObject({
      status: 'deferred',
      reason: 'sending-paused',
      storeError: 'AccessDeniedException',
    });
    await post('/retry');
    await post('/retry');
    expect(site.playground.queue).toHaveLength(1);
    expect(site.playground.alerts).toEqual([]);
    expect(await (await get('/operators')).text()).toContain('AlertFailed');
  }, 20_000);

  test('is discarded when somebody says so', async () => {
    await post('/account', { SES: 'sandbox' });
    await post('/send', { stem: 'sign-up', recipient: 'a@example.com' });
    await post(`/queue/${site.playground.queue[0]?.id}/discard`);
    expect(site.playground.queue).toEqual([]);
  });
});

test('an email can be taken away as a file', async () => {
  await post('/send', { stem: 'sign-up', recipient: 'a@example.com', locale: 'ja' });
  const [email] = site.playground.mailbox;
  const eml = await (await get(`/inbox/${email?.id}/email.eml`)).text();
  const [head = '', ...parts] = eml.split('\r\n\r\n');
  const subject = [...head.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)].map(([, word = '']) =>
    Buffer.from(word, 'base64').toString(),
  );
  expect(subject.join('')).toBe(email?.subject);
  expect(Buffer.from(parts[1]?.split('--')[0] ?? '', 'base64').toString()).toBe(email?.text);
  expect(eml.split('\r\n').filter((line) => line.length > 998)).toEqual([]);
});

test('the page is under 200 kB, with all that it loads, and needs nothing from elsewhere', async () => {
  const texts = await Promise.all(
    ['/', '/page.css', '/page.js'].map(async (path) => (await get(path)).text()),
  );
  expect(texts.join('').length).toBeLessThan(200_000);
  expect(texts.join('').match(/(?:https?:)?\/\/[a-z][\w.-]+\.[a-z]{2,}/g) ?? []).toEqual([]);
});

test('a burst ends in numbers that add up', async () => {
  await post('/burst', { size: '100' });
  while (site.state.burst?.endedAt === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(site.state.burst.ended).toEqual({
    accepted: 100,
    undeliverable: 0,
    deferred: 0,
    skipped: 0,
    lost: 0,
  });
  expect(site.playground.mailbox).toHaveLength(100);
}, 30_000);

test("an event of one's own is sent as it is", async () => {
  const event = await readFile('events/sign-up.json', 'utf8');
  const response = await post('/send-own', { event });
  expect(response.headers.get('location')).toMatch(/^\/inbox\//);
});
