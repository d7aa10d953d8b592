/** The playground's page as people use it, in Chromium. Run by `npm run test:browser`. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { faultsOf, serviceOf } from '../../playground/account-settings.ts';
import { type FaultName, faultNames } from '../../playground/faults.ts';
import { type Site, startSite } from '../../playground/site.ts';
import { openChromium } from '../../src/emails/pictures/chromium.ts';
import { stem, triggerSources } from '../../src/trigger-source.ts';
import { outcomesByFault } from '../support/outcomes-by-fault.ts';

jest.setTimeout(60_000);

let browser: Browser;
let site: Site;
let page: Page;
let firstWish: Site['state']['wish'];
/** Everything that a browser complained about, and every address that it asked for and that is not the page's. */
let complaints: string[];
let strangers: string[];

beforeAll(async () => {
  browser = await openChromium();
  // Slow answers are cut off, the sooner the shorter this is; a busy machine needs some of it for retries.
  site = await startSite({ timeoutMs: 10_000 });
  await site.startTheRest();
  firstWish = site.state.wish;
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const opened = async (options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
  const fresh = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  fresh.setDefaultTimeout(20_000);
  fresh.on('pageerror', ({ message }) => complaints.push(message));
  fresh.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith('data:'))
      strangers.push(request.url());
  });
  await fresh.goto(site.url);
  return fresh;
};

beforeEach(async () => {
  complaints = [];
  strangers = [];
  site.state.wish = { ...firstWish };
  for (const path of ['/account/reset', '/clear']) await fetch(`${site.url}${path}`, { method: 'POST' });
  page = await opened();
});
afterEach(async () => {
  await page.close();
  expect({ complaints, strangers }).toEqual({ complaints: [], strangers: [] });
});

const send = async (choose: { stem?: string; recipient?: string } = {}): Promise<void> => {
  if (choose.stem) await page.selectOption('#stem', choose.stem);
  if (choose.recipient) await page.fill('#recipient', choose.recipient);
  const answered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/send'),
  );
  await page.click('#send button');
  await answered;
};

/** Waits until an expression is true in the page: Playwright's own way evaluates text there, which the page forbids. */
const until = async (expression: string, within = 20_000): Promise<void> => {
  const end = Date.now() + within;
  while ((await page.evaluate(expression)) !== true) {
    if (Date.now() > end) throw new Error(`it never became true that ${expression}`);
    await page.waitForTimeout(50);
  }
};

/** Chooses a fault in its service's menu. */
const setFault = async (name: FaultName): Promise<void> => {
  const answered = page.waitForResponse((response) => response.url().endsWith('/account'));
  await page.selectOption(`#fault-${serviceOf(name)}`, name);
  await answered;
};

describe('send', () => {
  test.each(triggerSources)(
    '%s arrives, and is read as HTML, text, headers and as it was sent',
    async (source) => {
      await send({ stem: stem(source), recipient: 'grace@example.org' });
      await page.waitForURL(/\/inbox\/./);
      const [email] = site.playground.mailbox;
      await page.waitForSelector('#email h1');
      expect(await page.textContent('#email h1')).toBe(email?.subject);
      expect(await page.textContent('#list .tag')).toBe(stem(source));
      const body = page.frameLocator('#email iframe').locator('body');
      expect((await body.innerText()).length).toBeGreaterThan(100);
      await page.click('#part-text');
      await page.waitForSelector('#email pre');
      expect((await page.textContent('#email pre'))?.trim()).toBe(email?.text.trim());
      await page.click('#part-headers');
      await page.waitForSelector('#email table');
      expect(await page.textContent('#email table')).toContain('Auto-Submitted');
      await page.click('#part-raw');
      await page.waitForSelector('#email pre');
      expect(await page.textContent('#email pre')).toContain('multipart/alternative');
      if (source !== 'CustomEmailSender_AccountTakeOverNotification') {
        const code = (await page.textContent('#code')) ?? '';
        expect(email?.text.split('\n')).toContain(code);
      } else {
        expect(await page.locator('#code').count()).toBe(0);
      }
    },
  );

  test('the code is copied as a user would copy it', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await send();
    const code = await page.textContent('#code');
    await page.click('[data-copy]');
    await page.waitForSelector('text=Copied');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(code);
  });

  test('language, brand, name and client metadata are taken, and stay for the next time', async () => {
    await page.selectOption('#locale', 'ja');
    await page.selectOption('#clientId', 'harbour');
    await send({ stem: 'forgot-password' });
    await page.waitForSelector('#email h1');
    expect(site.playground.mailbox[0]?.subject).toMatch(/Harbour/);
    await page.goto(site.url);
    expect(await page.inputValue('#locale')).toBe('ja');
    await page.selectOption('#locale', '');
    await page.selectOption('#clientId', '');
    await page.click('text=Name and client metadata');
    await page.fill('#clientMetadata', '{"locale":"de"}');
    await send();
    expect(site.playground.mailbox[1]?.html).toContain('lang="de"');
    await page.fill('#clientMetadata', 'de');
    await send();
    expect(await page.textContent('#connection')).toContain('client metadata should be');
    await page.fill('#clientMetadata', '');
  });

  test("an event of one's own is pasted and sent", async () => {
    await page.click('text=An event of your own');
    await page.fill('#event', await readFile('events/authentication.json', 'utf8'));
    await page.click('text=Send this event');
    await page.waitForURL(/\/inbox\/./);
    expect(await page.textContent('#list .tag')).toBe('authentication');
  });
});

