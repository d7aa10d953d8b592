/**
 * Loaded before every command of package.json (`node -r`): says in one sentence what is missing, where Node would end
 * in a stack. Written for any Node from 16 on.
 */
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'),
);
const isInstalled = (name) =>
  (require.resolve.paths(name) || []).some((folder) => existsSync(join(folder, name)));
const missing = Object.keys(Object.assign({}, dependencies, devDependencies)).find(
  (name) => !isInstalled(name),
);

const problem = missing
  ? `The package ${missing} is not installed: run \`npm ci\` first.`
  : // Lambda's runtime is Node 24, and what is deployed is tried on nothing else.
    (Number(process.versions.node.split('.')[0]) < 24 || !process.features.typescript) &&
    `This needs Node 24 and runs on ${process.version}: \`npm rebuild node --ignore-scripts=false\` brings it, as \`npm ci\` does unless it ignores scripts.`;
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}
