import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type DKIMSignOptions, dkimSign } from 'mailauth';
import { type DnsServer, startDns, type Zone } from '../../playground/dns.ts';
import { runCli, runCliProcess } from '../support/cli.ts';

// A command starts a process, and this one loads a library that takes its time, on a machine that may be busy.
const patience = 60_000;
const domain = 'auth.example.com';
const mailFrom = `bounce-eu-west-1.${domain}`;
const sesAddress = '54.240.4.5';

const keyPair = (modulusLength: number) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const keys = { own: keyPair(2048), short: keyPair(1024), ses: keyPair(2048) };
const record = ({ publicKey }: { publicKey: Buffer }): readonly string[] => [
  `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`,
];

const folder = mkdtempSync(join(tmpdir(), 'mails-'));
let zone: Zone;
let dns: DnsServer;
beforeAll(async () => {
  zone = new Map<string, readonly string[] | 'SERVFAIL'>([
    [`own._domainkey.${domain} TXT`, record(keys.own)],
    [`short._domainkey.${domain} TXT`, record(keys.short)],
    [`broken._domainkey.${domain} TXT`, 'SERVFAIL'],
    ['ses._domainkey.amazonses.com TXT', record(keys.ses)],
    [`own._domainkey.silent.example TXT`, record(keys.own)],
    ['own._domainkey.strict.example TXT', record(keys.own)],
    [`_dmarc.${domain} TXT`, ['v=DMARC1; p=none;']],
    ['_dmarc.strict.example TXT', ['v=DMARC1; p=reject;']],
    ['_dmarc.failing.example TXT', 'SERVFAIL'],
    [`${mailFrom} TXT`, ['v=spf1 include:amazonses.com ~all']],
    ['amazonses.com TXT', ['v=spf1 ip4:199.255.192.0/22 ip4:54.240.0.0/18 -all']],
  ]);
  dns = await startDns(zone);
});
afterAll(() => dns.close());

interface Signer {
  readonly signingDomain: string;
  readonly selector: string;
  readonly key: { readonly privateKey: string };
}
const own: Signer = { signingDomain: domain, selector: 'own', key: keys.own };
const ses: Signer = { signingDomain: 'amazonses.com', selector: 'ses', key: keys.ses };

interface Mail {
  readonly from?: string;
  readonly signers?: readonly Signer[];
  readonly bounce?: string;
  readonly ip?: string;
  /** Whether the receiver has written down who handed it over. */
  readonly traced?: boolean;
  readonly change?: (raw: string) => string;
}

let count = 0;
/** A mail as it was received, in a file. */
async function save({
  from = `Acme <no-reply@${domain}>`,
  signers = [own, ses],
  bounce = `0102018c@${mailFrom}`,
  ip = sesAddress,
  traced = true,
  change = (raw) => raw,
}: Mail = {}): Promise<string> {
  const message = [
    `From: ${from}`,
    'To: ana.sousa@example.com',
    'Subject: Confirm your email address',
    'Date: Fri, 20 Mar 2026 14:00:00 +0000',
    'Message-ID: <0102018c@eu-west-1.amazonses.com>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your code is 314159.',
    '',
  ].join('\r\n');
  // Its types do not know that each signature may have members of its own alone.
  const { signatures } = await dkimSign(message, {
    signatureData: signers.map(({ signingDomain, selector, key }) => ({
      signingDomain,
      selector,
      privateKey: key.privateKey,
    })),
  } as unknown as DKIMSignOptions);
  const trace = [
    `Return-Path: <${bounce}>`,
    `Received: from a4-5.smtp-out.eu-west-1.amazonses.com (a4-5.smtp-out.eu-west-1.amazonses.com [${ip}])`,
    '\tby mx.example.com with ESMTPS id 1; Fri, 20 Mar 2026 14:00:01 +0000',
    '',
  ].join('\r\n');
  count += 1;
  const file = join(folder, `${count}.eml`);
  writeFileSync(file, `${traced ? trace : ''}${change(`${signatures}${message}`)}`);
  return file;
}

interface Verified {
  readonly exitCode: number;
  readonly fromDomain: string | null;
  readonly findings: readonly {
    readonly id: string;
    readonly level: string;
    readonly subject: string;
    readonly found: string;
    readonly fix?: readonly { readonly say: string; readonly record?: string }[];
  }[];
}

