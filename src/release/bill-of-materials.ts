import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

interface Component {
  readonly 'bom-ref': string;
  readonly [member: string]: unknown;
}
interface BillOfMaterials {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly [member: string]: unknown;
}

/**
 * The bill of materials (CycloneDX, JSON) of what bundles hold: npm's own of everything in package-lock.json, less what is
 * in no bundle. What would differ from run to run (a serial number, the time) or between machines (npm's version, the
 * folder's name) is left out.
 *
 * @param metafiles What esbuild says went into the bundles, by path from the top of the repository.
 * @throws {Error} where npm does not answer, or does not know a package.
 */
export function billOfMaterials(metafiles: readonly Pick<Metafile, 'inputs'>[]): string {
  const bundled = packagesIn(metafiles);
  const { $schema, bomFormat, specVersion, version, metadata, components, dependencies } = npmSbom();
  const held = components.filter((component) => bundled.has(component['bom-ref']));
  if (held.length !== bundled.size) {
    throw new Error(`npm sbom knows ${held.length} of ${bundled.size} packages that are bundled`);
  }
  const project = { ...metadata.component, name: 'cognito-email-sender' };
  const kept = new Set([project['bom-ref'], ...bundled]);
  const bill = {
    ...{ $schema, bomFormat, specVersion, version },
    metadata: { component: project },
    // That package.json calls some of them development's says where they are when it is built, not whether they run.
    components: held.map(({ properties: _, ...component }) => ({ ...component, scope: 'required' })),
    dependencies: dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((each) => kept.has(each)) })),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/** The packages that bundles hold, as `name@version`. */
function packagesIn(metafiles: readonly Pick<Metafile, 'inputs'>[]): ReadonlySet<string> {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = inputs.flatMap((path) => path.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []);
  return new Set(
    [...new Set(folders)].map((folder) => {
      const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      return `${name}@${version}`;
    }),
  );
}

function npmSbom(): BillOfMaterials {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  const { stdout, stderr, status } = spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 64 << 20 });
  if (status !== 0) throw new Error(`npm sbom: ${stderr}`);
  return JSON.parse(stdout);
}
