/** A statement of a resource's policy, its members as lists. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny';
  /** ARNs, account ids, service names, or `*`. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  /** What the caller's resource must be like, from `aws:SourceArn`; empty for any. */
  readonly sourceArns: readonly string[];
  readonly sourceAccounts: readonly string[];
  readonly conditional: boolean;
}

type Members = Readonly<Record<string, unknown>>;

/** @throws When the text is no policy: what it allows is then not known. */
export function readPolicy(text = '{}'): PolicyStatement[] {
  const { Statement = [] }: { Statement?: Members | Members[] } = JSON.parse(text);
  return listOf<Members>(Statement).map((statement) => {
    const conditions = Object.values((statement['Condition'] ?? {}) as Members) as Members[];
    const conditionOn = (key: string): string[] =>
      conditions.flatMap((condition) =>
        Object.entries(condition)
          .filter(([name]) => name.toLowerCase() === key)
          .flatMap(([, value]) => listOf(value as string | string[])),
      );
    const principal = statement['Principal'];
    return {
      effect: statement['Effect'] === 'Deny' ? 'Deny' : 'Allow',
      principals:
        typeof principal === 'string'
          ? [principal]
          : Object.values((principal ?? {}) as Members).flatMap((value) =>
              listOf(value as string | string[]),
            ),
      actions: listOf((statement['Action'] ?? []) as string | string[]),
      sourceArns: conditionOn('aws:sourcearn'),
      sourceAccounts: conditionOn('aws:sourceaccount'),
      conditional: conditions.length > 0,
    };
  });
}

/** Whether a text is like a pattern of IAM's: `*` is any run of characters, `?` any one. */
export function isLike(text: string, pattern: string): boolean {
  const literal = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i').test(text);
}

export const coversAction = ({ actions }: PolicyStatement, action: string): boolean =>
  actions.some((pattern) => isLike(action, pattern));

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
