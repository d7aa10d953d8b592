import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { sizes } from '../../benchmarks/lent-cpu.ts';
import { deployed } from '../../benchmarks/processes.ts';

test('a function is measured with the memory that template.yaml gives it', () => {
  const { Parameters } = parse(readFileSync('template.yaml', 'utf8'), { logLevel: 'silent' });
  expect(Parameters.MemorySize.Default).toBe(deployed);
  expect(sizes).toContain(deployed);
});
