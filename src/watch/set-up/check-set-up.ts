import { ListTagsForResourceCommand, TagResourceCommand } from '@aws-sdk/client-sns';
import type { Clients } from '../../aws/clients.ts';
import { ask, valueIn } from '../../aws/fact.ts';
import type { Finding, Level } from '../../setup/finding.ts';
import { judgeFacts } from '../../setup/rules/rules.ts';
import { explainVerdict } from '../../setup/words/explain-verdict.ts';
import { lineWith } from '../log-line.ts';
import type { Settings } from '../settings.ts';
import { newOrWorse, readMemory, writeMemory } from './memory.ts';
import { readSetUp } from './read-set-up.ts';
import { tell } from './tell.ts';

/** A day, less what a schedule may be early by. */
const betweenLooks = 23.5 * 60 * 60 * 1000;

/** On the alert topic: what the last look found, so that nobody is told the same every day. */
const memoryTag = 'cognito-email-sender:set-up';

/** Makes the look at the set-up: once a day, and after each deployment whenever that is. */
export function createCheckSetUp(
  clients: Clients,
  {
    settings,
    write,
    dnsServer,
  }: { readonly settings: Settings; readonly write: (line: string) => void; readonly dnsServer?: string },
) {
  const { alertTopicArn: topicArn, service, region } = settings;
  // template.yaml names the service after its stack.
  const target = { stack: service, region };

  return async (
    now: number,
    { deployed, signal }: { readonly deployed: boolean; readonly signal: AbortSignal },
  ) => {
    const sns = await clients.sns(topicArn.split(':')[3] ?? '');
    const tags = await ask(() =>
      sns.send(new ListTagsForResourceCommand({ ResourceArn: topicArn }), { abortSignal: signal }),
    );
    const memory = readMemory(valueIn(tags)?.Tags?.find(({ Key }) => Key === memoryTag)?.Value);
    if (!deployed && now - memory.at < betweenLooks) return;

    const look = { settings, now: new Date(now), signal, ...(dnsServer !== undefined && { dnsServer }) };
    const facts = await readSetUp(clients, look);
    // Deployed with the sender, the watch is of its version by nature.
    const version = (facts.surroundings && valueIn(facts.surroundings.version)) ?? '';
    const findings = judgeFacts(facts, version).map((verdict) => explainVerdict(verdict, target));
    const news = newOrWorse(findings, memory);
    const told =
      news.length === 0 ||
      (await ask(() => tell(sns, news, { topicArn, service, signal }))).state === 'known';
    write(setUpLine(findings, { service, now, told }));
    // What nobody was told is new again the next time.
    const remembered = told ? findings : findings.filter((finding) => !news.includes(finding));
    const Tags = [{ Key: memoryTag, Value: writeMemory(remembered, now) }];
    await ask(() =>
      sns.send(new TagResourceCommand({ ResourceArn: topicArn, Tags }), { abortSignal: signal }),
    );
  };
}

function setUpLine(
  findings: readonly Finding[],
  { service, now, told }: { readonly service: string; readonly now: number; readonly told: boolean },
): string {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  const counts = {
    SetupProblems: count('problem'),
    SetupWarnings: count('warning'),
    ...(!told && { AlertFailed: 1 }),
  };
  const level = counts.SetupProblems > 0 ? 'ERROR' : counts.SetupWarnings > 0 ? 'WARN' : 'INFO';
  const noteworthy = findings
    .filter((finding) => finding.level !== 'ok')
    .map(({ id, level: how, subject, found }) => ({ id, level: how, subject, found }));
  return lineWith(
    { level, message: 'set-up', unknown: count('unknown'), findings: noteworthy },
    { service, counts, now },
  );
}
