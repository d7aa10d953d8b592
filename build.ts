/** `npm run build`: the emails become a typed module, then the sender becomes `dist/lambda/handler.mjs`. */
import { writeFileSync } from 'node:fs';
import { buildSender } from './src/bundle/build-sender.ts';
import { runCommand } from './src/commands/command.ts';

const usage = `npm run build -- [--help]
Compiles emails/ and bundles the sender: dist/lambda/ is what is deployed.`;

await runCommand({ usage }, async () => {
  const metafile = await buildSender('dist/lambda');
  writeFileSync('dist/metafile.json', JSON.stringify(metafile));
});
