import { readdirSync, readFileSync } from 'node:fs';
import type { Files } from './zip.ts';

/** What people read who have what is packed, and no clone: the documents without their pictures, and the Terraform module. */
export function documentation(): Files {
  const documents = readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  const module = readdirSync('terraform', { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tf|md)$/.test(name))
    .map((name) => `terraform/${name.replaceAll('\\', '/')}`);
  const paths = [...documents, ...module, 'CHANGELOG.md', 'SECURITY.md'];
  return new Map(paths.map((path) => [path, Buffer.from(withoutPictures(readFileSync(path, 'utf8')))]));
}

/** A picture stands in a paragraph of its own. */
const withoutPictures = (text: string): string => text.replace(/^!\[.*\]\(.*\)\n\n?/gm, '');
