import { valueIn } from '../../../aws/fact.ts';
import type { Pool } from '../../facts/cognito/pool.ts';
import type { PoolDescription } from '../../facts/cognito/pool-description.ts';
import { judge, type Verdict, verdict } from '../../verdict.ts';

/** Whether the emails say how long their codes last as the pool has it. Cognito's events do not tell. */
export function poolLifetimeRules(
  { clients, emailMfa }: Pool,
  { temporaryPasswordDays, emailCodeSignIn }: PoolDescription,
  {
    environment,
    ...about
  }: {
    readonly subject: string;
    readonly id: string;
    readonly region: string;
    readonly environment: Readonly<Record<string, string>>;
  },
): readonly Verdict[] {
  // An environment that could not be read says nothing of the sender's settings.
  if (Object.keys(environment).length === 0) return [];
  const days = Number(environment['TEMPORARY_PASSWORD_DAYS'] || 7);
  const minutes = Number(environment['AUTHENTICATION_CODE_MINUTES'] || 3);
  const sendsSignInCodes = emailCodeSignIn || valueIn(emailMfa) === true;
  return [
    verdict('temporary-password-days', days === temporaryPasswordDays ? 'ok' : 'warning', {
      ...about,
      pool: temporaryPasswordDays,
      sender: days,
    }),
    ...(sendsSignInCodes
      ? judge(
          clients,
          { id: 'sign-in-code-minutes', subject: about.subject, what: 'How long sign-in codes last' },
          {
            known: (all) => {
              const others = all.filter(({ sessionMinutes }) => sessionMinutes !== minutes);
              return [
                verdict('sign-in-code-minutes', others.length === 0 ? 'ok' : 'warning', {
                  ...about,
                  sender: minutes,
                  clients: others,
                }),
              ];
            },
          },
        )
      : []),
  ];
}
