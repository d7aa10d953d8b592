import type { Playground } from './playground.ts';
import type { Run } from './sender-function.ts';
import { table } from './table.ts';
import { readKept } from './undelivered.ts';

/** What became of each event, in columns. */
export function outcomeTable(runs: readonly Run[], { mailbox }: Playground): string[] {
  const rows = runs.map(({ event, attempts }) => {
    const last = attempts.at(-1);
    const { status, reason, sesMessageId } = last?.outcome ?? {};
    const email = mailbox.find(({ id }) => id === sesMessageId);
    return [
      shortSource(event),
      status ? [status, reason].filter(Boolean).join(': ') : (last?.error?.message ?? 'no outcome'),
      email?.to[0] ?? '-',
      last?.ms.toFixed(0) ?? '-',
      email?.subject ?? '-',
    ];
  });
  return table([['TRIGGER SOURCE', 'OUTCOME', 'RECIPIENT', 'MS', 'SUBJECT'], ...rows]);
}

/**
 * What happened to the emails that were not accepted, as the platform team would come to know of it.
 *
 * @returns No line where SES accepted everything.
 */
export function story(
  { alerts, queue, url }: Playground,
  { pageStays }: { readonly pageStays: boolean },
): string[] {
  const kept = queue.map(readKept);
  if (alerts.length + kept.length === 0) return [];
  return [
    ...alerts.flatMap(({ subject, messages }) => [
      '',
      'The alert that was sent to the operators:',
      '',
      ...[subject ?? '', '', ...(messages['default'] ?? '').split('\n')].map((line) =>
        `    ${line}`.trimEnd(),
      ),
    ]),
    ...(kept.length === 0
      ? []
      : [
          '',
          whereKept(kept.length, pageStays ? url : undefined),
          '',
          ...table([
            ['EVENT', 'REASON', 'OF USE UNTIL'],
            ...kept.map(({ event, reason, expiresAt }) => [
              shortSource(event),
              reason,
              expiresAt?.slice(0, 16).replace('T', ' ').concat(' UTC') ?? 'not known',
            ]),
          ]).map((line) => `    ${line}`),
          '',
          'How to send them again, once the cause is fixed:',
          '',
          ...(pageStays
            ? [`    here: open ${url}/operators, press "Grant production access", then "Send all again"`]
            : [
                '    here: leave out --once, then open the page: "Grant production access", "Send all again"',
              ]),
          '    in your account: the last step of the alert',
        ]),
  ];
}

/** @param url Where the page is, if it stays: the playground's queue lives no longer than its process. */
const whereKept = (count: number, url: string | undefined): string => {
  const [events, are] = count === 1 ? ['event', 'is'] : [`${count} events`, 'are'];
  return url === undefined
    ? `What the undelivered queue held, codes still encrypted. In your account it keeps them for 14 days; the playground's ended with --once:`
    : `Where the ${events} ${are} kept, codes still encrypted: the undelivered queue, ${url}/operators`;
};

const shortSource = (event: unknown): string => {
  const source = (event as { readonly triggerSource?: unknown } | null)?.triggerSource;
  return typeof source === 'string' ? source.replace('CustomEmailSender_', '') : '-';
};