describe('faults', () => {
  test.each(faultNames.filter((name) => name !== 'none'))('%s', async (name) => {
    const [status, reason] = outcomesByFault[name] as readonly [string, string?];
    await setFault(name);
    const onlyTakeOver = serviceOf(name) === 'Cognito';
    await send({
      stem: onlyTakeOver ? 'account-take-over-notification' : 'sign-up',
      recipient: 'ana.sousa@example.com',
    });
    await page.goto(site.url);
    const row = await page.textContent('#events tbody tr');
    expect(row).toContain(status);
    if (reason) expect(row).toContain(reason);
    await page.click('header >> text=Operators');
    await page.waitForSelector('#queue');
    const [alert, queue, line] = await Promise.all(
      ['#alerts', '#queue', '#lines'].map((id) => page.textContent(id)),
    );
    expect(line).toContain(`"status":"${status}"`);
    if (status === 'undeliverable') {
      expect(alert).toContain(`Reason:            ${reason}`);
      expect(queue).toContain(reason);
    } else {
      expect(alert).toContain('Nobody was alerted');
      expect(queue).toContain('Nothing is kept');
    }
    if (status === 'deferred') expect(queue).toContain('with Lambda, which tries again');
  });

  test('every fault is in the menu', () => {
    const all = (['SES', 'KMS', 'SQS', 'SNS', 'Cognito'] as const).flatMap((service) => {
      const { states, calls } = faultsOf(service);
      return [...states, ...calls];
    });
    expect(all.toSorted()).toEqual(faultNames.filter((name) => name !== 'none').toSorted());
  });
});

test('sandbox, alert, production access, sent again, arrived', async () => {
  await page.click('text=Put into the sandbox');
  await page.waitForSelector('text=Grant production access');
  await send({ recipient: 'grace@example.org' });
  await page.waitForURL(/\/operators/);
  expect(await page.textContent('#alert')).toContain('request-production-access');
  await page.click('#as-chat');
  await page.waitForSelector('.chat');
  expect(await page.textContent('.chat')).toContain('production access');
  expect(await page.textContent('#queue')).toContain('sandbox-recipient-unverified');
  // In vain as long as the cause is there: it is kept once more, not lost.
  const again = page.waitForResponse((response) => response.url().endsWith('/operators'));
  await page.click('#send-all-again');
  await again;
  await page.waitForSelector('#queue .card');
  expect(site.playground.queue).toHaveLength(1);
  await page.click('text=Grant production access');
  await page.waitForSelector('text=Production access; everything works');
  await page.click('#send-all-again');
  await page.waitForURL(/\/inbox\/./);
  await page.waitForSelector('#email .route');
  expect(await page.textContent('#email .route')).toContain('grace@example.org');
  expect(site.playground.queue).toEqual([]);
});

