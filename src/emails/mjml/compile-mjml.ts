import mjml, { type MjmlNode } from 'mjml-core';
import preset from 'mjml-preset-core';
import { lineAt, type Reporting } from '../diagnostic.ts';
import { remake } from '../remake.ts';
import type { Source } from '../sources.ts';

/** An email as MJML makes it: slots are still in it. */
export interface Compiled {
  readonly html: string;
  readonly tree: MjmlNode;
}

/** Elements whose content MJML takes as it is, so that a section's marks inside need no help. */
const wholes =
  /<(mj-text|mj-table|mj-button|mj-raw|mj-style|mj-title|mj-preview)\b[^>]*?(?:\/>|>[\s\S]*?<\/\1>)/g;

/**
 * Puts an email into the layout and compiles both.
 *
 * @param report Receives what MJML itself refuses, with the line of the right file.
 * @returns Undefined when the layout has no place for the email.
 */
export async function compileMjml(
  layout: Source,
  email: Source,
  { report }: Reporting,
): Promise<Compiled | undefined> {
  const at = layout.source.indexOf('{{content}}');
  if (at < 0 || !layout.source.includes('<mj-body')) {
    const fix = 'Keep its <mj-body>, and in one column {{content}}, where each email goes.';
    report({ file: layout.file, what: 'has no place for the emails', fix });
    return undefined;
  }
  if (layout.source.includes('{{content}}', at + 1)) {
    const fix = 'Keep one {{content}}: each email goes there once.';
    report({ file: layout.file, what: 'has more than one place for the emails', fix });
    return undefined;
  }
  const source = layout.source.replace('{{content}}', () => email.source.trimEnd());
  const { html, tree, errors } = await toHtml(`${layout.file} ${email.file}`, source);
  const first = lineAt(layout.source, at);
  const count = email.source.trimEnd().split('\n').length;
  for (const { line, message, tagName } of errors) {
    // MJML knows no slots: what their values may be is checked by `checkSource`.
    if (message.includes('{{')) continue;
    const inside = line >= first && line < first + count;
    const file = inside ? email.file : layout.file;
    const ownLine = inside ? line - first + 1 : line < first ? line : line - count + 1;
    report({
      file,
      line: ownLine,
      what: `<${tagName}>: ${message}`,
      fix: 'See the MJML reference for this element.',
    });
  }
  return { html, tree };
}

/** An email within its layout. */
const toHtml = remake(async (source) => {
  const { html, json, errors } = await mjml.default(wrapMarks(source), {
    presets: [preset],
    fonts: {},
    keepComments: false,
    minify: true,
    // There is no SVG in an email; looking for one takes a package that is not there everywhere.
    minifyOptions: { minifyCss: false, minifySvg: false },
    validationLevel: 'soft',
  });
  return { html: tighten(html), tree: json, errors };
});

/** A section's mark between elements becomes an element of its own, which MJML passes through. */
function wrapMarks(source: string): string {
  let result = '';
  let last = 0;
  const wrap = (between: string) => between.replace(/\{\{[#^/][^{}]*\}\}/g, '<mj-raw>$&</mj-raw>');
  for (const { 0: whole, index } of source.matchAll(wholes)) {
    result += wrap(source.slice(last, index)) + whole;
    last = index + whole.length;
  }
  return result + wrap(source.slice(last));
}

/**
 * No surface where there is none: beside one, Thunderbird takes dark writing to be meant so. Less to send: no space between the tags of tables, none to indent styles, nothing that says what is so anyway.
 * No white on white nor letters of one pixel for the preheader, which MJML gives it and spam filters look for
 * (SpamAssassin: HTML_FONT_LOW_CONTRAST, FONT_INVIS). And no tracking of any link (SES docs: "ses:no-track").
 */
const tighten = (html: string): string =>
  html
    .replace(/<style\b[^>]*>[^<]*/g, (style) => style.replace(/\s+/g, ' ').replace(/ ?([{};]) ?/g, '$1'))
    .replace(
      /\s+(?=<(?:\/?(?:table|tbody|tr|td|div|body|html)\b|!))|(?<=<\/?(?:table|tbody|tr|td|div)\b[^<>]*>)\s+/g,
      '',
    )
    .replace(/(?:cursor:auto|text-transform:none|word-spacing:normal);| target="_blank"/g, '')
    .replaceAll('background:transparent;', '')
    .replaceAll(' bgcolor="transparent"', '')
    .replace('font-size:1px;color:#ffffff;line-height:1px;', 'font-size:2px;line-height:2px;')
    .replaceAll('<a ', '<a ses:no-track ');
