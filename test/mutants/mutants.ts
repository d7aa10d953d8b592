/** `npm run test:mutants`: what the tests of the decision modules would not notice. */
import { spawnSync } from 'node:child_process';
import { runCommand } from '../../src/commands/command.ts';

const usage = `npm run test:mutants -- [--files <pattern>] [--runners <number>]
Changes the decision modules one operator at a time, and says which changes no test notices. Not in CI: it takes about half
an hour, more on a busy machine, and downloads StrykerJS. The report is in dist/mutants.json.

  --files    only these, such as 'src/sender/send/*.ts'; several patterns with commas between
  --runners  how many at once (2)`;
const options = { files: '', runners: { default: 2, min: 1, max: 64 } } as const;

const version = '10.0.0';

await runCommand({ usage, options }, ({ files, runners }) => {
  const { status } = spawnSync(
    'npm',
    [
      'exec',
      '--yes',
      ...['core', 'jest-runner'].map((name) => `--package=@stryker-mutator/${name}@${version}`),
      '--',
      'stryker',
      'run',
      'test/mutants/stryker.config.mjs',
      ...['--concurrency', `${runners}`],
      // Of these nothing is kept: a test may have been added for what survived.
      ...(files ? ['--mutate', files, '--force'] : []),
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        // What runs in a process of its own cannot be told which mutant is active.
        SENDER_IN_PROCESS: '1',
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      },
    },
  );
  process.exitCode = status ?? 1;
});
