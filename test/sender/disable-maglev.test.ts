import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

const module = new URL('../../src/sender/disable-maglev.ts', import.meta.url).href;

/** What V8 says of its compilers while a function of this size grows hot. */
function compilersIn(AWS_LAMBDA_FUNCTION_MEMORY_SIZE?: string): string {
  const script = `import { disableMaglev } from ${JSON.stringify(module)};
    disableMaglev(${JSON.stringify({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE })});
    function add(a, b) { return a + b; }
    for (let i = 0, sum = 0; i < 1_000_000; i += 1) sum = add(sum, i);`;
  return execFileSync(process.execPath, ['--trace-opt', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
}

test.each([['128'], ['192']])('V8’s mid-tier compiler stays idle in %s MB', (megabytes) => {
  const told = compilersIn(megabytes);
  expect(told).not.toContain('MAGLEV');
  expect(told).toContain('TURBOFAN');
});

test.each([['256'], ['1024'], [undefined]])('and works in %s MB', (megabytes) => {
  expect(compilersIn(megabytes)).toContain('MAGLEV');
});