describe('what strangers write', () => {
  const markup = '<img src=x onerror="window.top.hacked=1"><script>window.top.hacked=1</script>';
  const hacked = () => page.evaluate('window.hacked');

  test('a name, a recipient and a brand of markup are text wherever they are shown', async () => {
    const event = JSON.parse(await readFile('events/sign-up.json', 'utf8'));
    event.request.userAttributes.name = markup;
    event.userName = markup;
    event.request.clientMetadata = { locale: markup };
    for (const bent of [
      event,
      { ...event, triggerSource: markup },
      { ...event, userPoolId: markup },
      { ...event, request: { ...event.request, userAttributes: { email: markup } } },
    ]) {
      await fetch(`${site.url}/invoke`, { method: 'POST', body: JSON.stringify(bent) });
    }
    for (const path of [
      '/',
      '/inbox',
      '/operators',
      ...site.sender.runs.map(({ id }) => `/events/${id}`),
      ...site.playground.mailbox.map(({ id }) => `/inbox/${id}`),
    ]) {
      await page.goto(`${site.url}${path}`);
      expect(await page.locator('main img, main script').count()).toBe(0);
      expect(await hacked()).toBeUndefined();
    }
  });

  describe('an email that some sender or other hands to SES', () => {
    let listener: Server;
    /** What was asked of it: the first line of each request, or that there was a connection and no request. */
    const asked: string[] = [];
    beforeAll(async () => {
      listener = createServer((socket) => {
        let text = 'no request';
        socket.once('data', (data) => {
          text = data.toString().split('\r\n')[0] ?? '';
          socket.destroy();
        });
        socket.once('error', () => undefined);
        socket.once('close', () => asked.push(text));
        setTimeout(() => socket.destroy(), 300);
      }).listen(0, '127.0.0.1');
      await new Promise((resolve) => listener.once('listening', resolve));
    });
    afterAll(() => void listener.close());

    test('runs no script, reaches nobody, and leaves the page around it alone', async () => {
      const elsewhere = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
      const html = `<!doctype html><html><head>
        <link rel="preconnect" href="${elsewhere}"><link rel="prefetch" href="${elsewhere}/p"><link rel="dns-prefetch" href="${elsewhere}">
        <link rel="stylesheet" href="${elsewhere}/s.css"><base href="${elsewhere}/">
        <meta http-equiv="refresh" content="0; url=${elsewhere}/r"><meta content="0; url=/" http-equiv=refresh>
        <style>@import "${elsewhere}/i.css"; @font-face { font-family: f; src: url(${elsewhere}/f) } body { background: url(${elsewhere}/b); font-family: f }</style>
        </head><body>hostile ${markup}
        <iframe src="${elsewhere}/f"></iframe><iframe src="/account"></iframe><object data="${elsewhere}/o"></object><embed src="${elsewhere}/e"><video src="${elsewhere}/v" autoplay></video>
        <img src="${elsewhere}/i"><svg onload="top.hacked=1"><use href="${elsewhere}/u"/></svg><a id="top" href="${elsewhere}/t" target="_top">top</a><a id="self" href="${elsewhere}/l" ping="${elsewhere}/ping">self</a><a id="blank" href="${elsewhere}/n" target="_blank">blank</a>
        <form action="/clear" method="post"><button id="post">post</button></form><a id="js" href="javascript:top.hacked=1">js</a>
        <style>#email{display:none}</style></body></html>`;
      site.playground.mailbox.push({
        id: 'hostile',
        at: new Date().toISOString(),
        region: 'eu-west-1',
        from: markup,
        to: [markup],
        replyTo: [],
        subject: markup,
        html,
        text: markup,
        headers: [{ Name: markup, Value: markup }],
        tags: [{ Name: 'triggerSource', Value: markup }],
      });
      await page.goto(`${site.url}/inbox/hostile`);
      const frame = page.frameLocator('#email iframe');
      await frame.locator('#self').waitFor();
      await page.waitForTimeout(700);
      expect(asked).toEqual([]);
      for (const id of ['#top', '#blank', '#js', '#post', '#self']) {
        await frame
          .locator(id)
          .click({ timeout: 2_000 })
          .catch(() => undefined);
        await page.waitForTimeout(150);
      }
      await page.waitForTimeout(500);
      expect(await hacked()).toBeUndefined();
      expect(page.url()).toBe(`${site.url}/inbox/hostile`);
      expect(page.context().pages()).toHaveLength(1);
      expect(site.playground.mailbox).toHaveLength(1);
      expect(await page.isVisible('#email')).toBe(true);
      for (const part of ['text', 'headers', 'raw']) {
        await page.goto(`${site.url}/inbox/hostile?part=${part}`);
        expect(await page.locator('main img, main script').count()).toBe(0);
      }
      // As a page of its own it can do no more.
      await page.goto(`${site.url}/inbox/hostile/html`);
      await page.waitForTimeout(700);
      // Chromium connects to a link's host while it is being clicked, before it knows that it may not follow it.
      expect(asked.filter((line) => line !== 'no request')).toEqual([]);
      // What Chromium blocks is told as a request all the same; that nobody was connected to is what counts.
      strangers = strangers.filter((url) => !url.startsWith(elsewhere));
    });
  });

  test('another page can send nothing here', async () => {
    const stranger = await browser.newPage();
    await stranger.route('http://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<body>evil' }),
    );
    await stranger.goto('http://evil.example/');
    await stranger.evaluate(`Promise.allSettled([
      fetch('${site.url}/invoke', { method: 'POST', mode: 'no-cors', body: '{}' }),
      fetch('${site.url}/account', { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ SES: 'sandbox' }) }),
      fetch('${site.url}/v2/email/outbound-emails', { method: 'POST', mode: 'no-cors', body: '{}' }),
    ])`);
    await stranger.evaluate(
      `document.body.innerHTML = '<iframe src="${site.url}/"></iframe><form id="f" method="post" action="${site.url}/account"><input name="SES" value="sandbox"></form>'; f.submit()`,
    );
    await stranger.waitForTimeout(500);
    expect(site.sender.runs).toEqual([]);
    expect([...site.account.chosen]).toEqual([]);
    await stranger.close();
  });
});

