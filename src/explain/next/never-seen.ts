import { valueIn } from '../../aws/fact.ts';
import type { Step } from '../../sender/failure/advice.ts';
import { shellWord } from '../../terminal/shell-word.ts';
import type { Facts } from '../facts.ts';
import type { User } from '../find/find-users.ts';
import type { Guide } from '../guide.ts';

/** What to do where no email is known: Cognito has not asked for one, or the sender was not called. */
export function stepsForNobody({ users, outcomes, address, codeId }: Facts, guide: Guide): Step[] {
  const { command, region } = guide;
  if (codeId !== undefined && address === undefined)
    return [{ say: 'Look further back with --since, and see that the id is whole.' }];
  const known = users.filter((pool) => pool.users.state === 'known');
  const found = known.flatMap(({ userPoolId, users: fact }) =>
    (valueIn(fact) ?? []).map((user) => ({ userPoolId, user })),
  );
  const nobody =
    known.length > 0 && known.length === users.length && found.length === 0
      ? [
          {
            say: `No user of ${users.map(({ userPoolId }) => userPoolId).join(', ')} has this address, to the letter. Cognito sends nothing to people whom it does not know, though an app may say “code sent”: ask for the address that they signed up with, or whether they sign in through another provider.`,
          },
        ]
      : [];
  const nameless = valueIn(outcomes)?.nobodys.length ?? 0;
  return [
    ...nobody,
    ...found.flatMap(({ userPoolId, user }) => stepsFor(user, { userPoolId, region })),
    ...(nameless === 0
      ? []
      : [
          {
            say: `${nameless} ${nameless === 1 ? 'event' : 'events'} of this time had no address that could be written to; whose ${nameless === 1 ? 'it was' : 'they were'} the log does not say.`,
          },
        ]),
    ...(nobody.length > 0
      ? []
      : [
          {
            say: 'Have them ask again, and look again right afterwards.',
            command: command('explain', ['--to', shellWord(address ?? ''), '--since', '10m']),
          },
          {
            say: 'If there is nothing then: see whether the pool calls the sender at all.',
            command: command('doctor'),
          },
        ]),
  ];
}

/** What of a user keeps Cognito from writing to them. AWS docs: "User account statuses"; "Recovering user accounts". */
function stepsFor(
  { userName, status, enabled, emailVerified }: User,
  { userPoolId, region }: { readonly userPoolId: string; readonly region: string },
): Step[] {
  const user = `--user-pool-id ${userPoolId} --username ${shellWord(userName)} --region ${region}`;
  if (!enabled) {
    return [
      {
        say: `The user of ${userPoolId} is disabled, so Cognito sends them nothing.`,
        command: `aws cognito-idp admin-enable-user ${user}`,
      },
    ];
  }
  if (status === 'EXTERNAL_PROVIDER') {
    return [
      { say: `The user of ${userPoolId} signs in through another provider: Cognito sends them no codes.` },
    ];
  }
  if (status === 'CONFIRMED' && !emailVerified) {
    return [
      {
        say: `The user of ${userPoolId} has not verified this address, so Cognito sends no reset codes to it. If you know that it is theirs:`,
        command: `aws cognito-idp admin-update-user-attributes --user-attributes Name=email_verified,Value=true ${user}`,
      },
    ];
  }
  return [
    {
      say: `The user is in ${userPoolId} (${status}), and nothing there keeps Cognito from writing to them.`,
    },
  ];
}
