import { createHash } from 'node:crypto';
import type { Finding } from '../../setup/finding.ts';

/** What the last look found: when, and each finding by a digest of what it is about. */
export interface Memory {
  /** Milliseconds since 1970; 0 where there was no look yet. */
  readonly at: number;
  readonly problems: ReadonlySet<string>;
  readonly warnings: ReadonlySet<string>;
}

/** AWS docs, "Tag naming limits and requirements": 256 characters, of which these digests use letters, digits and +. */
const tagLength = 256;

/** Six characters tell a stack's few findings apart, and 25 of them fit into a tag. */
const digestOf = ({ id, subject }: Finding): string =>
  createHash('sha256').update(`${id} ${subject}`).digest('hex').slice(0, 6);

/** Those that the last look did not find, or found less bad. */
export const newOrWorse = (findings: readonly Finding[], { problems, warnings }: Memory): Finding[] =>
  findings.filter(
    (finding) =>
      (finding.level === 'problem' && !problems.has(digestOf(finding))) ||
      (finding.level === 'warning' && !problems.has(digestOf(finding)) && !warnings.has(digestOf(finding))),
  );

/** A tag's value; where all do not fit, warnings are forgotten first, and told again. */
export function writeMemory(findings: readonly Finding[], at: number): string {
  const worstFirst = (['problem', 'warning'] as const).flatMap((level) =>
    findings.filter((finding) => finding.level === level).map((finding) => `${level[0]}${digestOf(finding)}`),
  );
  const words = [Math.floor(at / 1000).toString(), ...new Set(worstFirst)];
  while (words.join(' ').length > tagLength) words.pop();
  return words.join(' ');
}

/** @param value A tag that anybody may have changed; what is not of this form is not remembered. */
export function readMemory(value = ''): Memory {
  const [at = '', ...digests] = value.split(' ');
  const of = (letter: string): Set<string> =>
    new Set(digests.filter((word) => word.startsWith(letter)).map((word) => word.slice(1)));
  return { at: /^\d{1,11}$/.test(at) ? Number(at) * 1000 : 0, problems: of('p'), warnings: of('w') };
}
