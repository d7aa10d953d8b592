import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { filesOf, type Import, importsIn, importsOf } from './support/imports.ts';

/** The rooms of src/sender that an email goes through. */
const stages = ['read', 'decrypt', 'render', 'send'];
/** One verb or function each, apart from each other. */
const tools = [
  'attach',
  'build',
  'canary',
  'explain',
  'production-access',
  'redrive',
  'send-test',
  'verify-message',
  'watch',
];

/**
 * What everybody may know of the sender: the tables of reasons and of what to do about them, the record in the queue,
 * the id of a code, what an address is and how it is masked.
 */
const tables =
  /^src\/(trigger-source|sender\/(failure\/(reason|advice)|report\/undelivered-record|code-id|user-pool-id|mailbox|mask-address))\.ts$/;

const roomOf = (file: string): string => file.match(/^src\/sender\/([^/]+)\//)?.[1] ?? '';
const partOf = (file: string): string => file.match(/^src\/([^/]+)/)?.[1] ?? '';
const isRoot = (file: string): boolean => /^src\/sender\/(handler|create-handler|sender)\.ts$/.test(file);

/** Each rule of the house: what it says, and whether an import breaks it. */
const rules: readonly (readonly [rule: string, breaks: (edge: Import) => boolean])[] = [
  [
    'a stage imports no other stage, types of render aside',
    ({ from, to, typeOnly }) =>
      stages.includes(roomOf(from)) &&
      stages.includes(roomOf(to)) &&
      roomOf(from) !== roomOf(to) &&
      !(roomOf(to) === 'render' && typeOnly),
  ],
  [
    'a stage, failure and aws do not know how outcomes are reported',
    ({ from, to }) =>
      [...stages, 'failure', 'aws', 'settings'].includes(roomOf(from)) && roomOf(to) === 'report',
  ],
  [
    'failure knows no stage, and aws knows nothing of the sender',
    ({ from, to }) =>
      (roomOf(from) === 'failure' && stages.includes(roomOf(to))) ||
      (roomOf(from) === 'aws' && partOf(to) === 'sender' && !/aws|memoize/.test(to)),
  ],
  [
    'only handler.ts, create-handler.ts and sender.ts know all rooms: what else lies beside them knows failure alone',
    ({ from, to }) =>
      partOf(from) === 'sender' &&
      roomOf(from) === '' &&
      !isRoot(from) &&
      roomOf(to) !== '' &&
      roomOf(to) !== 'failure',
  ],
  [
    'handler.ts makes the handler, and so does its rehearsal; nobody else imports one of the three',
    ({ from, to }) =>
      isRoot(to) && !isRoot(from) && !(roomOf(from) === 'rehearsal' && to.endsWith('create-handler.ts')),
  ],
  [
    'the sender imports nothing of the tools, the playground or the build',
    ({ from, to }) =>
      partOf(from) === 'sender' &&
      !(partOf(to) === 'sender' || /^src\/(trigger-source|version|is-commercial|is-record)\.ts$/.test(to)),
  ],
  [
    'the tools know of the sender its tables alone',
    ({ from, to }) =>
      [...tools, 'setup', 'undelivered'].includes(partOf(from)) &&
      partOf(to) === 'sender' &&
      !tables.test(to),
  ],
  [
    'a tool imports no other tool, but all may use the canary',
    ({ from, to }) =>
      tools.includes(partOf(from)) &&
      tools.includes(partOf(to)) &&
      partOf(from) !== partOf(to) &&
      partOf(to) !== 'canary',
  ],
  ['what is deployed imports no test', ({ to }) => to.startsWith('test/')],
];

const files = filesOf('src/**/*.ts');
const imports = importsOf(files);

describe('the house', () => {
  test.each(rules)('%s', (_, breaks) => {
    expect(imports.filter(breaks).map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('has at most 15 files in a folder', () => {
    const counts = Object.entries(Object.groupBy(filesOf('src/**/*.*'), (file) => posix.dirname(file)));
    expect(counts.filter(([, inside = []]) => inside.length > 15).map(([folder]) => folder)).toEqual([]);
  });
});

describe('the check of the house', () => {
  const sources: readonly (readonly [string, string, number])[] = [
    ['src/sender/read/x.ts', "import { sendEmail } from '../send/send-email.ts';", 1],
    ['src/sender/send/x.ts', "import { render } from '../render/render.ts';", 1],
    ['src/sender/send/x.ts', "import type { Email } from '../render/render.ts';", 0],
    ['src/sender/send/x.ts', "import {\n  type Email,\n  render,\n} from '../render/render.ts';", 1],
    ['src/sender/send/x.ts', "const x = await import('../render/render.ts');", 1],
    ['src/sender/failure/x.ts', "import { readEvent } from '../read/read-event.ts';", 1],
    ['src/sender/brand.ts', "import { render } from './render/render.ts';", 1],
    ['src/sender/send/x.ts', "export { plan } from '../../attach/plan.ts';", 1],
    ['src/attach/x.ts', "import { list } from '../redrive/list.ts';", 1],
    ['src/explain/x.ts', "import { reasons } from '../sender/failure/reason.ts';", 0],
    ['src/explain/x.ts', "import { adviceOn } from '../sender/failure/advice.ts';", 0],
    ['src/explain/x.ts', "import { classifyFailure } from '../sender/failure/classify.ts';", 1],
  ];
  test.each(sources)('of %s: %s breaks %i rules', (file, source, broken) => {
    const edges = importsIn(file, source);
    expect(edges).toHaveLength(1);
    expect(rules.filter(([, breaks]) => edges.some(breaks))).toHaveLength(broken);
  });
});
