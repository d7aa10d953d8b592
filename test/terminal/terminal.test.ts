import { describe, expect, test } from '@jest/globals';
import { confirm } from '../../src/terminal/confirm.ts';
import { createTerminal } from '../../src/terminal/terminal.ts';
import { wrap } from '../../src/terminal/wrap.ts';

/** Streams that remember what was written to them. */
function streams({ isTTY = false, columns = 80 } = {}) {
  const written = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    isTTY,
    columns,
    hasColors: () => isTTY,
    write: (text: string) => {
      written[name] += text;
      return true;
    },
  });
  const process = { stdin: { isTTY }, stdout: stream('out'), stderr: stream('err') };
  return { written, process: process as unknown as Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> };
}
const plain = { color: true, verbose: false, json: false };

describe('a terminal', () => {
  test('has colours, somebody to ask, and progress that leaves no trace', () => {
    const { written, process } = streams({ isTTY: true });
    const terminal = createTerminal(plain, process);
    expect(terminal.paint('red', 'x')).toBe('\u001b[31mx\u001b[39m');
    expect([terminal.toTerminal, terminal.interactive]).toEqual([true, true]);
    terminal.progress('asking '.repeat(40));
    terminal.say('done');
    expect(written.out).toBe('done\n');
    const blank = '\r\u001b[K';
    expect(written.err).toBe(`${blank}${'asking '.repeat(40).slice(0, 79)}${blank}`);
  });

  test.each([
    ['without one', plain, false],
    ['with --no-color', { ...plain, color: false }, true],
    ['with --json', { ...plain, json: true }, true],
  ])('%s, there are no colours', (_, options, isTTY) => {
    expect(createTerminal(options, streams({ isTTY }).process).paint('red', 'x')).toBe('x');
  });

  test('without one, there is no progress, and nobody is asked', async () => {
    const { written, process } = streams();
    const terminal = createTerminal(plain, process);
    terminal.progress('asking');
    expect(written.err).toBe('');
    await expect(confirm(terminal, 'Really?')).rejects.toMatchObject({ name: 'Mistake' });
  });

  test('JSON is written for programs, so nobody is asked', async () => {
    const terminal = createTerminal({ ...plain, json: true }, streams({ isTTY: true }).process);
    await expect(confirm(terminal, 'Really?')).rejects.toMatchObject({ name: 'Mistake' });
  });
});

describe('text of a width', () => {
  test('is broken between words, and a long word stays whole', () => {
    expect(wrap('one two arn:aws:lambda:eu-west-1:1 three', 9)).toEqual([
      'one two',
      'arn:aws:lambda:eu-west-1:1',
      'three',
    ]);
  });
});
