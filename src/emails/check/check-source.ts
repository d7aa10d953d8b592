import { isSlot, mayBeAbsent, type SlotType, sectionOf, slotType } from '../../sender/render/slots.ts';
import type { Stem } from '../../trigger-source.ts';
import type { Catalogue } from '../catalogue.ts';
import { lineAt, type Reporting } from '../diagnostic.ts';
import { type Position, scan } from '../scan.ts';
import { mayHoldCode, slotsOf } from './check-catalogue.ts';
import { checkElements } from './check-elements.ts';

/** The types whose values may stand at a position of HTML. */
const mayStand: Readonly<Record<Position, readonly SlotType[]>> = {
  text: ['text', 'identifier'],
  attribute: ['text', 'keyword'],
  url: ['url'],
  style: ['color', 'keyword'],
  css: ['color'],
  nowhere: [],
};

const places: Readonly<Record<Position, string>> = {
  text: 'as text',
  attribute: 'in an attribute',
  url: 'as a link or a picture',
  style: 'as a colour or side',
  css: 'in a style',
  nowhere: 'inside a tag or a comment',
};

/** The key in the catalogues for `{{words.heading}}` or `{{common.hello}}` in an email; undefined for a value. */
export const wordKey = (name: string, stem: Stem): string | undefined =>
  name.startsWith('words.') ? name.replace('words', stem) : name.startsWith('common.') ? name : undefined;

/**
 * Checks the slots, sections, links and literal words of one .mjml file.
 *
 * @param stems The emails it is part of: all of them for the layout.
 * @param catalogues Every language it is written in, English first.
 */
export function checkSource(
  { file, source, stems }: { file: string; source: string; stems: readonly Stem[] },
  { catalogues, report }: Reporting & { readonly catalogues: readonly [Catalogue, ...Catalogue[]] },
): void {
  const [english] = catalogues;
  const preview = /<mj-preview>[\s\S]*?<\/mj-preview>/.exec(source);
  const isInPreview = (index: number) =>
    preview !== null && index > preview.index && index < preview.index + preview[0].length;
  const open: { name: string; when: string; line: number }[] = [];
  for (const { kind, name, position, start } of scan(source)) {
    const line = lineAt(source, start);
    const fail = (what: string, fix: string) => report({ file, line, what, fix });
    if (kind === '#' || kind === '^') {
      open.push({ name, when: kind, line });
      if (!isSlot(name)) fail(`{{${kind}${name}}} is not a slot`, 'docs/emails.md lists the slots.');
      else if (slotType(name) !== 'flag' && !mayBeAbsent(name)) {
        fail(`{{${kind}${name}}}: every email has a value for ${name}`, 'Remove the section around it.');
      }
      continue;
    }
    if (kind === '/') {
      const last = open.pop();
      if (last?.name !== name) {
        const fix = last ? `Close {{${last.when}${last.name}}} of line ${last.line} first.` : 'Remove it.';
        fail(`{{/${name}}} closes nothing`, fix);
      }
      continue;
    }
    const shown = (slot: string) => open.some(({ name, when }) => name === sectionOf(slot) && when === '#');
    const needsSection = (slot: string) => isSlot(slot) && mayBeAbsent(slot) && !shown(slot);
    if (name === 'content' && stems.length > 1) continue;
    const keys = [...new Set(stems.map((stem) => wordKey(name, stem)))];
    if (keys[0] !== undefined) {
      if (position !== 'text' && position !== 'attribute')
        fail(`{{${name}}} stands ${places[position]}`, 'Words are text.');
      for (const key of keys as string[]) {
        if (!english.words.has(key)) {
          const beside = file.replace(/[^/]+$/, 'locales/en.json');
          fail(`{{${name}}} has no words`, `Add "${key}" to ${beside} and to the other languages.`);
        }
        const slots = new Set(catalogues.flatMap(({ words }) => slotsOf(words.get(key) ?? '')));
        for (const slot of [...slots].filter(needsSection)) {
          const section = sectionOf(slot);
          fail(
            `"${key}" holds {{${slot}}}, which some emails lack`,
            `Put it between {{#${section}}} and {{/${section}}}.`,
          );
        }
        // Words that may never hold it are reported where they are.
        if (slots.has('code') && mayHoldCode(key) && !(shown('codeInPreview') && isInPreview(start))) {
          fail(
            `{{${name}}} holds the code`,
            'Put it between {{#codeInPreview}} and {{/codeInPreview}} in <mj-preview>, where it shows only if it may.',
          );
        }
      }
    } else if (!isSlot(name)) {
      fail(
        `{{${name}}} is not a slot`,
        'Words are {{words.…}} or {{common.…}}; docs/emails.md lists the values.',
      );
    } else {
      if (!mayStand[position].includes(slotType(name) ?? 'flag')) {
        fail(
          `{{${name}}} stands ${places[position]}`,
          `It is a value of the type ${slotType(name)}; see docs/emails.md.`,
        );
      }
      if (needsSection(name)) {
        fail(
          `some emails lack {{${name}}}`,
          `Put it between {{#${sectionOf(name)}}} and {{/${sectionOf(name)}}}.`,
        );
      }
    }
  }
  for (const { name, when, line } of open) {
    report({
      file,
      line,
      what: `{{${when}${name}}} is never closed`,
      fix: `Write {{/${name}}} where it ends.`,
    });
  }
  checkElements({ file, source }, report);
}
