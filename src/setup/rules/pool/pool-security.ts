import type { Pool } from '../../facts/cognito/pool.ts';
import type { PoolDescription } from '../../facts/cognito/pool-description.ts';
import { judge, type Verdict, verdict } from '../../verdict.ts';
import type { PoolAbout } from './pool-about.ts';

/** Whether what a pool does for its users' security can be emailed. */
export function poolSecurityRules(
  { emailMfa, takeOverWarnings }: Pool,
  { emailCodeSignIn, sendsWithSes, threatProtection, hasDomain }: PoolDescription,
  about: PoolAbout,
): readonly Verdict[] {
  const { subject } = about;
  return [
    ...judge(
      emailMfa,
      { id: 'email-mfa', subject, what: 'Whether the pool sends MFA codes by email' },
      {
        // MFA by email needs an EmailConfiguration, whoever sends it.
        known: (mfa) => {
          const uses = mfa || emailCodeSignIn;
          return [
            verdict('email-mfa', uses && !sendsWithSes ? 'problem' : 'ok', { ...about, uses, sendsWithSes }),
          ];
        },
      },
    ),
    ...judge(
      takeOverWarnings,
      { id: 'take-over-warnings', subject, what: 'Whether the pool warns of take-overs' },
      {
        // They need threat protection, and a domain for their links.
        known: (wanted) => [
          verdict('take-over-warnings', wanted && !threatProtection ? 'warning' : 'ok', {
            ...about,
            wanted,
            threatProtection,
          }),
          ...(wanted && threatProtection
            ? [verdict('take-over-links', hasDomain ? 'ok' : 'warning', { ...about, hasDomain })]
            : []),
        ],
      },
    ),
  ];
}
