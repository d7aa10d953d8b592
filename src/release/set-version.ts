/** What `npm version` runs between changing package.json and committing it. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { runCommand } from '../commands/command.ts';

const usage = `npm run version -- [--help]
Writes the version of package.json wherever else it stands, and stages it. npm version runs it.`;

/** Each file, and the one place in it. */
const places = [
  ['src/version.ts', /(?<=version = ')[^']+/],
  ['template.yaml', /(?<=^ {4}Version: \{ Number: )[^ ]+/m],
] as const;

await runCommand({ usage }, () => {
  const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const [file, place] of places) {
    const text = readFileSync(file, 'utf8');
    if (!place.test(text)) throw new Error(`${file} has no version where it is expected`);
    writeFileSync(file, text.replace(place, version));
  }
  const { status } = spawnSync('git', ['add', ...places.map(([file]) => file)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