test('the circle: sign up, wrong code, send it again, confirm, forget the password, sign in with a code, invite', async () => {
  const answer = async (pattern: RegExp) => {
    await until(`${pattern}.test(document.getElementById('answer')?.textContent ?? '')`);
  };
  const codeShown = async (subject: RegExp): Promise<string> => {
    await until(`${subject}.test(document.querySelector('#user .code')?.textContent ?? '')`);
    return (await page.textContent('#user .code code')) ?? '';
  };
  await page.click('header >> text=User pool');
  await page.waitForSelector('#sign-up-email');
  await page.fill('#sign-up-email', 'ada@example.com');
  await page.click('main >> button:text-is("Sign up")');
  await answer(/Signed up/);
  await codeShown(/Your confirmation code/);
  await page.fill('#confirm-sign-up-code', '000000');
  await page.click('#confirm-sign-up');
  await answer(/CodeMismatchException/);
  expect(await page.locator('#user .played').count()).toBe(1);
  await page.click('#resend-code');
  const code = await codeShown(/new confirmation code/);
  await page.fill('#confirm-sign-up-code', code);
  await page.click('#confirm-sign-up');
  await answer(/^Confirmed/);
  await page.waitForSelector('#user >> text=CONFIRMED');
  await page.click('#forgot-password');
  const reset = await codeShown(/password reset code/);
  await page.fill('#confirm-forgot-password-code', reset);
  await page.click('#confirm-forgot-password');
  await answer(/password is a new one/);
  await page.click('#send-sign-in-code');
  const signIn = await codeShown(/sign-in code/);
  await page.fill('#confirm-sign-in-code-code', signIn);
  await page.click('#confirm-sign-in-code');
  await answer(/^Signed in/);
  await page.fill('#sign-up-email', 'invited@example.com');
  await page.click('text=Invite as an administrator');
  await answer(/Invited/);
  const temporary = await codeShown(/account is ready/);
  expect(temporary).toMatch(/^.{6}$/);
  await page.fill('#accept-invitation-code', temporary);
  await page.click('#accept-invitation');
  await answer(/new password/);
});

test('a burst of a thousand events is shown while it runs, and ends in numbers that add up', async () => {
  await page.click('header >> text=Burst');
  await page.selectOption('#size', '1000');
  await page.click('main >> text=Start');
  await until("document.querySelector('#burst progress')?.value > 0");
  await until("document.querySelector('#burst')?.textContent.includes('events in')", 150_000);
  const figures = await page.textContent('#burst dl');
  expect(figures).toMatch(/Accepted by SES\s*1000/);
  expect(figures).toMatch(/In none of these\s*0/);
}, 180_000);

