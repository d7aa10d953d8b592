import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionName } from '../../playground/deployment.ts';
import { homeRegion, userPoolId } from '../../playground/fixtures.ts';
import type { Playground } from '../../playground/playground.ts';

/** DescribeUserPool's answer for the playground's pool; a copy. */
export const describedIn = ({ pools }: Playground, region = homeRegion): Record<string, unknown> =>
  structuredClone(pools.get(userPoolId)?.descriptions.get(region) ?? {});

/** The description without what every update changes. */
export const settingsIn = (playground: Playground): Record<string, unknown> => {
  const { LastModifiedDate: _, ...settings } = describedIn(playground);
  return settings;
};

/** Lays members over the description of the playground's pool. */
export function set(playground: Playground, members: object, region = homeRegion): void {
  playground.pools
    .get(userPoolId)
    ?.descriptions.set(region, { ...describedIn(playground, region), ...members });
}

/** The ids of the statements of the function's own policy and of its aliases'. */
export const statementsIn = ({ functions }: Playground): unknown[] =>
  (functions.get(functionName)?.policy ?? []).map(({ Sid }) => Sid);

/** The calls that change something, in order. */
export const changesIn = ({ calls }: Playground): string[] =>
  calls
    .map(({ operation }) => operation)
    .filter((operation) => /^(Update|Add|Remove|Set|Put)/.test(operation));

/** An empty folder with a samconfig.toml that names the playground's stack. */
export const folder = (): string => mkdtempSync(join(tmpdir(), 'attach-'));

/** The backups in a folder, oldest first. */
export const backupsIn = (where: string): { readonly file: string; readonly userPool: unknown }[] =>
  readdirSync(where)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      file: join(where, name),
      userPool: JSON.parse(readFileSync(join(where, name), 'utf8')).userPool,
    }));
