import { styleText } from 'node:util';

export interface TerminalOptions {
  readonly color: boolean;
  readonly verbose: boolean;
  /** Whether the result is JSON: then standard output holds nothing else, and nobody is asked. */
  readonly json: boolean;
}

type Format = Parameters<typeof styleText>[0];

/** Where a verb's words go: its result to standard output, all else to standard error. */
export interface Terminal extends TerminalOptions {
  /** Whether the result goes to a terminal, to be read. */
  readonly toTerminal: boolean;
  /** Whether somebody is there to be asked as well. */
  readonly interactive: boolean;
  /** Characters in a line; 80 where there is no terminal. */
  readonly columns: number;
  /** Colours a text of the result; the text as it is where there are no colours. */
  readonly paint: (format: Format, text: string) => string;
  /** Writes a line of the result. */
  readonly say: (line: string) => void;
  /** Writes a line about what is going on. */
  readonly note: (line: string) => void;
  /** Shows what is being done at the moment, in one line that the next one replaces; nothing without a terminal. */
  readonly progress: (text: string) => void;
  readonly endProgress: () => void;
}

/** @param streams Standard output and error, or what stands for them. */
export function createTerminal(
  options: TerminalOptions,
  { stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> = process,
): Terminal {
  const toTerminal = !options.json && stdout.isTTY === true;
  const colored = options.color && toTerminal && stdout.hasColors();
  const columns = stdout.columns ?? 80;
  let shown = false;
  const endProgress = (): void => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    ...options,
    toTerminal,
    interactive: toTerminal && stdin.isTTY === true,
    columns,
    paint: (format, text) => (colored ? styleText(format, text, { validateStream: false }) : text),
    say: (line) => {
      endProgress();
      stdout.write(`${withoutControls(line)}\n`);
    },
    note: (line) => {
      endProgress();
      stderr.write(`${withoutControls(line)}\n`);
    },
    progress: (text) => {
      if (stderr.isTTY !== true) return;
      shown = true;
      stderr.write(`\r\u001b[K${text.slice(0, columns - 1)}`);
    },
    endProgress,
  };
}

/** Lines hold what strangers wrote (records, mails, DNS): of control characters only colours, tabs and line breaks pass. */
const withoutControls = (line: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for.
  line.replace(/\u001b\[[\d;]*m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, (found) =>
    found.endsWith('m') ? found : '',
  );
