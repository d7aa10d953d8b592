import { parseArgs } from 'node:util';
import { Mistake } from '../mistake.ts';

/** A number on the command line; whole and from 0 on unless said otherwise. */
export interface NumberOption {
  readonly default?: number;
  readonly min?: number;
  readonly max?: number;
  readonly fraction?: boolean;
  /** A variable that holds it where no argument does. */
  readonly env?: string;
}

/** Options by name: `false` is a switch, a text is the default of a text. */
export type Options = Readonly<Record<string, false | string | NumberOption>>;

/** What a command of package.json can be told. */
export interface Command<O extends Options = Options> {
  /** The whole help: how it is called on the first line, then what it does and what each option means. */
  readonly usage: string;
  readonly options?: O;
  /** Names of options that may be given without their names, in this order. */
  readonly positionals?: readonly (keyof O & string)[];
}

type ValueOf<T> = T extends false
  ? boolean
  : T extends NumberOption
    ? T extends { readonly default: number }
      ? number
      : number | undefined
    : string;
export type Values<O> = { readonly [Name in keyof O]: ValueOf<O[Name]> };

/**
 * Reads the arguments of a command.
 *
 * @param env npm leaves options in it that were meant for the command and came before `--`.
 * @returns The values by name; undefined when help was asked for.
 * @throws {Mistake} With what is wrong, on one line.
 */
export function readArguments<O extends Options>(
  { usage, options = {} as O, positionals: places = [] }: Command<O>,
  { args, env }: { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv },
): Values<O> | undefined {
  const [call = ''] = usage.split(' [', 1);
  const names = Object.keys(options);
  const fail = (what: string): never => {
    const known = [...names, 'help'].map((name) => `--${name}`).join(', ');
    throw new Mistake(`${what}.`, `${call} knows ${known}.`);
  };
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    const typed = names.map((name) => [name, { type: options[name] === false ? 'boolean' : 'string' }]);
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...Object.fromEntries(typed), help: { type: 'boolean', short: 'h' } },
    }) as typeof parsed;
  } catch (error) {
    // Node goes on to advise on arguments that begin with a dash, which no command here has.
    return fail((error as Error).message.split(/\.?\n|\. /)[0] ?? '');
  }
  const { values, positionals } = parsed;
  if (values['help']) return undefined;
  const taken = names.find((name) => env[`npm_config_${name.toLowerCase()}`] !== undefined);
  if (taken) {
    const value = options[taken] === false ? '' : ` ${env[`npm_config_${taken.toLowerCase()}`]}`;
    throw new Mistake(`npm has taken --${taken} for itself.`, `Write \`${call} --${taken}${value}\`.`);
  }
  const surplus = positionals[places.length];
  if (surplus !== undefined) fail(`${JSON.stringify(surplus)} is no option`);

  const read = (name: string): string | number | boolean | undefined => {
    const option = options[name];
    const given = values[name] ?? positionals[places.indexOf(name)];
    if (option === false) return given === true;
    if (typeof option !== 'object') return given ?? option;
    const text = given ?? env[option.env ?? ''];
    if (text === undefined) return option.default;
    if (!isNumber(String(text), option)) {
      const source = given === undefined ? option.env : name;
      fail(`${source} is ${JSON.stringify(text)} and should be ${wanted(option)}`);
    }
    return Number(text);
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Values<O>;
}

/** Digits only: `Number` makes 0 of nothing, and takes `0x10` and `1e9`. */
function isNumber(text: string, { min = 0, max = Number.MAX_SAFE_INTEGER, fraction }: NumberOption): boolean {
  const written = fraction ? /^\d+(\.\d+)?$/ : /^\d+$/;
  return written.test(text) && Number(text) >= min && Number(text) <= max;
}

const wanted = ({ min = 0, max, fraction }: NumberOption): string =>
  `a ${fraction ? '' : 'whole '}number ${max === undefined ? `from ${min} on` : `from ${min} to ${max}`}`;
