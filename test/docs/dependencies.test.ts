import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { textOf } from '../support/documents.ts';

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const rows = [...textOf('docs/dependencies.md').matchAll(/^\| (`.*?) \| (.+?) \|$/gm)];
const namedIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

test('docs/dependencies.md says why each dependency is there, once, and names no other', () => {
  const named = rows.flatMap(([, cell = '']) => namedIn(cell));
  expect(named.sort()).toEqual([...Object.keys(dependencies), ...Object.keys(devDependencies)].sort());
});

test('what is in the function is what its bundle is made of', () => {
  const { inputs } = JSON.parse(readFileSync('dist/metafile.json', 'utf8'));
  const table = textOf('docs/dependencies.md').split('## In the function')[1]?.split('\n## ')[0] ?? '';
  const said = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) => namedIn(cell));
  const bundled = Object.keys(inputs).join('\n');
  expect(said.length).toBeGreaterThan(8);
  expect(said.filter((name) => !bundled.includes(`node_modules/${name}/`))).toEqual([]);
  const others = Object.keys(dependencies).filter((name) => !said.includes(name));
  const imported = others.filter((name) => readsFrom(inputs, name));
  expect(imported).toEqual([]);
});

/** Whether a module of ours imports a package. */
const readsFrom = (
  inputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>,
  name: string,
): boolean =>
  Object.entries(inputs).some(
    ([path, { imports }]) =>
      path.startsWith('src/') && imports.some((each) => each.path.includes(`node_modules/${name}/`)),
  );
