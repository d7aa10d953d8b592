import { readdirSync, readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { empty, type Figures, medians } from './figures.ts';
import { at, names, type Variant, variants } from './processes.ts';

/** What is uploaded, in kB: every module, as it is and as a zip file holds it. */
export function measureSizes(): Figures {
  const [raw, zipped] = [empty(), empty()];
  const ours = readdirSync(at('../dist/lambda')).filter((name) => name.endsWith('.mjs'));
  const files: Record<Variant, string[]> = {
    ours: ours.map((name) => at(`../dist/lambda/${name}`)),
    baseline: [variants.baseline],
    floor: [variants.floor],
  };
  for (const name of names) {
    const contents = files[name].map((file) => readFileSync(file));
    const total = (size: (content: Buffer) => number): number =>
      contents.reduce((sum, content) => sum + size(content), 0) / 1000;
    raw[name].push(total(({ length }) => length));
    zipped[name].push(total((content) => deflateRawSync(content, { level: 9 }).length));
  }
  return medians({ 'bundle (kB)': raw, 'bundle, zipped (kB)': zipped });
}
