import { createClients } from '../aws/clients.ts';
import { explainCallFailure } from '../aws/failure.ts';
import type { Installation } from '../installation/installation.ts';
import { Mistake } from '../mistake.ts';
import { createTerminal, type Terminal } from '../terminal/terminal.ts';
import type { CommonOptions } from './common-options.ts';
import { type Playing, play } from './play.ts';
import type { World } from './program.ts';
import { type MistakeText, mistakeAsJson, mistakeAsText } from './tell-mistake.ts';
import type { Runnable, VerbContext } from './verb-context.ts';
import { findWhere, needRegion, type Where } from './where.ts';

/** What a shell makes of a program that Ctrl-C ended: 128 and the signal's number. */
const interrupted = 130;

/**
 * Runs a verb and prints how it ended.
 *
 * @returns The exit code: the verb's own, 2 for a mistake, 130 after Ctrl-C; and whether it ended before its time.
 */
export async function runVerb<Options>(
  { load, offline }: Runnable<Options>,
  options: Options & CommonOptions,
  { streams, betweenSesCalls }: Pick<World, 'streams' | 'betweenSesCalls'>,
): Promise<{ readonly exitCode: number; readonly brokenOff: boolean }> {
  const { json = false, verbose = false, color } = options;
  const terminal = createTerminal({ json, verbose, color }, streams);
  const interrupt = interruption(terminal);
  let playing: Playing | undefined;
  try {
    if (options.playground !== undefined) playing = await play(options.playground);
    const run = await load();
    const where: Where = offline?.(options)
      ? { region: options.region ?? '' }
      : await (playing ? findWhereIn(playing, options) : findWhere(options, process.cwd()));
    const { profile } = where;
    const { signal } = interrupt;
    const {
      json: data,
      lines,
      exitCode,
    } = await run(contextFor(options, { terminal, signal, playing, where, betweenSesCalls }), {
      ...options,
      // Commands that are shown are for AWS's own tool too, which does not look into samconfig.toml.
      ...(profile !== undefined && { profile }),
    });
    terminal.endProgress();
    if (json) terminal.say(JSON.stringify(data, null, 2));
    else for (const line of lines) terminal.say(line);
    // What a verb had still to tell after Ctrl-C has been told.
    return { exitCode: interrupt.signal.aborted ? interrupted : exitCode, brokenOff: false };
  } catch (error) {
    return { exitCode: tell(error, { terminal, stopped: interrupt.signal.aborted }), brokenOff: true };
  } finally {
    interrupt.end();
    await playing?.close();
  }
}

/** The playground's clients have keys of its own. */
function findWhereIn({ folder }: Playing, { profile: _, ...options }: CommonOptions): Promise<Where> {
  return findWhere(options, folder);
}

function contextFor(
  options: CommonOptions,
  {
    terminal,
    signal,
    playing,
    betweenSesCalls,
    where: { region, stack },
  }: {
    readonly where: Where;
    readonly betweenSesCalls: number | undefined;
    readonly terminal: Terminal;
    readonly signal: AbortSignal;
    readonly playing: Playing | undefined;
  },
): VerbContext {
  let calls = 0;
  const onCall = (service: string, operation: string, where: string): void => {
    calls += 1;
    if (terminal.verbose && !terminal.json) terminal.note(`${service} ${operation} in ${where}`);
    else terminal.progress(`${calls} calls made; now ${service} ${operation} in ${where} …`);
  };
  const clients = createClients(onCall, { betweenSesCalls });
  let installation: Promise<Installation> | undefined;
  return {
    terminal,
    clients,
    signal,
    get region() {
      return needRegion(region);
    },
    installation: () => {
      installation ??= import('../installation/installation.ts').then(({ readInstallation }) =>
        readInstallation(
          clients,
          { ...options, ...(stack !== undefined && { stack }) },
          { region: needRegion(region), signal },
        ),
      );
      return installation;
    },
    ...(playing && { playgroundDns: playing.dns }),
  };
}

/** The first Ctrl-C asks the verb to stop and tell what it has done; a second one does not wait for that. */
function interruption(terminal: Terminal): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const onInterrupt = (): void => {
    if (controller.signal.aborted) process.exit(interrupted);
    terminal.note('Stopping …');
    controller.abort();
  };
  process.on('SIGINT', onInterrupt);
  return { signal: controller.signal, end: () => process.off('SIGINT', onInterrupt) };
}

function tell(
  error: unknown,
  { terminal, stopped }: { readonly terminal: Terminal; readonly stopped: boolean },
): number {
  if (stopped && !(error instanceof Mistake)) {
    terminal.note('Stopped.');
    return interrupted;
  }
  const told = explain(error);
  if (terminal.json) terminal.say(mistakeAsJson(told));
  else terminal.note(mistakeAsText(told));
  if (!(error instanceof Mistake) && terminal.verbose && error instanceof Error)
    terminal.note(error.stack ?? '');
  return 2;
}

function explain(error: unknown): MistakeText {
  if (error instanceof Mistake) return { found: withStop(error.message), fix: error.fix };
  const { kind, found, fix } = explainCallFailure(error);
  const advice =
    fix ?? (kind === 'denied' ? 'Ask for that permission.' : 'Add --verbose for where it happened.');
  return { found: withStop(found), fix: advice };
}

const withStop = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
