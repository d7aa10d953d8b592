import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readArguments } from '../../src/commands/arguments.ts';
import { explain } from '../../src/commands/command.ts';
import { Mistake } from '../../src/mistake.ts';

const command = {
  usage: 'npm run try -- [--once] [--runs <number>]\nTries.',
  options: {
    once: false,
    host: '127.0.0.1',
    runs: { default: 15, min: 1 },
    port: { max: 65_535, env: 'PORT' },
    rate: { default: 0.5, fraction: true },
  },
  positionals: ['runs', 'port'],
} as const;
const read = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => readArguments(command, { args, env });

/** What a person is told; undefined where nothing is wrong. */
function said(args: readonly string[], env?: NodeJS.ProcessEnv): string | undefined {
  try {
    read(args, env);
    return undefined;
  } catch (error) {
    return explain(error);
  }
}

describe('readArguments', () => {
  test('gives every option its default where nothing is said', () => {
    expect(read([])).toEqual({ once: false, host: '127.0.0.1', runs: 15, port: undefined, rate: 0.5 });
  });

  test('reads options by name, by place, and from the environment, in this order', () => {
    expect(read(['--once', '--host', '::1', '--runs', '3', '--port=0', '--rate', '2.5'])).toEqual({
      once: true,
      host: '::1',
      runs: 3,
      port: 0,
      rate: 2.5,
    });
    expect(read(['7', '8'], { PORT: '9' })).toMatchObject({ runs: 7, port: 8 });
    expect(read(['7', '--runs', '6'], { PORT: '9' })).toMatchObject({ runs: 6, port: 9 });
  });

  test.each([[['--help']], [['-h']], [['--runs', 'x', '--help']]])('%j asks for help', (args) => {
    expect(read(args)).toBeUndefined();
  });

  test.each([
    ['an unknown option', ['--prot']],
    ['an option without its value', ['--runs']],
    ['a value that looks like an option', ['--runs', '-1']],
    ['a switch with a value', ['--once=yes']],
    ['one argument too many', ['1', '2', '3']],
    ['a number below the least', ['--runs', '0']],
    ['a number above the most', ['--port', '65536']],
    ['a fraction where there is none', ['--runs', '1.5']],
    ['an empty number', ['--runs', '']],
  ])('%s is told on one line that names every option', (_, args) => {
    expect(said(args)).toMatch(/^[^\n]*--once.*--runs.*--help\.$/);
  });

  test('a bad number from the environment is told by the name of the variable', () => {
    expect(said([], { PORT: 'abc' })).toMatch(/^PORT .*"abc"/);
  });

  test('takes a number only where its digits say that very number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.float().map(String), fc.nat().map(String)), (text) => {
        fc.pre(!text.startsWith('-'));
        try {
          expect(text).toMatch(/^\d+$/);
          expect(read(['--runs', text])?.runs).toBe(Number.parseInt(text, 10));
        } catch (error) {
          if (error instanceof Mistake) expect(text).toMatch(/^0*$|\D|\d{16}/);
          else expect(() => read(['--runs', text])).toThrow(Mistake);
        }
      }),
    );
  });

  test.each([
    [{ npm_config_once: 'true' }, 'npm run try -- --once'],
    [{ npm_config_runs: '3' }, 'npm run try -- --runs 3'],
  ])('what npm took for itself (%j) is told with the way to write it', (env, wanted) => {
    expect(said([], env)).toContain(`\`${wanted}\``);
  });
});
