import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createCpuShare } from '../../benchmarks/cpu-share.ts';

const groups = () =>
  ['/sys/fs/cgroup', '/sys/fs/cgroup/cpu']
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder))
    .filter((name) => name === `bench-${process.pid}`);

test('a share that the kernel refuses leaves no control group behind', () => {
  // Two microseconds of each 20 ms are less than a kernel gives; where there are no groups, that is refused as well.
  expect(() => createCpuShare(0.0001)).toThrow();
  expect(groups()).toEqual([]);
});
