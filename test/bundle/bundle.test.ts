import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';

const folder = new URL('../../dist/lambda/', import.meta.url);
const modules = readdirSync(folder).filter((name) => name.endsWith('.mjs'));
const metafile: {
  readonly outputs: Record<
    string,
    {
      readonly inputs: Record<string, unknown>;
      readonly imports: { readonly path: string; readonly kind: string; readonly external?: boolean }[];
    }
  >;
} = JSON.parse(readFileSync(new URL('../metafile.json', folder), 'utf8'));

describe('the bundle', () => {
  test('stays within its budget: 150 kB zipped, 510 kB as it is', () => {
    const contents = modules.map((name) => readFileSync(new URL(name, folder)));
    const zipped = contents.reduce((sum, content) => sum + deflateRawSync(content, { level: 9 }).length, 0);
    expect(zipped).toBeLessThan(150_000);
    expect(contents.reduce((sum, content) => sum + content.length, 0)).toBeLessThan(510_000);
  });

  test('reads nothing of the failure path when it starts', () => {
    expect(atStart).toContain('src/sender/sender.ts');
    expect(atStart.filter((path) => /client-(sns|sqs|cognito)|advice|alert\.ts/.test(path))).toEqual([]);
  });

  test('never asks for anything by `require`, which an ES module does not have', () => {
    // The SDK's advice on what else could sign, in an error's text.
    const advised = /require\(["']@aws-sdk\/signature-v4(a|-crt)["']\)/g;
    const asking = modules.filter((name) =>
      /typeof require|\brequire\(/.test(readFileSync(new URL(name, folder), 'utf8').replaceAll(advised, '')),
    );
    expect(asking).toEqual([]);
  });

  test('holds none of what is replaced', () => {
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
    expect(inputs.length).toBeGreaterThan(100);
    expect(
      inputs.filter((path) =>
        /bn\.js|asn1|readable-stream|credential-provider|parseIni|codec-v2|client-dynamodb|playground/.test(
          path,
        ),
      ),
    ).toEqual([]);
  });
});

/** Every source file that is loaded before the first event: the handler's, and those of what it imports. */
const atStart = (function follow(output: string, seen: Set<string>): string[] {
  if (seen.has(output)) return [];
  seen.add(output);
  const { inputs = {}, imports = [] } = metafile.outputs[output] ?? {};
  const next = imports.filter(({ kind, external }) => kind === 'import-statement' && !external);
  return [...Object.keys(inputs), ...next.flatMap(({ path }) => follow(path, seen))];
})('dist/lambda/handler.mjs', new Set());
