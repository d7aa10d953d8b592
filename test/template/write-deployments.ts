/** `.ci/template`: writes each named deployment as a SAM template of its own, conditions and parameters resolved. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploy, template } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';

const [, , folder = 'dist/template'] = process.argv;
mkdirSync(folder, { recursive: true });
for (const [name, parameters] of Object.entries(deployments)) {
  const { Resources, Outputs } = deploy(parameters);
  const { AWSTemplateFormatVersion, Transform } = template;
  const file = join(folder, `${name.replace(/\W+/g, '-')}.sam.json`);
  writeFileSync(file, JSON.stringify({ AWSTemplateFormatVersion, Transform, Resources, Outputs }, null, 1));
}
