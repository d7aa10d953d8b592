import { ask, type Fact, valueIn } from '../aws/fact.ts';
import type { VerbContext } from '../cli/verb-context.ts';
import { readMailboxAddress } from '../sender/mailbox.ts';
import { findAttachedPools } from '../setup/facts/cognito/attached-pools.ts';
import { readAccount, type SesAccount } from '../setup/facts/ses/account.ts';
import { createIdentityReader } from '../setup/facts/ses/identity.ts';
import { readRecipient } from '../setup/facts/ses/recipient.ts';
import { findQueue } from '../undelivered/find-queue.ts';
import { type Look, lookInto } from '../undelivered/look.ts';
import type { Facts, PoolUsers, RegionFacts } from './facts.ts';
import { findOutcomes } from './find/find-outcomes.ts';
import { findUsers } from './find/find-users.ts';
import { learnFates } from './find/learn-fates.ts';
import { gapsIn, noted } from './gaps.ts';
import type { Period } from './period.ts';
import { type Person, traceEmails } from './trace/trace-emails.ts';

export interface Asked {
  /** One of them is there. */
  readonly address?: string;
  readonly codeId?: string;
  readonly period: Period;
  readonly deliveryEventsLogGroup?: string;
}

/** Asks AWS for all that may be known of the person or the code. */
export async function gather(context: VerbContext, asked: Asked): Promise<Facts> {
  const { clients, signal } = context;
  const { address, codeId, period } = asked;
  const installation = await context.installation();
  const { region, sesRegions, functionArn } = installation;
  const logGroup = installation.logGroup ?? `/aws/lambda/${functionArn?.split(':')[6]}`;
  const [outcomes, queue, accounts, users] = await Promise.all([
    findOutcomes(
      clients,
      { logGroup, ...(codeId === undefined ? { address: address ?? '' } : { codeId }) },
      { region, period, signal },
    ),
    look(context),
    Promise.all(sesRegions.map((name) => readAccount(clients, name, signal))),
    address === undefined ? [] : usersWith(context, address),
  ]);
  const lines = valueIn(outcomes)?.lines ?? [];
  const kept = valueIn(queue)?.emails ?? [];
  const accountIn = new Map(sesRegions.map((name, index) => [name, accounts[index]]));
  const { events, insights, gaps, eventRegions } = await learnFates(clients, lines, {
    logGroup: asked.deliveryEventsLogGroup ?? installation.deliveryEventsLogGroup,
    hasInsights: (name) => valueIn(accountIn.get(name))?.messageInsights === true,
    region,
    since: period.from,
    signal,
  });
  const person = personOf(asked, users);
  const traced = traceEmails({ lines, events, kept, insights }, person);
  // Whoever a code was for may be asked about; their address is not shown.
  const known = address ?? traced.emails.flatMap((email) => email.kept?.record.recipient ?? []).at(-1);
  const regions = await Promise.all(
    sesRegions.map((name, index) =>
      regionFacts(context, name, {
        account: accounts[index],
        address: known,
        keepsEvents: eventRegions.has(name),
      }),
    ),
  );
  const facts = { outcomes, queue, regions, users };
  return {
    now: Date.now(),
    period,
    ...(address !== undefined && { address }),
    ...(codeId !== undefined && { codeId }),
    ...facts,
    traced,
    gaps: [...gapsIn(facts), ...gaps],
  };
}

async function look(context: VerbContext): Promise<Fact<Look>> {
  const { queueUrl } = await context.installation();
  if (queueUrl === undefined) return noted('nothing says which queue it is (--queue-url)');
  const { queue, settings } = await findQueue(context);
  return ask(() => lookInto(queue, settings));
}

/** The users who have the address, in the pools that the sender is for. */
async function usersWith(
  { clients, installation, signal }: VerbContext,
  address: string,
): Promise<readonly PoolUsers[]> {
  const { userPoolIds, functionArn, region } = await installation();
  const attached =
    userPoolIds.length > 0 || functionArn === undefined
      ? undefined
      : await findAttachedPools(clients, functionArn, { region, signal });
  return Promise.all(
    [...userPoolIds, ...(valueIn(attached) ?? [])].map(async (userPoolId) => ({
      userPoolId,
      users: await findUsers(clients, { userPoolId, address }, { region, signal }),
    })),
  );
}

async function regionFacts(
  { clients, signal }: VerbContext,
  region: string,
  {
    account = noted('SES was not asked'),
    address,
    keepsEvents,
  }: {
    readonly account: Fact<SesAccount> | undefined;
    readonly address: string | undefined;
    readonly keepsEvents: boolean;
  },
): Promise<RegionFacts> {
  const sandbox = valueIn(account)?.productionAccess === false;
  const recipient =
    address === undefined
      ? undefined
      : await readRecipient(clients, address, {
          region,
          sandbox,
          readIdentity: createIdentityReader(clients, signal),
          signal,
        });
  return { region, account, ...(recipient && { recipient }), keepsEvents };
}

/** Addresses are the same in upper and lower case: no mail server of note tells them apart. */
function personOf({ address, codeId }: Asked, users: readonly PoolUsers[]): Person {
  const same = (text: string): string => (readMailboxAddress(text) ?? text).toLowerCase();
  const wanted = address === undefined ? undefined : same(address);
  return {
    ...(codeId !== undefined && { codeId }),
    has: (text) => same(text) === wanted,
    isUser: (userPoolId, userName) =>
      users.some(
        (pool) =>
          pool.userPoolId === userPoolId &&
          (valueIn(pool.users) ?? []).some((user) => user.userName === userName),
      ),
  };
}
