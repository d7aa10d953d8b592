import { explainCallFailure } from '../../aws/failure.ts';
import { Mistake } from '../../mistake.ts';
import type { PoolChange, Refusal } from '../plan/pool-change.ts';
import type { Proof } from './proof.ts';
import type { Ended, StepDeps, StepId } from './step.ts';
import { stepsOf } from './steps.ts';
import { underWay } from './under-way.ts';

/** How a change has ended. */
export interface Outcome {
  readonly status: Ended['status'] | 'applied' | 'stopped' | 'failed';
  readonly done: readonly StepId[];
  /** Where it failed, the first of these is what did, and `failure` says what became of it. */
  readonly notDone: readonly StepId[];
  readonly failure?: Partial<Refusal> & Pick<Refusal, 'found'>;
  readonly proof?: Proof;
}

export interface ApplyDeps extends StepDeps {
  /** Aborted by Ctrl-C: no further step is started, but what was changed is still looked at. */
  readonly signal: AbortSignal;
  /** Told of each step when it is done. */
  readonly tell: (line: string) => void;
  /** The command that shows what has come of a step. */
  readonly seeWith: string;
}

/** Makes a change, step by step, each of them told when it is done; none is broken off in the middle. */
export async function applyChange(change: PoolChange, deps: ApplyDeps): Promise<Outcome> {
  const steps = stepsOf(change, deps);
  const done: StepId[] = [];
  let proof: Proof | undefined;
  const ended = (how: Omit<Outcome, 'done' | 'notDone'>): Outcome => ({
    ...(proof && { proof }),
    ...how,
    done,
    notDone: steps.map(({ id }) => id).slice(done.length),
  });
  for (const { id, doing, run } of steps) {
    if (deps.signal.aborted && id !== 'prove') return ended({ status: 'stopped' });
    try {
      const result = await underWay(doing, deps.seeWith, { work: run });
      if (!('told' in result)) return ended(result);
      done.push(id);
      proof = result.proof ?? proof;
      deps.tell(result.told);
    } catch (error) {
      return ended({ status: 'failed', failure: failureIn(error) });
    }
  }
  return ended({ status: 'applied' });
}

function failureIn(error: unknown): NonNullable<Outcome['failure']> {
  const { found, fix } =
    error instanceof Mistake ? { found: error.message, fix: error.fix } : explainCallFailure(error);
  return { found, ...(fix !== undefined && { fix }) };
}
