/**
 * `.ci/template`: writes each named deployment as a SAM template of its own, conditions and parameters resolved, and
 * beside it the parameters, and which resources they should make.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deploy, template } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';

const [, , folder = 'dist/template'] = process.argv;
mkdirSync(folder, { recursive: true });
for (const [name, parameters] of Object.entries(deployments)) {
  const { Resources, Outputs } = deploy(parameters);
  const { AWSTemplateFormatVersion, Transform } = template;
  const write = (kind: string, content: object): void =>
    writeFileSync(
      join(folder, `${name.replace(/\W+/g, '-')}.${kind}.json`),
      JSON.stringify(content, null, 1),
    );
  write('sam', { AWSTemplateFormatVersion, Transform, Resources, Outputs });
  write('parameters', { name, parameters, resources: Object.keys(Resources) });
}
