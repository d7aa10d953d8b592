import { Command } from 'commander';

/** What a verb runs in: the process, or what stands for it. */
export interface World {
  readonly streams: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;
  /** Milliseconds between two calls of SES, where not AWS answers them. */
  readonly betweenSesCalls?: number;
  /** @param brokenOff Whether calls may still be waiting for their turn, or for an answer. */
  readonly end: (exitCode: number, { brokenOff }: { readonly brokenOff: boolean }) => void;
}

/** The command line of the tool: its verbs find here what they run in. */
export class Program extends Command {
  readonly world: World;

  constructor(name: string, world: World) {
    super(name);
    this.world = world;
    const { stdout, stderr } = world.streams;
    this.configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    });
  }
}

/** @throws {TypeError} for a command of another program. */
export function worldOf(command: Command): World {
  let root = command;
  while (root.parent) root = root.parent;
  if (!(root instanceof Program)) throw new TypeError(`${root.name()} is no program of this tool`);
  return root.world;
}
