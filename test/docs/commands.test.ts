import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { createProgram } from '../../src/cli/run-program.ts';
import { template } from '../support/cloudformation.ts';
import { codeIn, documents, textOf } from '../support/documents.ts';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Each code of each document, with where it stands. */
const all = documents.flatMap((document) => codeIn(textOf(document)).map((line) => ({ document, line })));
/** Whatever a pattern finds in them. */
const found = (pattern: RegExp) =>
  all.flatMap(({ document, line }) =>
    [...line.matchAll(pattern)].map(([, ...groups]) => ({
      document,
      line,
      groups: groups.map((each) => each ?? ''),
    })),
  );
/** What follows a command up to the next one, or to a comment. */
const rest = String.raw`((?:(?!&&|[|;#] |\(|[#]|$).)*)`;
const optionsIn = (words: string): string[] =>
  [...words.matchAll(/(?<![\w<"'/])--[a-z][a-zA-Z-]*/g)].map(([name]) => name);

test('every npm script that a document names is in package.json', () => {
  const named = [
    ...found(/\bnpm run (?:--silent )?([\w:-]+)/g).map(({ document, groups: [name = ''] }) => ({
      document,
      name,
    })),
    ...found(/\bnpm (start|test)\b/g).map(({ document, groups: [name = ''] }) => ({ document, name })),
  ];
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
});

test('every option that a document gives to an npm script is in its help', () => {
  const given = found(new RegExp(String.raw`\bnpm (?:run )?([\w:-]+) -- ${rest}`, 'g')).flatMap(
    ({ document, groups: [name = '', words = ''] }) =>
      optionsIn(words).map((option) => ({ document, name, option })),
  );
  const own = given.flatMap((each) => {
    const file = scripts[each.name]?.match(/ ([\w/-]+\.ts)\b/)?.[1];
    return each.name === 'cli' || file === undefined ? [] : [{ ...each, help: readFileSync(file, 'utf8') }];
  });
  expect(own.length).toBeGreaterThan(8);
  const unknown = own.filter(({ help, option }) => !new RegExp(`${option}\\b`).test(help));
  expect(unknown.map(({ help: _, ...each }) => each)).toEqual([]);
});

test('every parameter that a document gives to sam is in template.yaml', () => {
  const given = found(new RegExp(String.raw`\bsam .*--parameter-overrides ${rest}`, 'g')).flatMap(
    ({ document, groups: [words = ''] }) =>
      [...words.matchAll(/(\w+)=/g)].map(([, name = '']) => ({ document, name })),
  );
  expect(given.length).toBeGreaterThan(5);
  expect(given.filter(({ name }) => !(name in template.Parameters))).toEqual([]);
});

describe('the tool', () => {
  const program = createProgram({ streams: process, end: () => undefined }, { json: false });

  /** The verb that words begin with, and its own where it has some. */
  const verbOf = (words: string): Command | undefined => {
    const [first, second] = words.split(' ');
    const verb = program.commands.find((command) => command.name() === first);
    return verb?.commands.find((command) => command.name() === second) ?? verb;
  };
  const uses = found(
    new RegExp(
      String.raw`(?:\bnpx cognito-email-sender|\bnpm run cli --|^\$? ?cognito-email-sender)(?= )${rest}`,
      'g',
    ),
  ).map(({ document, line, groups: [words = ''] }) => ({ document, line, words: words.trim() }));

  test('has every verb that a document names', () => {
    expect(uses.length).toBeGreaterThan(40);
    const unknown = uses.filter(
      ({ words }) => !/^(VERB|--help|<)/.test(words) && verbOf(words) === undefined,
    );
    expect(unknown).toEqual([]);
  });

  test('takes every option that a document gives it', () => {
    const given = uses.flatMap((use) => optionsIn(use.words).map((option) => ({ ...use, option })));
    expect(given.length).toBeGreaterThan(60);
    const unknown = given.filter(({ words, option }) => {
      const verb = verbOf(words);
      return verb && option !== '--help' && !verb.options.some(({ long }) => long === option);
    });
    expect(unknown).toEqual([]);
  });
});

describe('AWS’s own commands', () => {
  const packages: Readonly<Record<string, string>> = {
    cloudformation: 'cloudformation',
    cloudwatch: 'cloudwatch',
    'cognito-idp': 'cognito-identity-provider',
    kms: 'kms',
    lambda: 'lambda',
    logs: 'cloudwatch-logs',
    sesv2: 'sesv2',
    sns: 'sns',
    sqs: 'sqs',
  };
  /** What the AWS CLI adds to every command, or makes of none of a call's members. */
  const ofTheCli = new Set(
    'region profile query output filters max-items cli-input-json no-paginate no-cli-pager payload zip-file'.split(
      ' ',
    ),
  );
  /** The AWS CLI's names of their members, by the commands that have them. AWS CLI's customisations. */
  const kebab = (name: string): string =>
    name
      .replace(/([a-z\d])([A-Z])/g, '$1-$2')
      .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
      .toLowerCase();
  const uses = found(new RegExp(String.raw`\baws ([a-z\d-]+) ([a-z][a-z\d-]+)(?= |$)${rest}`, 'g'))
    .filter(
      ({ groups: [service = '', operation = ''] }) => service in packages && !/^(wait|tail)$/.test(operation),
    )
    .map(({ document, line, groups: [service = '', operation = '', words = ''] }) => ({
      ...{ document, line, service, operation, words },
    }));

  test('name operations that the service has, and members of theirs', async () => {
    expect(uses.length).toBeGreaterThan(40);
    const wrong: object[] = [];
    for (const use of uses) {
      const client = await import(`@aws-sdk/client-${packages[use.service]}`);
      const name = Object.keys(client).find((each) => each === `${pascal(use.operation)}Command`);
      const command = name ?? Object.keys(client).find((each) => kebab(each) === `${use.operation}-command`);
      if (command === undefined) {
        wrong.push({ ...use, problem: 'no such operation' });
        continue;
      }
      const members = membersOf(new client[command]({})).map(kebab);
      for (const option of optionsIn(use.words)) {
        const member = option.slice(2).replace(/^no-/, '');
        if (!members.includes(member) && !ofTheCli.has(member)) wrong.push({ ...use, problem: option });
      }
    }
    expect(wrong).toEqual([]);
  });

  const pascal = (operation: string): string =>
    operation.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
});

/** The members of a command's input, read off the SDK's own schema of it: [9, namespace, name, traits, input, output]. */
function membersOf(command: { readonly schema: readonly unknown[] }): readonly string[] {
  const input = command.schema[4];
  const [, , , , members] = (typeof input === 'function' ? input() : input) as readonly unknown[];
  return members as readonly string[];
}
