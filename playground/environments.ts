import type { Environment, Invocation, InvokeOptions } from './lambda.ts';

/** A function's execution environments, as Lambda keeps them: one event each, a new one while all are busy. */
export interface Environments {
  invoke(event: unknown, options?: InvokeOptions): Promise<Invocation>;
  /** Takes other environments for what comes from now on; those that are busy end with their event. */
  replace(start: () => Environment): Promise<void>;
  close(): Promise<void>;
}

/** @param limit How many there may be at once: the function's reserved concurrency. */
export function createEnvironments(start: () => Environment, limit: number): Environments {
  let startNew = start;
  const idle: Environment[] = [startNew()];
  const all = new Set(idle);
  const waiting: (() => void)[] = [];

  async function take(): Promise<Environment> {
    const free = idle.pop();
    if (free) return free;
    if (all.size < limit) {
      const fresh = startNew();
      all.add(fresh);
      return fresh;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
    return take();
  }

  async function drop(environment: Environment): Promise<void> {
    all.delete(environment);
    await environment.close();
  }

  return {
    async invoke(event, options) {
      const environment = await take();
      const invocation = await environment.invoke(event, options);
      // Lost as on a time-out, or replaced meanwhile.
      if (invocation.error?.name === 'Runtime.ExitError' || !all.has(environment)) await drop(environment);
      else idle.push(environment);
      waiting.shift()?.();
      return invocation;
    },
    async replace(other) {
      startNew = other;
      const old = idle.splice(0);
      all.clear();
      const fresh = startNew();
      all.add(fresh);
      idle.push(fresh);
      waiting.shift()?.();
      await Promise.all([fresh.ready, ...old.map((environment) => environment.close())]);
    },
    async close() {
      await Promise.all([...all].map((environment) => environment.close()));
    },
  };
}
