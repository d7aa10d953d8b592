/** The SDK's older codec leaves the text of a body that is no JSON on its error, the newer one nothing. Nobody reads it. */
const unseen: ReadonlySet<string> = new Set(['stack', '$responseBodyText']);

/** What can be seen of a result or an error, for a comparison: no stack, no class (their names are shortened), no stream. */
export function plainValue(value: unknown, seen: readonly unknown[] = []): unknown {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === undefined) return '(undefined)';
  if (typeof value !== 'object' || value === null) return value;
  if (seen.includes(value)) return '(seen above)';
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return `date ${value.getTime()}`;
  if ('statusCode' in value && 'headers' in value)
    return { status: value.statusCode, headers: value.headers };
  const names = Object.getOwnPropertyNames(value).filter((name) => !unseen.has(name));
  const members = names
    .sort()
    .map((name) => [name, plainValue((value as Record<string, unknown>)[name], [...seen, value])]);
  return value instanceof Error
    ? { error: value.name, said: value.message, ...Object.fromEntries(members) }
    : Array.isArray(value)
      ? value.map((item) => plainValue(item, [...seen, value]))
      : Object.fromEntries(members);
}
