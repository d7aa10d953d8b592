import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { environmentFor } from '../../playground/states.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Python's pty hands a terminal's two ends to a program: node itself can open none. */
const relay = `
import os, pty, sys
status = pty.spawn(sys.argv[1:])
sys.exit(os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
`;

/** Whether this machine has what `atTerminal` takes. */
export const hasPseudoTerminal = spawnSync('python3', ['-c', 'import pty; pty.openpty()']).status === 0;

/** What somebody at the terminal waits to read, and then types. */
export type Typing = readonly (readonly [wait: RegExp, keys: string])[];

export const ctrlC = '\u0003';
export const enter = '\r';

/** Runs `cognito-email-sender` at a terminal of 80 columns, with somebody who types. */
export function atTerminal(
  args: readonly string[],
  {
    playground,
    cwd = root,
    typing,
  }: { readonly playground: { readonly url: string }; readonly cwd?: string; readonly typing: Typing },
): Promise<{ readonly code: number | null; readonly text: string }> {
  const sh = 'stty cols 80 rows 40; exec "$@"';
  const cli = [process.execPath, '--disable-warning=ExperimentalWarning', `${root}/src/cli.ts`, ...args];
  const child = spawn('python3', ['-c', relay, 'sh', '-c', sh, 'sh', ...cli], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      TERM: 'xterm',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      ...environmentFor(playground.url),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  let seen = 0;
  const left = [...typing];
  child.stdout.on('data', (chunk) => {
    text += chunk;
    const [next] = left;
    const found = next && text.slice(seen).match(next[0]);
    if (!next || !found) return;
    left.shift();
    seen = text.length;
    child.stdin.write(next[1]);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => {
      if (left.length > 0) reject(new Error(`nobody was asked ${left[0]?.[0]}: ${text}`));
      else resolve({ code, text });
    });
  });
}
