import { beforeAll, expect, test } from '@jest/globals';
import { readSources } from '../../src/emails/compile.ts';
import { compileSources } from '../../src/emails/compile-sources.ts';

let sources: ReadonlyMap<string, string>;
beforeAll(async () => {
  sources = await readSources('emails');
});

/** What the build says, as `file:line what`, after one file is changed. */
async function complaintsAfter(file: string, change: (source: string) => string): Promise<readonly string[]> {
  const changed = new Map(sources).set(file, change(sources.get(file) ?? ''));
  const { complaints } = await compileSources(changed);
  return complaints.map(({ file, line, what }) => `${file}:${line} ${what}`);
}

test('the emails are without complaint', async () => {
  const { complaints, module } = await compileSources(sources);
  expect(complaints).toEqual([]);
  expect(module).toContain('export const emails');
});

const signUp = 'emails/sign-up.mjml';
const english = 'emails/locales/en.json';
const german = 'emails/locales/de.json';

test.each([
  [signUp, '{{words.intro}}', '{{words.intor}}', `${signUp}:3 {{words.intor}} has no words`],
  [signUp, '{{code}}', '{{pin}}', `${signUp}:8 {{pin}} is not a slot`],
  [signUp, '{{code}}', '', `${signUp}:undefined {{code}} stands 0 times in the html part`],
  [signUp, '{{code}}', '{{code}} {{code}}', `${signUp}:undefined {{code}} stands 2 times in the text part`],
  [signUp, '{{/link}}', '', `${signUp}:4 {{#link}} is never closed`],
  [signUp, '{{#link}}', '{{#code}}', `${signUp}:4 {{#code}}: every email has a value for code`],
  [signUp, '"{{link}}"', '"http://a.example"', `${signUp}:5 the link "http://a.example" is not https`],
  [signUp, '"{{link}}"', '"{{code}}"', `${signUp}:5 {{code}} stands as a link or a picture`],
  [signUp, '{{words.intro}}', 'Welcome!', `${signUp}:3 holds the text "Welcome!"`],
  [
    signUp,
    '<mj-divider />',
    '<mj-divider colour="red" />',
    `${signUp}:10 <mj-divider>: Attribute colour is illegal`,
  ],
  [english, '"orEnterCode"', '"orEnter"', 'emails/layout.mjml'],
  [
    english,
    'Confirm your email address for',
    'x'.repeat(60),
    `${english}:24 "sign-up.subject" makes a subject of 81 characters for an app's name of 20 letters`,
  ],
  [english, '"one": "{{n}} hour", ', '', `${english}:20 "durations.hours" has the plural forms other`],
  [english, 'Hello,', 'Hello {{code}},', `${english}:4 "common.hello" holds {{code}}`],
])('%s: %s → %s', async (file, from, to, complaint) => {
  const complaints = await complaintsAfter(file, (source) => source.replace(from, () => to));
  if (complaint.includes(' ')) expect(complaints).toContain(complaint);
  else expect(complaints).not.toEqual([]);
});

test('a language must have the keys of English and the same slots, no more', async () => {
  const words = JSON.parse(sources.get(english) ?? '');
  delete words['sign-up'].heading;
  words['sign-up'].title = 'x';
  words.common.codeLasts = 'Bald.';
  const complaints = await complaintsAfter(german, () => JSON.stringify(words, null, 2));
  expect(complaints.toSorted()).toEqual(
    [
      `${german}:6 "common.codeLasts" holds no slot`,
      `${german}:undefined has no "sign-up.heading"`,
      `${german}:39 "sign-up.title" is not a key`,
    ].sort(),
  );
});

test('a missing file is complained about by name', async () => {
  const { complaints } = await compileSources(new Map([...sources].filter(([file]) => file !== signUp)));
  expect(complaints).toContainEqual(expect.objectContaining({ file: signUp, what: 'is missing' }));
});
