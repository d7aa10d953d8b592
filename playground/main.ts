/** `npm start`: the eight sample events through the built sender, what became of them, and the page that shows it. */
import { readOptions } from './options.ts';

const options = readOptions(process.argv.slice(2), process.env);
if ('problem' in options) {
  process.stderr.write(`${options.problem}\n`);
  process.exitCode = 2;
} else {
  const { start } = await import('./start.ts');
  await start(options);
}