/** With no Region and no credentials: none is needed. */
async function verify(file: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await runCli([
    'verify-message',
    file,
    '--dns',
    dns.address,
    '--json',
    ...args,
  ]);
  expect(stderr).toBe('');
  const json: Verified = JSON.parse(stdout);
  expect(json.exitCode).toBe(code);
  const levels = json.findings.map(({ id, level }) => `${id} ${level}`);
  return { code, json, levels };
}

describe('a received mail', () => {
  test(
    'that SES signed for the From domain, and sent from the domain’s own MAIL FROM, passes',
    async () => {
      const { code, json, levels } = await verify(await save());
      expect(levels).toEqual(['dkim ok', 'dkim ok', 'spf ok', 'dmarc ok']);
      expect(json.fromDomain).toBe(domain);
      expect(code).toBe(0);
    },
    patience,
  );

  test.each<[string, Mail['change']]>([
    ['the lines of another system', (raw) => raw.replaceAll('\r\n', '\n')],
    ['its place in a mailbox file', (raw) => `From MAILER-DAEMON Fri Mar 20 14:00:01 2026\r\n${raw}`],
  ])(
    'passes also with %s',
    async (_, change) => {
      const { levels } = await verify(
        await save({ traced: false, ...(change && { change }) }),
        '--ip',
        sesAddress,
        '--mail-from',
        mailFrom,
      );
      expect(levels).toEqual(['dkim ok', 'dkim ok', 'spf ok', 'dmarc ok']);
    },
    patience,
  );

  test(
    'whose body was changed on the way has signatures that do not hold',
    async () => {
      const change = (raw: string): string => raw.replace('314159', '271828');
      const { code, json, levels } = await verify(await save({ change }));
      expect(levels).toEqual(['dkim problem', 'dkim warning', 'spf ok', 'dmarc ok']);
      expect(json.findings[0]?.found).toContain('body hash');
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'whose subject was changed as well',
    async () => {
      const change = (raw: string): string => raw.replace('Subject: Confirm', 'Subject: [list] Confirm');
      const { levels } = await verify(await save({ change }));
      expect(levels).toEqual(['dkim problem', 'dkim warning', 'spf ok', 'dmarc ok']);
    },
    patience,
  );

  test(
    'that SES signed and sent in its own name alone fails for the From domain',
    async () => {
      const mail = { signers: [ses], bounce: '0102018c@eu-west-1.amazonses.com' };
      zone.set('eu-west-1.amazonses.com TXT', ['v=spf1 include:amazonses.com -all']);
      const { code, levels } = await verify(await save(mail));
      expect(levels).toEqual(['dkim ok', 'dkim-alignment problem', 'spf problem', 'dmarc problem']);
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'that is signed for the From domain but sent from SES’s MAIL FROM passes, on one leg',
    async () => {
      zone.set('eu-west-1.amazonses.com TXT', ['v=spf1 include:amazonses.com -all']);
      const { code, levels } = await verify(await save({ bounce: '0102018c@eu-west-1.amazonses.com' }));
      expect(levels).toEqual(['dkim ok', 'dkim ok', 'spf warning', 'dmarc ok']);
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'of a domain without a DMARC record is told which to publish',
    async () => {
      const signers = [{ ...own, signingDomain: 'silent.example' }];
      const { code, json, levels } = await verify(await save({ from: 'no-reply@silent.example', signers }));
      expect(levels).toEqual(['dkim ok', 'spf ok', 'dmarc problem']);
      expect(json.findings.at(-1)?.fix?.[0]?.record).toContain('_dmarc.silent.example TXT');
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'whose key is not in DNS does not pass by it',
    async () => {
      const signers = [{ ...own, selector: 'rotated' }];
      const { code, levels } = await verify(await save({ signers }));
      expect(levels).toEqual(['dkim problem', 'spf ok', 'dmarc ok']);
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'signed with a short key passes, with a warning',
    async () => {
      const { code, levels } = await verify(
        await save({ signers: [{ ...own, selector: 'short', key: keys.short }] }),
      );
      expect(levels).toEqual(['dkim warning', 'spf ok', 'dmarc ok']);
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'that is not signed at all is a problem, even where SPF makes DMARC pass',
    async () => {
      const { code, levels } = await verify(await save({ signers: [] }));
      expect(levels).toEqual(['dkim-alignment problem', 'spf ok', 'dmarc ok']);
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'that somebody forwarded passes by its signature, SPF aside',
    async () => {
      const { code, levels } = await verify(await save({ ip: '203.0.113.9' }));
      expect(levels).toEqual(['dkim ok', 'dkim ok', 'spf warning', 'dmarc ok']);
      expect(code).toBe(0);
    },
    patience,
  );

  test(
    'whose forger has neither fails by the policy',
    async () => {
      const mail = {
        from: 'ceo@strict.example',
        signers: [],
        bounce: 'x@elsewhere.example',
        ip: '203.0.113.9',
      };
      const { code, json, levels } = await verify(await save(mail));
      expect(levels).toEqual(['dkim-alignment problem', 'spf problem', 'dmarc problem']);
      expect(json.findings.at(-1)?.found).toContain('p=reject');
      expect(code).toBe(1);
    },
    patience,
  );

  test(
    'with two From headers cannot pass',
    async () => {
      const change = (raw: string): string => raw.replace('\r\nTo: ', '\r\nFrom: ceo@strict.example\r\nTo: ');
      const { code, levels } = await verify(await save({ change }));
      expect(levels.at(-1)).toBe('dmarc problem');
      expect(code).toBe(1);
    },
    patience,
  );
});

describe('what a file or DNS does not tell', () => {
  test(
    'who handed the mail over: SPF is unknown, and so named',
    async () => {
      const file = await save({ traced: false });
      const untold = await verify(file);
      expect(untold.levels).toEqual(['dkim ok', 'dkim ok', 'spf unknown', 'dmarc ok']);
      expect(untold.code).toBe(2);
      const told = await verify(file, '--ip', sesAddress, '--mail-from', `x@${mailFrom}`);
      expect(told.levels).toEqual(['dkim ok', 'dkim ok', 'spf ok', 'dmarc ok']);
      expect(told.code).toBe(0);
    },
    patience,
  );

  test(
    'SPF, where DKIM does not pass: whether DMARC does is then unknown too',
    async () => {
      const { levels } = await verify(await save({ traced: false, signers: [] }));
      expect(levels).toEqual(['dkim-alignment problem', 'spf unknown', 'dmarc unknown']);
    },
    patience,
  );

  test(
    'a key or a record whose name server fails is unknown, never absent',
    async () => {
      const key = await verify(await save({ signers: [{ ...own, selector: 'broken' }] }));
      expect(key.levels).toEqual(['dkim unknown', 'spf ok', 'dmarc ok']);
      const signers = [{ ...own, signingDomain: 'failing.example' }];
      zone.set('own._domainkey.failing.example TXT', record(keys.own));
      const policy = await verify(await save({ from: 'a@failing.example', signers }));
      expect(policy.levels).toEqual(['dkim ok', 'spf ok', 'dmarc unknown']);
      expect([key.code, policy.code]).toEqual([2, 2]);
    },
    patience,
  );
});

describe('what is no received mail', () => {
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  test.each([
    ['a file that is not there', () => [join(folder, 'none.eml')]],
    ['a folder', () => [folder]],
    ['an empty file', () => [file('empty.eml', '')]],
    ['a text', () => [file('text.eml', 'Dear Ana,\n\nFrom: here\n')]],
    ['an Outlook file', () => [file('mail.msg', Buffer.from('d0cf11e0a1b11ae1', 'hex'))]],
    ['no file at all', () => []],
    ['a wrong address', () => [file('a.eml', 'From: a@b.example\n\n'), '--ip', '54.240']],
    ['a wrong domain', () => [file('b.eml', 'From: a@b.example\n\n'), '--mail-from', 'nowhere']],
    ['a wrong name server', () => [file('c.eml', 'From: a@b.example\n\n'), '--dns', 'dns.example']],
  ])(
    '%s is told in a line or two, and exits 2',
    async (_, args) => {
      const { code, stdout, stderr } = await runCli(['verify-message', ...args()]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    },
    patience,
  );
});

test(
  'a person reads the same as a program, what is well too',
  async () => {
    const file = await save({ ip: '203.0.113.9' });
    const { json } = await verify(file);
    const { stdout } = await runCliProcess(['verify-message', file, '--dns', dns.address], { cwd: folder });
    for (const { found, subject } of json.findings) {
      expect(stdout).toContain(found);
      expect(stdout).toContain(subject);
    }
  },
  patience,
);

test(
  'no other verb loads the library that judges mails',
  async () => {
    const { stderr } = await runCliProcess(['explain', '--to', 'ana'], {
      cwd: folder,
      env: { NODE_DEBUG: 'esm' },
    });
    expect(stderr).toContain('commander');
    expect(stderr).not.toContain('mailauth');
  },
  patience,
);
