import type { AccountSettings } from '../account-settings.ts';
import type { Burst } from '../burst.ts';
import type { Changes } from '../changes.ts';
import type { Wish } from '../compose-event.ts';
import type { Playground } from '../playground.ts';
import type { SenderFunction } from '../sender-function.ts';
import type { UserPool } from '../user-pool/user-pool.ts';

/** All that the page shows and changes; there is one of it, for there is one person at a loopback page. */
export interface PageState {
  readonly playground: Playground;
  readonly sender: SenderFunction;
  readonly account: AccountSettings;
  readonly changes: Changes;
  /** App clients that stand for a brand, by name. */
  readonly brands: readonly { readonly clientId: string; readonly name: string }[];
  readonly locales: readonly string[];
  /** What was last sent, for the form to begin with. */
  wish: Wish;
  /** An event of somebody's own, as text. */
  ownEvent: string;
  burst?: Burst;
  /** The user pool emulator; undefined while it starts, or why it could not. */
  userPool?: UserPool | Error;
  /** When the files were last built anew because one was saved, in milliseconds since 1970, and how long it took. */
  built?: { readonly at: number; readonly ms: number };
  /** What the last build complained about; empty where it went well. */
  buildProblem: string;
}
