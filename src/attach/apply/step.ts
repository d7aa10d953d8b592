import type { Clients } from '../../aws/clients.ts';
import type { Refusal } from '../plan/pool-change.ts';
import type { Proof } from './proof.ts';

export type StepId = 'back-up' | 'permit' | 'update' | 'prove' | 'revoke';

/** One of the things that a change consists of. */
export interface Step {
  readonly id: StepId;
  /** What is being done, after "while". */
  readonly doing: string;
  /** @returns What there is to say of it when it is done, or how all has ended with it. */
  readonly run: () => Promise<StepDone | Ended>;
}

/** How all has ended with a step. */
export interface Ended {
  readonly status: 'not-as-planned' | 'not-proved';
  readonly failure?: Refusal;
  readonly proof?: Proof;
}

/** A step that is done. */
export interface StepDone {
  readonly told: string;
  readonly proof?: Proof;
}

export interface StepDeps {
  readonly clients: Clients;
  /** Where the pool's present description is kept. */
  readonly backupFile: string;
  /** Completes a command of AWS's for whoever reads it. */
  readonly paste: (command: string) => string;
}
