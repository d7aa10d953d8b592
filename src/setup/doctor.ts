import type { CommonOptions } from '../cli/common-options.ts';
import type { ExitCode, Result, VerbContext } from '../cli/verb-context.ts';
import { Mistake } from '../mistake.ts';
import { version } from '../version.ts';
import { readFacts } from './facts/read-facts.ts';
import type { Finding, Level } from './finding.ts';
import { iamPolicy } from './iam-policy.ts';
import { printFindings } from './print-findings.ts';
import { judgeFacts } from './rules/rules.ts';
import { explainVerdict } from './words/explain-verdict.ts';

/** What doctor can be told besides what every verb can. */
export interface DoctorOptions {
  readonly recipient?: string;
  readonly userPoolId?: readonly string[];
  readonly dns?: string;
  readonly strict?: true;
  readonly policy?: true;
}

/** Facts first, rules over facts, words last. It only reads. */
export async function doctor(
  { clients, installation, signal, terminal, playgroundDns }: VerbContext,
  options: DoctorOptions & CommonOptions,
): Promise<Result> {
  if (options.policy) {
    const policy = iamPolicy(options);
    return { json: policy, lines: [JSON.stringify(policy, null, 2)], exitCode: 0 };
  }
  const { recipient, userPoolId = [], strict = false } = options;
  checkRecipient(recipient);
  checkPools(userPoolId);
  const dnsServer = options.dns ?? playgroundDns;
  const facts = await readFacts(clients, await installation(), {
    userPoolIds: userPoolId,
    ...(recipient !== undefined && { recipient }),
    ...(dnsServer !== undefined && { dnsServer }),
    now: new Date(),
    signal,
  });
  const findings = judgeFacts(facts, version).map((verdict) => explainVerdict(verdict, options));
  return {
    json: { exitCode: exitCodeOf(findings, strict), findings },
    lines: printFindings(findings, terminal),
    exitCode: exitCodeOf(findings, strict),
  };
}

/** Problems count before what could not be looked at: they are certain. */
function exitCodeOf(findings: readonly Finding[], strict: boolean): ExitCode {
  const has = (level: Level): boolean => findings.some((finding) => finding.level === level);
  if (has('problem') || (strict && has('warning'))) return 1;
  return has('unknown') ? 2 : 0;
}

function checkRecipient(recipient: string | undefined): void {
  if (recipient === undefined || /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(recipient)) return;
  throw new Mistake(
    `--recipient is ${recipient}, which is not an address.`,
    'Give one such as ana@example.com.',
  );
}

function checkPools(ids: readonly string[]): void {
  const wrong = ids.find((id) => !/^[\w-]+_[A-Za-z\d]+$/.test(id));
  if (wrong === undefined) return;
  throw new Mistake(
    `--user-pool-id is ${wrong}, which is not a user pool id.`,
    'It looks like eu-west-1_AbCdEfGhI.',
  );
}
