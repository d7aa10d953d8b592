/** What stands as a function's CodeUri in a packaged template.yaml: the folder beside it that its bundle is in. */
export interface CodeUris {
  readonly SenderFunction: string;
  readonly WatchFunction: string;
}

const built = /^ {4}Metadata:\n(?: {6}#.*\n)* {6}BuildMethod: makefile\n {6}WorkingDirectory: \.\n/m;
const code = /^( {6}CodeUri: )src$/m;

/**
 * template.yaml with functions that are built already: `sam deploy` then wants neither npm nor make.
 *
 * @param template The project's own template.yaml, as text.
 * @throws {Error} where a function is not written as this expects.
 */
export function packageTemplate(template: string, codeUris: CodeUris): string {
  return Object.entries(codeUris).reduce((text, [name, uri]) => {
    const start = text.indexOf(`\n  ${name}:\n`);
    const [before, rest] = [text.slice(0, start), text.slice(start)];
    if (start < 0 || !built.test(rest) || !code.test(rest)) {
      throw new Error(`template.yaml has no ${name} with BuildMethod: makefile and CodeUri: src`);
    }
    return before + rest.replace(built, '').replace(code, `$1${uri}`);
  }, template);
}

/**
 * template.yaml for tools that upload the two zips themselves (Terraform, CDK, Pulumi): where they lie are parameters.
 *
 * @param template As for `packageTemplate`.
 */
export function packageStack(template: string): string {
  const at = (key: string): string => `{ Bucket: !Ref CodeBucket, Key: !Ref ${key} }`;
  const packaged = packageTemplate(template, {
    SenderFunction: at('FunctionKey'),
    WatchFunction: at('WatchKey'),
  });
  return packaged.replace(/^Parameters:\n/m, `$&${codeParameters}`);
}

const codeParameters = `\
  CodeBucket:
    Type: String
    Description: A bucket of this Region that holds both zips.
  FunctionKey:
    Type: String
    Description: The key of function-<version>.zip in it. Give each content a key of its own, or no deployment sees it.
  WatchKey:
    Type: String
    Description: The key of watch-<version>.zip in it.
`;

/**
 * samconfig.toml without what concerns building and trying on one's own machine.
 *
 * @param samconfig The project's own, as text; its tables stand apart by empty lines.
 */
export const packageSamconfig = (samconfig: string): string =>
  samconfig
    .split('\n\n')
    .filter((paragraph) => !/^\[default\.(build|local_invoke)\./.test(paragraph))
    .join('\n\n');

/** What stands beside template.yaml. */
export const readMe = (
  version: string,
): string => `cognito-email-sender ${version}, packaged: nothing to install, nothing to build.

  sam deploy --guided    # one answer without a default: the From address

docs/deploy.md says what to do on the first day and what each answer decides; docs/runbook.md what to do about an alert.
function/ and watch/ are the two Lambda functions, with the licences of what is in them. To have your own emails built
in, use the npm package (\`cognito-email-sender build\`) or a clone.
`;

/** The npm package's own README: there is no clone to run npm's scripts in. */
export const packageReadMe = `# cognito-email-sender

Sends every email of an Amazon Cognito user pool through SES, and when one cannot go out, tells you why and keeps it. This package
has the tools around it, the built functions and the CloudFormation templates; it installs nothing else.

\`\`\`sh
npx cognito-email-sender doctor --playground                            # a broken installation being explained: no AWS account
npx cognito-email-sender build --emails ../our-emails --out function.zip    # the function with your own emails
npx cognito-email-sender --help
\`\`\`

[Deploying](docs/deploy.md), [with CDK, Terraform and others](docs/integrate.md) · [the tools](docs/tools.md) ·
[emails, languages, brands](docs/emails.md) · [runbook](docs/runbook.md) · [security](SECURITY.md) · [changes](CHANGELOG.md)

Node.js 22.12 or later. Apache-2.0.
`;
