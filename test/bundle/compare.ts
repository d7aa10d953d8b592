/**
 * Makes the calls of sdk-calls.ts from two bundles, one made as the sender's and one without what makes that small, and
 * prints as JSON how many were compared and which differ. Run as a process of its own, since it stops the clock.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { keyArn, keys, userPoolId } from '../../playground/fixtures.ts';
import { createKms } from '../../playground/kms.ts';
import { plainOptions, senderOptions } from '../../src/bundle/bundle-options.ts';
import { carriedBy, stem, triggerSources } from '../../src/trigger-source.ts';
import { type Answer, type Answers, passingFailures, strangeAnswers } from './answers.ts';
import { operations } from './operations.ts';
import { plainValue } from './plain-value.ts';
import { startScriptedServer } from './scripted-server.ts';

type Bundle = typeof import('./sdk-calls.ts');

const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
const ours = await bundle('sender', senderOptions);
const plain = await bundle('plain', {
  ...plainOptions,
  // What the replacements spare: libraries that still ask for Node's modules by `require`.
  banner: {
    js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
  },
});

async function bundle(name: string, options: BuildOptions): Promise<string> {
  const entry = fileURLToPath(new URL('sdk-calls.ts', import.meta.url));
  await build({ ...options, entryPoints: { [name]: entry }, outdir: folder });
  return pathToFileURL(join(folder, `${name}.mjs`)).href;
}

// Clock and chance stand still, so that requests are the same to the last letter of their signatures.
const now = new Date('2026-03-20T14:25:00Z');
globalThis.Date = class extends Date {
  constructor(...args: [] | [number]) {
    super(...((args.length === 0 ? [now] : args) as [number]));
  }
  static override now = () => now.getTime();
} as DateConstructor;
Math.random = () => 0;
crypto.randomUUID = () => '00000000-0000-4000-8000-000000000000';

const server = await startScriptedServer();
for (const service of ['KMS', 'SESV2', 'SNS', 'SQS', 'COGNITO_IDENTITY_PROVIDER']) {
  process.env[`AWS_ENDPOINT_URL_${service}`] = server.url;
}
const bundles: readonly Bundle[] = [await import(ours), await import(plain)];

const counts: Record<string, number> = {};
const differences: object[] = [];

/** Does the same with both bundles. */
async function compare(
  name: string,
  answers: Answers | ((body: Buffer) => Answer),
  call: (bundle: Bundle) => Promise<unknown>,
): Promise<void> {
  const outcomes: unknown[] = [];
  for (const bundle of bundles) {
    server.script(answers, now);
    const result = await call(bundle).then(
      (value) => ({ value: plainValue(value) }),
      (error: unknown) => ({ error: plainValue(error) }),
    );
    outcomes.push({ result, requests: [...server.requests] });
  }
  counts[name] = (counts[name] ?? 0) + 1;
  const [one, other] = outcomes;
  if (!isDeepStrictEqual(one, other))
    differences.push({ name, answers: describe(answers), ours: one, plain: other });
}

const describe = (answers: unknown): unknown => (typeof answers === 'function' ? 'KMS' : answers);
const never = new AbortController().signal;

for (const { name, inputs, bodies, errors } of operations) {
  const whole: Answer = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: bodies[0] ?? '',
  };
  const filled = inputs.map((input) =>
    'QueueUrl' in input ? { ...input, QueueUrl: `${server.url}/111122223333/undelivered` } : input,
  );
  const first = filled[0];
  for (const input of filled) await compare(name, [whole], ({ calls }) => calls[name](input, never));
  const scripts: readonly Answers[] = [
    ...bodies.map((body): Answers => [{ ...whole, body }]),
    ...strangeAnswers(errors),
    ...passingFailures.flatMap((failure): Answers[] => [
      [failure, whole],
      [failure, failure, whole],
      [failure, failure, failure, whole],
    ]),
  ];
  for (const answers of scripts) await compare(name, answers, ({ calls }) => calls[name](first, never));
  await compare(name, [whole], ({ calls }) => calls[name](first, AbortSignal.abort()));
  await compare(name, [{ status: 0, silent: true }], ({ calls }) => calls[name](first, server.arrived()));
}

const kms = createKms(keys, { aliases: new Map(), details: new Map() });
const answerAsKms = (body: Buffer): Answer => {
  const input = JSON.parse(body.toString());
  try {
    const answer = kms({ service: 'kms', operation: 'Decrypt', region: 'eu-west-1', input });
    return { status: 200, body: JSON.stringify(answer) };
  } catch (error) {
    const { name, message } = error as Error;
    return { status: 400, headers: { 'x-amzn-errortype': name }, body: JSON.stringify({ message }) };
  }
};
for (const code of triggerSources
  .map(stem)
  .filter((stem) => carriedBy(stem) !== 'nothing')
  .map(codeOf)) {
  for (const message of [code, ...bent(code)]) {
    await compare('decrypt', answerAsKms, ({ decrypt }) => decrypt(keyArn, message, userPoolId));
  }
  await compare('decrypt', answerAsKms, ({ decrypt }) => decrypt(keyArn, code, 'eu-west-1_Another'));
  await compare('decrypt', answerAsKms, ({ decrypt }) => decrypt(`${keyArn}0`, code, userPoolId));
}

/** The ciphertext of a sample event. */
function codeOf(name: string): Buffer {
  const file = new URL(`../../events/${name}.json`, import.meta.url);
  return Buffer.from(JSON.parse(readFileSync(file, 'utf8')).request.code, 'base64');
}

/** A message with one byte changed, or cut, here and there. */
function bent(message: Buffer): Buffer[] {
  const places = Array.from({ length: 12 }, (_, index) => Math.floor((index * message.length) / 12));
  return places.flatMap((place) => {
    const changed = Buffer.from(message);
    changed[place] = (changed[place] ?? 0) ^ 0x41;
    return [changed, message.subarray(0, place)];
  });
}

server.close();
rmSync(folder, { recursive: true });
process.stdout.write(JSON.stringify({ counts, differences }));
