import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const models = '../../node_modules/@aws-sdk/client-cognito-identity-provider/dist-types/models';

/** Compiles the table with an SDK in which an interface has a member more; an empty text when it compiles. */
function compileWith(file: string, addition: string): string {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(root, 'dist', 'grown-'));
  writeFileSync(
    join(folder, 'grown.d.ts'),
    `import type {} from '@aws-sdk/client-cognito-identity-provider';\ndeclare module '${models}/${file}' { ${addition} }\n`,
  );
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      files: ['grown.d.ts', '../../src/attach/plan/user-pool-members.ts'],
      include: [],
    }),
  );
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder],
    {
      encoding: 'utf8',
    },
  );
  rmSync(folder, { recursive: true });
  return stdout;
}

describe('the table of members', () => {
  test.each([
    ['UpdateUserPool takes', 'models_1.js', 'interface UpdateUserPoolRequest { Novelty?: string }'],
    ['DescribeUserPool answers with', 'models_0.js', 'interface UserPoolType { Novelty?: string }'],
  ])('does not compile with an SDK whose %s a member more', (_, file, addition) => {
    expect(compileWith(file, addition)).toMatch(/user-pool-members\.ts.*Property 'Novelty' is missing/);
  });

  test('compiles with one that is as it is', () => {
    expect(compileWith('models_1.js', 'interface Unrelated {}')).toBe('');
  });
});
