import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';

/** A control group whose processes get a part of the CPU, as Lambda gives it to a function by its memory. */
export interface CpuShare {
  /** Puts a process, with all its threads, under the share from now on. */
  readonly limit: (pid: number) => void;
  /** Removes the group; its processes must have ended. */
  readonly close: () => void;
}

/** One whole core belongs to this much memory. AWS docs: "Configure Lambda function memory". */
export const megabytesPerCore = 1769;

/** The kernel's accounting period on Lambda, in microseconds: what is used up waits for the next one. */
const periodUs = 20_000;

/**
 * @param cores How many cores' time the group may use, above 0.
 * @throws Where control groups can't be had: without the right to make them, or on another system than Linux.
 */
export function createCpuShare(cores: number): CpuShare {
  const quotaUs = Math.round(cores * periodUs);
  const group = existsSync('/sys/fs/cgroup/cgroup.controllers')
    ? createGroup('/sys/fs/cgroup', { 'cpu.max': `${quotaUs} ${periodUs}` })
    : createGroup('/sys/fs/cgroup/cpu', {
        'cpu.cfs_period_us': String(periodUs),
        'cpu.cfs_quota_us': String(quotaUs),
      });
  return {
    limit: (pid) => writeFileSync(`${group}/cgroup.procs`, String(pid)),
    close: () => rmdirSync(group),
  };
}

function createGroup(parent: string, settings: Readonly<Record<string, string>>): string {
  const enabled = `${parent}/cgroup.subtree_control`;
  if (existsSync(enabled) && !readFileSync(enabled, 'utf8').split(/\s/).includes('cpu'))
    writeFileSync(enabled, '+cpu');
  const group = `${parent}/bench-${process.pid}`;
  // One may be left of a run that was interrupted, since numbers of processes come again.
  if (!existsSync(group)) mkdirSync(group);
  try {
    // The kernel has made these files; a folder that lacks them is no control group, and would limit nothing.
    for (const [name, value] of Object.entries(settings))
      writeFileSync(`${group}/${name}`, value, { flag: 'r+' });
  } catch (error) {
    rmdirSync(group);
    throw error;
  }
  return group;
}
