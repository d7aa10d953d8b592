/**
 * The measured process, as little else in it as can be: loads a handler and runs it. Plain JavaScript, since
 * stripping types would be measured too.
 * node runner.mjs <module> [<event file>]: with an event, one email at once; then whatever the parent asks for.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , module, eventFile] = process.argv;
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 30_000 };

const { href } = pathToFileURL(module);
const start = performance.now();
const loaded = await import(href);
const handler = loaded.handler ?? loaded.default.handler;
const importMs = performance.now() - start;
const calledAt = performance.timeOrigin + performance.now();
if (eventFile) await handler(JSON.parse(readFileSync(eventFile, 'utf8')), context);
const { user, system } = process.cpuUsage();
process.send({ importMs, calledAt, cpuMs: (user + system) / 1000 });

process.on('disconnect', () => process.exit());
process.on('message', async ({ event, times }) => {
  const before = process.cpuUsage();
  for (let count = 0; count < times; count += 1) await handler(structuredClone(event), context);
  const { user, system } = process.cpuUsage(before);
  process.send({ cpuMs: (user + system) / 1000 / times, peakMiB: process.resourceUsage().maxRSS / 1024 });
});