test('a burst that SES refuses for its rate is deferred, and nothing is lost', async () => {
  await setFault('sending rate');
  await page.goto(`${site.url}/burst`);
  await page.selectOption('#size', '100');
  await page.click('main >> text=Start');
  await until("document.querySelector('#burst')?.textContent.includes('events in')", 150_000);
  const { deferred, lost } = site.state.burst?.ended ?? {};
  expect({ deferred, lost }).toEqual({ deferred: 100, lost: 0 });
  expect(await page.textContent('#burst dl')).toMatch(/Lambda tries again\s*100/);
}, 180_000);

test('live: what other tools send shows up by itself, and what is being typed stays', async () => {
  await page.click('header >> text=Inbox');
  await page.fill('#recipient', 'half-typed@');
  await page.focus('#recipient');
  await fetch(`${site.url}/invoke`, { method: 'POST', body: await readFile('events/sign-up.json') });
  await page.waitForSelector('#list li');
  expect(await page.inputValue('#recipient')).toBe('half-typed@');
  expect(await page.evaluate('document.activeElement.id')).toBe('recipient');
  await page.evaluate('window.sameDocument = true');
  await fetch(`${site.url}/invoke`, { method: 'POST', body: await readFile('events/resend-code.json') });
  await until("document.querySelectorAll('#list li').length === 2");
  expect(await page.evaluate('window.sameDocument')).toBe(true);
});

test('a view is an address: it can be opened, left and come back to', async () => {
  await send();
  await page.waitForURL(/\/inbox\/./);
  await page.click('#part-text');
  await page.waitForURL(/part=text/);
  const address = page.url();
  await page.click('header >> text=Operators');
  await page.waitForSelector('#queue');
  await page.goBack();
  await page.waitForSelector('#email pre');
  const other = await opened();
  await other.goto(address);
  expect(await other.textContent('#email pre')).toContain('Enter this code');
  await other.close();
});

test('clearing the page while an email is open leads to the inbox, and an email that is gone says so', async () => {
  await send();
  await page.waitForURL(/\/inbox\/./);
  const gone = page.url();
  await page.click('#clear');
  await page.waitForURL(/\/inbox$/);
  await until(`document.querySelector('#list .empty') !== null`);
  expect(await page.locator('#email h1').count()).toBe(0);
  await page.goBack();
  await page.waitForSelector('#gone-title');
  expect(page.url()).toBe(gone);
  await page.click('main a[href="/inbox"]');
  await page.waitForSelector('#inbox-title');
});

test('the gallery of emails has the way back to every other view', async () => {
  await page.click('header a[href="/emails/"]');
  await page.waitForSelector('figure iframe');
  expect(await page.getAttribute('header a[href="/emails/"]', 'aria-current')).toBe('page');
  await page.click('header a[href="/operators"]');
  await page.waitForSelector('#alerts-title');
});

