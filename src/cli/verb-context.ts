import type { Clients } from '../aws/clients.ts';
import type { Installation } from '../installation/installation.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommonOptions } from './common-options.ts';

/**
 * 0: well, or done. 1: problems were found, or something was refused. 2: it could not be checked, or was asked wrongly.
 * After Ctrl-C the process ends with 130, whatever the verb has made of it.
 */
export type ExitCode = 0 | 1 | 2;

/** How a verb ended. `--json` prints `json`, otherwise the lines are printed: say the same in both. */
export interface Result {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;
}

/** What a verb works with. */
export interface VerbContext {
  readonly terminal: Terminal;
  readonly clients: Clients;
  /** Aborted by Ctrl-C. Hand it to every call that may be broken off; a verb then says what it has done and has not. */
  readonly signal: AbortSignal;
  /** Where the function is; throws a `Mistake` when nothing says so, and is empty for a verb that is offline. */
  readonly region: string;
  /** Finds out, once, what the installation is; throws a `Mistake` when nothing names one. */
  readonly installation: () => Promise<Installation>;
  /** The playground's name server, `address:port`; undefined without `--playground`. */
  readonly playgroundDns?: string;
}

export type RunVerb<Options> = (context: VerbContext, options: Options & CommonOptions) => Promise<Result>;

/** What a verb does, as far as running it goes. */
export interface Runnable<Options> {
  /** Whether, with these options, it asks nothing of AWS: then it needs no Region and nothing that names an installation. */
  readonly offline?: (options: Options & CommonOptions) => boolean;
  /** Loads what runs it: only then, so that help and mistakes are quick. */
  readonly load: () => Promise<RunVerb<Options>>;
}
