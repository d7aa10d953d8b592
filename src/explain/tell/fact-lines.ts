import { valueIn } from '../../aws/fact.ts';
import { recipientWords } from '../../setup/words/recipient.ts';
import type { Facts } from '../facts.ts';

/** What is so at the moment, apart from any email. */
export function factLines({ regions, address, users, traced, queue }: Facts): string[] {
  const shown = address ?? 'the address';
  return [
    ...regions.flatMap(({ region, account, recipient }) => {
      const { productionAccess } = valueIn(account) ?? {};
      const entry = valueIn(recipient?.suppression);
      const identity = valueIn(recipient?.identity);
      const about = { address: shown, region };
      return [
        ...(recipient && (entry || recipient.suppression.state === 'absent')
          ? [`${region}: ${recipientWords['recipient-suppressed']({ ...about, entry }).found}`]
          : []),
        ...(productionAccess === false && recipient
          ? [
              `${region}: ${recipientWords['recipient-sandbox']({ ...about, verifiedBy: identity?.verified ? identity.name : undefined }).found}`,
            ]
          : []),
        ...(productionAccess === true ? [`${region}: SES is out of the sandbox.`] : []),
      ];
    }),
    ...users.flatMap(({ userPoolId, users: found }) =>
      found.state === 'known' ? [`${userPoolId}: ${usersText(found.value)}`] : [],
    ),
    ...(traced.others > 0
      ? [
          `${traced.others} ${traced.others === 1 ? 'email' : 'emails'} of this time went to somebody else whose address looks the same when masked.`,
        ]
      : []),
    ...(valueIn(queue)?.depth.hidden
      ? [
          `${valueIn(queue)?.depth.hidden} more records of the undelivered queue are in other hands and could not be looked at.`,
        ]
      : []),
  ];
}

function usersText(
  users: readonly { readonly status: string; readonly enabled: boolean; readonly emailVerified: boolean }[],
): string {
  if (users.length === 0) return 'no user has this address.';
  return `${users.length === 1 ? 'one user has' : `${users.length} users have`} this address: ${users
    .map(({ status, enabled, emailVerified }) =>
      [
        status,
        emailVerified ? 'address verified' : 'address not verified',
        ...(enabled ? [] : ['disabled']),
      ].join(', '),
    )
    .join('; ')}.`;
}