test.each(['/', '/inbox', '/operators', '/burst', '/user-pool', '/emails/'])(
  'on a phone, %s leads to Send and Account',
  async (path) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${site.url}${path}`);
    expect(await page.locator('#controls:visible').count()).toBe(0);
    await page.click('header [data-opens]');
    await page.waitForSelector('#send button.main');
    await setFault('sandbox');
    expect(await page.isVisible('#controls')).toBe(true);
    await send();
    await page.waitForSelector('#queue .card');
    expect(await page.isVisible('#controls')).toBe(false);
  },
);

test('on a phone, what became of an event and its email stand in the window', async () => {
  for (const fault of ['none', 'sandbox'] as const) {
    site.account.set({ faults: [['SES', fault]] });
    await fetch(`${site.url}/invoke`, { method: 'POST', body: await readFile('events/sign-up.json') });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(site.url);
  const shown = page.locator('#events .status, #events tbody a');
  expect(await shown.count()).toBe(5);
  for (const one of await shown.all()) {
    const { x = 0, width = 0 } = (await one.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(390);
  }
});

test('without its script the page still sends, shows and sends again', async () => {
  const plain = await opened({ javaScriptEnabled: false });
  await plain.click('text=Put into the sandbox');
  await plain.click('#send button');
  expect(await plain.textContent('#queue')).toContain('sandbox-recipient-unverified');
  await plain.click('text=Grant production access');
  await plain.goto(`${site.url}/operators`);
  await plain.click('#send-all-again');
  expect(plain.url()).toMatch(/\/inbox\/./);
  await plain.close();
});

test('keyboard only: send, sandbox, read the alert, production access, send again, read the email', async () => {
  /** Goes on with Tab until the element with this id or text has the focus, and says so when it never has. */
  const reach = async (wanted: string): Promise<void> => {
    for (let presses = 0; presses < 120; presses += 1) {
      const found = await page.evaluate(
        `(({ id, textContent }) => id === ${JSON.stringify(wanted)} || textContent.trim() === ${JSON.stringify(wanted)})(document.activeElement)`,
      );
      if (found) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard never reaches ${wanted}`);
  };
  await reach('Skip to the content');
  await reach('production');
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=Grant production access');
  await page.evaluate('document.activeElement.blur()');
  await reach('Send');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/operators/);
  await reach('As chat shows it');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.chat');
  expect(await page.evaluate('document.activeElement.id')).toBe('as-chat');
  await page.keyboard.press('Shift+Tab');
  await page.evaluate('document.activeElement.blur()');
  await reach('production');
  await page.keyboard.press('Space');
  await page.waitForSelector('text=Production access; everything works');
  expect(await page.evaluate('document.activeElement.id')).toBe('production');
  await reach('send-all-again');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox\/./);
  await reach('part-text');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#email pre');
});

describe('accessibility', () => {
  const paths = [
    '/',
    '/events/1',
    '/inbox',
    '/inbox/first',
    '/inbox/first?part=headers',
    '/operators',
    '/operators?as=chat',
    '/burst',
    '/user-pool',
    '/user-pool?user=axe%40example.com',
  ];

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)(
    '%s, %i wide: axe finds nothing in any view, full or empty, and nothing is wider than the window',
    async (colorScheme, width) => {
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const looked = await opened({ colorScheme, viewport: { width, height: 844 }, bypassCSP: true });
      const problems: string[] = [];
      const lookAt = async (path: string): Promise<void> => {
        await looked.goto(`${site.url}${path}`);
        await looked.evaluate(axe);
        const { violations } = (await looked.evaluate('axe.run({ iframes: false })')) as AxeResults;
        problems.push(
          ...violations.map(
            ({ id, impact, nodes: [node] }) =>
              `${path}: ${id} (${impact}) ${node?.html} ${node?.failureSummary}`,
          ),
        );
        const wider = Number(await looked.evaluate('document.documentElement.scrollWidth - innerWidth'));
        if (wider > 0) problems.push(`${path}: ${wider} px wider than the window`);
      };
      for (const path of ['/', '/inbox', '/operators', '/burst', '/user-pool']) await lookAt(path);

      const { userPool } = site.state;
      if (!userPool || userPool instanceof Error) throw new Error('there is no user pool');
      await userPool.signUp({ email: 'axe@example.com' }, 'Sample-pass1!').catch(() => undefined);
      for (const fault of ['none', 'sandbox', 'sending rate'] as const) {
        site.account.set({ faults: [['SES', fault]] });
        await fetch(`${site.url}/invoke`, { method: 'POST', body: await readFile('events/sign-up.json') });
      }
      site.account.set({ faults: [['SES', 'sandbox']] });
      await fetch(`${site.url}/burst`, { method: 'POST', body: new URLSearchParams({ size: '100' }) });
      while (site.state.burst?.endedAt === undefined)
        await new Promise((resolve) => setTimeout(resolve, 100));
      const [first] = site.playground.mailbox;
      const id = site.sender.runs[0]?.id;
      for (const path of paths)
        await lookAt(path.replace('first', first?.id ?? '').replace('events/1', `events/${id}`));
      await looked.close();
      expect(problems).toEqual([]);
    },
    120_000,
  );
});

test('usable within 100 ms of its load', async () => {
  const times: number[] = [];
  for (let count = 0; count < 7; count += 1) {
    await page.goto(site.url);
    times.push(
      Number(await page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")),
    );
  }
  const median = times.toSorted((one, other) => one - other)[3] ?? 0;
  process.stdout.write(`usable after ${median.toFixed(0)} ms (median of seven)\n`);
  expect(median).toBeLessThan(500);
});
