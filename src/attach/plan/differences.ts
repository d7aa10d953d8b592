import { isRecord } from '../../is-record.ts';

/** One setting that is not the same in two descriptions; a side that does not have it is left out. */
export interface Difference {
  /** Such as `LambdaConfig.CustomEmailSender.LambdaArn`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * Compares two values of JSON, setting by setting. A list is one setting, and the order of its items says nothing (where
 * Cognito ranks items, it numbers them); null, and an object with nothing in it, are as good as absent.
 */
export function differencesBetween(before: unknown, after: unknown): Difference[] {
  const [old, current] = [new Map(settingsIn(before)), new Map(settingsIn(after))];
  const paths = new Set([...old.keys(), ...current.keys()]);
  return [...paths]
    .filter((path) => canonical(old.get(path)) !== canonical(current.get(path)))
    .map((path) => ({
      path,
      ...(old.has(path) && { before: old.get(path) }),
      ...(current.has(path) && { after: current.get(path) }),
    }));
}

function settingsIn(value: unknown, path = ''): [string, unknown][] {
  if (value === null || value === undefined) return [];
  if (!isRecord(value)) return [[path, value]];
  return Object.entries(value).flatMap(([name, member]) => settingsIn(member, path + step(name, path)));
}

/** A name that reads as one follows a dot, any other is quoted: `UserPoolTags["cost center"]`. */
const step = (name: string, path: string): string =>
  /^[\w-]+$/.test(name) ? `${path === '' ? '' : '.'}${name}` : `[${JSON.stringify(name)}]`;

/** The same text for the same value, whatever the order of members and items. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? '';
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return `{${members
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    .sort()
    .join()}}`;
}
