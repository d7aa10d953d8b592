/**
 * The measured process: node render-runner.mjs <ours|handlebars|nothing> <times>. Loads one renderer, writes one email, then
 * all eight in turn until it has written `times`, and prints what each took with the eight emails.
 */
import { readFileSync } from 'node:fs';

const [, , name, times] = process.argv;
const inputs = JSON.parse(readFileSync(new URL('../dist/bench/emails.json', import.meta.url), 'utf8')).map(
  ({ content, values, stem }) =>
    name === 'ours' ? { ...content, brand: { ...content.brand, links: new Map() } } : { values, stem },
);

const start = performance.now();
const { render } = await import(new URL(`../dist/bench/render-${name}.mjs`, import.meta.url));
const loaded = performance.now();
render(inputs[0]);
const written = performance.now();

let length = 0;
const warmUp = Math.min(Number(times), 2000);
for (let count = 0; count < warmUp; count += 1) length += render(inputs[count % 8]).html.length;
const before = performance.now();
for (let count = 0; count < times; count += 1) length += render(inputs[count % 8]).html.length;
const after = performance.now();

const emails = inputs.map(render);
process.stdout.write(
  JSON.stringify({
    load: loaded - start,
    first: written - loaded,
    warm: ((after - before) * 1000) / times,
    length,
    emails,
  }),
);
