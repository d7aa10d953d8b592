/** `npm run treemap`: what takes how much of the bundle, as a picture. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { runCommand } from './command.ts';

const usage = `npm run treemap -- [--help]
Draws what takes how much of the bundle: dist/treemap.html.`;

await runCommand({ usage }, () => {
  const visualizer = createRequire(import.meta.url).resolve('esbuild-visualizer/dist/bin/cli.js');
  const args = [visualizer, '--metadata', 'dist/metafile.json', '--filename', 'dist/treemap.html'];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
