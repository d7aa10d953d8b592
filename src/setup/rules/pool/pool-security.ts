import type { Pool } from '../../facts/cognito/pool.ts';
import type { PoolDescription } from '../../facts/cognito/pool-description.ts';
import { judge, type Verdict, verdict } from '../../verdict.ts';
import type { PoolAbout } from './pool-about.ts';

/** MFA by email needs an EmailConfiguration, whoever sends it. */
export function emailMfaRules(
  { emailMfa }: Pool,
  pool: PoolDescription,
  about: PoolAbout,
): readonly Verdict[] {
  return judge(
    emailMfa,
    { id: 'email-mfa', subject: about.subject, what: 'Whether the pool sends MFA codes by email' },
    {
      known: (mfa) => {
        const uses = mfa || pool.emailCodeSignIn;
        return [
          verdict('email-mfa', uses && !pool.sendsWithSes ? 'problem' : 'ok', {
            ...about,
            uses,
            sendsWithSes: pool.sendsWithSes,
          }),
        ];
      },
    },
  );
}

/** Warnings of take-overs need threat protection, and a domain for their links. */
export function takeOverRules(
  { takeOverWarnings }: Pool,
  pool: PoolDescription,
  about: PoolAbout,
): readonly Verdict[] {
  return judge(
    takeOverWarnings,
    { id: 'take-over-warnings', subject: about.subject, what: 'Whether the pool warns of take-overs' },
    {
      known: (wanted) => [
        verdict('take-over-warnings', wanted && !pool.threatProtection ? 'warning' : 'ok', {
          ...about,
          wanted,
          threatProtection: pool.threatProtection,
        }),
        ...(wanted && pool.threatProtection
          ? [
              verdict('take-over-links', pool.hasDomain ? 'ok' : 'warning', {
                ...about,
                hasDomain: pool.hasDomain,
              }),
            ]
          : []),
      ],
    },
  );
}
