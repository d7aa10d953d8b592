import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { packageStack } from '../../src/release/packaged-project.ts';
import { parseConfig, variables } from '../../src/sender/settings/config.ts';
import { version } from '../../src/version.ts';
import { source, template } from '../support/cloudformation.ts';

const page = readFileSync('docs/integrate.md', 'utf8');
const sectionOf = (heading: string): string => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
const blockOf = (heading: string): string => sectionOf(heading).match(/```\w+\n(.*?)```/s)?.[1] ?? '';

const stack = parse(packageStack(source), { logLevel: 'silent' }) as { Parameters: Record<string, object> };
/** Every name that a wrapper has to give: those without a default. */
const required = Object.entries(stack.Parameters).flatMap(
  ([name, { Default }]: [string, { Default?: unknown }]) => (Default === undefined ? [name] : []),
);
const terraform = ['main', 'outputs', 'variables', 'examples/attach/main']
  .map((name) => readFileSync(`terraform/${name}.tf`, 'utf8'))
  .join('\n');

describe('every variable of the function', () => {
  const rows = [...sectionOf("The function's environment").matchAll(/^\| `(\w+)` \| (.*?) \|/gm)];
  const defaults = new Map(rows.map(([, name = '', value = '']) => [name, value]));

  test('is in the table, and no other', () => {
    expect([...defaults.keys()]).toEqual([...variables, 'AWS_REGION']);
  });

  test('is called required where the function refuses to start without it', () => {
    let problems = '';
    try {
      parseConfig({ AWS_REGION: 'eu-west-1' });
    } catch (error) {
      problems = String(error);
    }
    const missing = [...problems.matchAll(/^ {2}(\w+) is not set/gm)].map(([, name]) => name);
    expect(missing.length).toBeGreaterThan(3);
    expect(missing.sort()).toEqual(
      [...defaults].flatMap(([name, value]) => (value === 'required' ? [name] : [])).sort(),
    );
  });

  test('has the default that the table says', () => {
    const example = parse(blockOf('Serverless Framework')).functions.sender.environment;
    const bare = parseConfig({ ...example, AWS_REGION: 'eu-west-1' });
    const said = [...defaults]
      .filter(([, value]) => value.startsWith('`'))
      .map(([name, value]) => [name, value.slice(1, -1)]);
    expect(said.length).toBeGreaterThan(4);
    expect(parseConfig({ ...example, AWS_REGION: 'eu-west-1', ...Object.fromEntries(said) })).toEqual(bare);
  });
});

describe('the wrappers', () => {
  test.each(['CDK', 'Pulumi'])(
    '%s: is TypeScript, and gives every parameter that has no default',
    (heading) => {
      const block = blockOf(heading);
      expect(() => stripTypeScriptTypes(block)).not.toThrow();
      expect(required.filter((name) => !block.includes(`${name}:`))).toEqual([]);
    },
  );

  test('Terraform: gives every parameter that has no default', () => {
    expect(required).toEqual(
      expect.arrayContaining(['FromAddress', 'CodeBucket', 'FunctionKey', 'WatchKey']),
    );
    expect(required.filter((name) => !new RegExp(`\\b${name}\\s+=`).test(terraform))).toEqual([]);
  });

  test('ask for parameters and outputs that there are', () => {
    const texts = [blockOf('CDK'), blockOf('Pulumi'), terraform];
    const parameters = texts.flatMap((text) => [
      ...text.matchAll(/(?<=^ {4})[A-Z]\w+(?=: |\s+= )|(?<=[{,] )[A-Z][a-zA-Z]+(?= = )/gm),
    ]);
    const outputs = texts.flatMap((text) => [...text.matchAll(/(?<=[oO]utputs(?:\[["']|\.))[A-Z]\w+/g)]);
    expect(parameters.length).toBeGreaterThan(10);
    expect(outputs.length).toBeGreaterThan(5);
    expect(parameters.filter(([name]) => !(name in stack.Parameters)).map(String)).toEqual([]);
    expect(outputs.filter(([name]) => !(name in template.Outputs)).map(String)).toEqual([]);
  });

  test('name the version that this is', () => {
    const readMe = readFileSync('terraform/README.md', 'utf8');
    const named = [
      ...`${page}\n${terraform}\n${readMe}`.matchAll(/(?:function|watch|sender)-(\d+\.\d+\.\d+)/g),
    ];
    expect(named.length).toBeGreaterThan(2);
    expect(new Set(named.map(([, number]) => number))).toEqual(new Set([version]));
  });
});
