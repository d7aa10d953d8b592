import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decideReview } from '../../playground/account-details.ts';
import { homeRegion } from '../../playground/fixtures.ts';
import type { DeployedFunction } from '../../playground/functions.ts';
import type { Playground } from '../../playground/playground.ts';
import { type Deployed, startIn } from '../../playground/states.ts';
import { ServiceError } from '../../playground/wire.ts';
import { runCli, runCliProcess } from '../support/cli.ts';

// A command starts a process and asks SES once a second, on a machine that may be busy.
const patience = 90_000;
const website = ['--website-url', 'https://example.com'];

let deployed: Deployed;
let playground: Playground;
beforeAll(async () => {
  deployed = await startIn('good');
  ({ playground } = deployed);
});
afterAll(() => deployed.close());
beforeEach(() => {
  for (const name of [homeRegion, 'eu-central-1']) {
    const region = playground.region(name);
    region.sandbox = true;
    delete region.accountMembers['Details'];
  }
  playground.calls.length = 0;
  playground.intercept = undefined;
});

async function request(...args: readonly string[]) {
  const run = (more: readonly string[]) =>
    runCli(['request-production-access', ...args, ...more], { playground });
  const { code, stdout, stderr } = await run(['--json']);
  return { code, stderr, json: stdout === '' ? undefined : JSON.parse(stdout) };
}

const home = () => playground.region(homeRegion);
const handedIn = () => playground.calls.filter(({ operation }) => operation === 'PutAccountDetails');

/** Resolves when SES was asked about the account so many times. */
async function looks(count: number): Promise<void> {
  while (playground.calls.filter(({ operation }) => operation === 'GetAccount').length < count)
    await setTimeout(20);
}

test.each([
  ['a missing permission', new ServiceError('AccessDeniedException', 'not authorized', 403), true],
  ['SES out of order', new ServiceError('BadRequestException', 'out of order', 400), false],
])('%s is told as what it is', async (_, error, isPermission) => {
  playground.intercept = ({ operation }) => (operation === 'GetAccount' ? error : undefined);
  const { code, json } = await request(...website);
  expect(code).toBe(2);
  expect(json.error.found).toContain(error.message);
  expect(json.error.fix.includes('ses:GetAccount')).toBe(isPermission);
});

describe('an application for production access', () => {
  test(
    'is shown and not handed in, where nobody is there to agree',
    async () => {
      playground.metrics.set('EmailUndeliverable', [3, 140, 7]);
      playground.metrics.set('EmailAccepted', [30, 21]);
      const { code, json } = await request(...website, '--emails-per-day', '2000');
      playground.metrics.delete('EmailUndeliverable');
      playground.metrics.delete('EmailAccepted');
      expect(json).toMatchObject({
        region: homeRegion,
        outcome: 'shown',
        handedIn: false,
        review: 'NONE',
        missing: [],
        unknown: [],
        application: {
          MailType: 'TRANSACTIONAL',
          WebsiteURL: 'https://example.com',
          ContactLanguage: 'EN',
          ProductionAccessEnabled: true,
        },
      });
      const { UseCaseDescription: text } = json.application;
      for (const fact of ['auth.example.com', '2000', '161', 'DKIM (2048 bits)', 'bounces and complaints']) {
        expect(text).toContain(fact);
      }
      expect(handedIn()).toEqual([]);
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'says the same to a person as to a program',
    async () => {
      const { json } = await request(...website);
      const { code, stdout } = await runCli(['request-production-access', ...website], { playground });
      for (const line of json.application.UseCaseDescription.split('\n')) expect(stdout).toContain(line);
      expect(stdout).toContain('--yes');
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'that is agreed to is handed in as it was shown, and then under review',
    async () => {
      const args = [...website, '--contact', 'ops@example.com', 'dev@example.com', '--language', 'JA'];
      const shown = await request(...args);
      const { code, json } = await request(...args, '--yes');
      expect(json).toMatchObject({ outcome: 'under review', handedIn: true, review: 'PENDING' });
      const input: object = handedIn()[0]?.input;
      expect(input).toEqual(shown.json.application);
      expect(input).toMatchObject({
        AdditionalContactEmailAddresses: ['ops@example.com', 'dev@example.com'],
        ContactLanguage: 'JA',
      });
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'has the words of whoever wants to describe it themselves',
    async () => {
      const file = join(mkdtempSync(join(tmpdir(), 'description-')), 'text');
      writeFileSync(file, 'We send codes.\n');
      const { json } = await request(...website, '--description', file);
      expect(json.application.UseCaseDescription).toBe('We send codes.');
    },
    patience,
  );

  test(
    'claims nothing that is not so, and says what a reviewer would miss',
    async () => {
      const { identities, accountMembers, eventDestinations } = home();
      const destinations = eventDestinations.get('authentication') ?? [];
      identities.set('auth.example.com', 'PENDING');
      accountMembers['SuppressionAttributes'] = { SuppressedReasons: ['COMPLAINT'] };
      eventDestinations.set('authentication', []);
      const { json } = await request(...website);
      identities.set('auth.example.com', 'SUCCESS');
      delete accountMembers['SuppressionAttributes'];
      eventDestinations.set('authentication', destinations);
      expect(json.missing).toHaveLength(3);
      expect(json.application.UseCaseDescription).not.toMatch(/DKIM|suppression|publishes/);
    },
    patience,
  );

  test(
    'does not claim what could not be looked at, and says so',
    async () => {
      playground.intercept = ({ operation }) =>
        operation === 'GetEmailIdentity'
          ? new ServiceError('AccessDeniedException', 'You may not.', 403)
          : undefined;
      const { json } = await request(...website);
      expect(json.unknown).toHaveLength(1);
      expect(json.application.UseCaseDescription).not.toContain('DKIM');
    },
    patience,
  );

  test(
    'is for one Region: the first that is in the sandbox, or the one that is named',
    async () => {
      const sender = playground.functions.get('email-sender') as DeployedFunction;
      const { Variables } = sender.configuration['Environment'] as { Variables: Record<string, string> };
      Variables['SES_REGIONS'] = `${homeRegion},eu-central-1`;
      const [first, named, elsewhere] = await Promise.all([
        request(...website),
        request(...website, '--ses-region', 'eu-central-1'),
        request(...website, '--ses-region', 'us-east-1'),
      ]);
      home().sandbox = false;
      const spare = await request(...website);
      delete Variables['SES_REGIONS'];
      expect(first.json).toMatchObject({ region: homeRegion, alsoInSandbox: ['eu-central-1'] });
      expect(named.json).toMatchObject({ region: 'eu-central-1', alsoInSandbox: [homeRegion] });
      expect(elsewhere.code).toBe(2);
      expect(spare.json).toMatchObject({ region: 'eu-central-1', alsoInSandbox: [] });
    },
    patience,
  );
});

describe('the review', () => {
  test(
    'that is under way is told of, with its case, and nothing else is handed in',
    async () => {
      decideReview(home(), 'PENDING');
      const { code, json } = await request(...website, '--yes');
      expect(json).toMatchObject({ outcome: 'under review', handedIn: false, caseId: '170000000000001' });
      expect(handedIn()).toEqual([]);
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'that ended with a denial is explained, with what to answer, and nothing else is handed in',
    async () => {
      decideReview(home(), 'DENIED');
      const { code, stdout } = await runCli(['request-production-access', '--yes'], { playground });
      expect(stdout).toContain('displayId=170000000000001');
      expect(stdout).toContain('authentication email only');
      expect(handedIn()).toEqual([]);
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'that ended with a denial can be begun again, which SES refuses: also explained',
    async () => {
      decideReview(home(), 'DENIED');
      const { code, json } = await request(...website, '--yes', '--again');
      expect(json).toMatchObject({ outcome: 'refused', handedIn: false, review: 'DENIED' });
      expect(handedIn()).toHaveLength(1);
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'that somebody else began in this moment is explained too',
    async () => {
      playground.intercept = ({ operation }) => {
        if (operation !== 'PutAccountDetails') return undefined;
        decideReview(home(), 'PENDING');
        return new ServiceError('ConflictException', '', 409);
      };
      const { code, json } = await request(...website, '--yes');
      expect(json).toMatchObject({ outcome: 'refused', handedIn: false, review: 'PENDING' });
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'that AWS never received is asked for again',
    async () => {
      decideReview(home(), 'FAILED');
      const { code, json } = await request(...website, '--yes');
      expect(json).toMatchObject({ outcome: 'under review', handedIn: true, review: 'PENDING' });
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'that ended well says what comes next',
    async () => {
      decideReview(home(), 'GRANTED');
      const { code, stdout } = await runCli(['request-production-access'], { playground });
      expect(stdout).toContain('undelivered redrive');
      expect(stdout).toContain('SesSandbox=false');
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'is waited for until it is decided',
    async () => {
      decideReview(home(), 'PENDING');
      const followed = request('--follow');
      await looks(1);
      decideReview(home(), 'GRANTED');
      expect(await followed).toMatchObject({ code: 0, json: { outcome: 'has it', productionAccess: true } });
    },
    patience,
  );

  test(
    'is waited for no longer than until Ctrl-C',
    async () => {
      decideReview(home(), 'PENDING');
      const { code, stdout } = await runCliProcess(['request-production-access', '--follow'], {
        playground,
        started: (child) => void looks(1).then(() => child.kill('SIGINT')),
      });
      expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    },
    patience,
  );
});

describe('what SES would not take', () => {
  test.each([
    ['no website', []],
    ['what is no website', ['--website-url', 'example']],
    ['what is no number of emails', [...website, '--emails-per-day', 'many']],
    ['what is no contact', [...website, '--contact', 'ops']],
    ['a language that AWS does not write', [...website, '--language', 'FR']],
    ['a description that is not there', [...website, '--description', '/no/such/file']],
  ])(
    '%s is told before anything is handed in',
    async (_, args) => {
      const { code, stdout, stderr } = await runCli(['request-production-access', '--yes', ...args], {
        playground,
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(handedIn()).toEqual([]);
    },
    patience,
  );

  test(
    'or could not be asked about, is told as such',
    async () => {
      playground.intercept = ({ operation }) =>
        operation === 'GetAccount'
          ? new ServiceError('AccessDeniedException', 'You may not.', 403)
          : undefined;
      const { code, json } = await request(...website, '--yes');
      expect(json.error.found).toContain('AccessDenied');
      expect(code).toBe(2);
    },
    patience,
  );
});
