import { type Token, Tokenizer, TokenizerMode } from 'parse5';

/** Indexes into a source: of the first character, and of the one after the last. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** An attribute; its place is that of its value, which is as it is written, entities and all. */
export interface Attribute extends Place {
  readonly name: string;
  readonly value: string;
  readonly quoted: boolean;
}

/** A piece of HTML or MJML. `css` is what a style element holds; `selfClosing` an element that is written `<name/>`. */
export type HtmlToken = Place &
  (
    | { readonly kind: 'text' }
    | { readonly kind: 'css' }
    | {
        readonly kind: 'open';
        readonly name: string;
        readonly attributes: readonly Attribute[];
        readonly selfClosing: boolean;
      }
    | { readonly kind: 'close'; readonly name: string }
  );

/**
 * Cuts HTML or MJML into tokens by the rules of HTML. No tree is made of them: that would move the slots in a table out
 * of it, and nest what comes after MJML's `<mj-divider />`. Comments are left out, but for the HTML in those that Outlook
 * reads.
 */
export function readTokens(source: string): readonly HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let kind: 'text' | 'css' = 'text';
  const addText = ({ location }: Token.CharacterToken): void => {
    const place = placeOf(location);
    const last = tokens.at(-1);
    // The tokenizer tells spaces and letters apart.
    if (last?.kind === kind && last.end === place.start)
      tokens.splice(-1, 1, { kind, start: last.start, end: place.end });
    else tokens.push({ kind, ...place });
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag({ tagName: name, selfClosing, location }) {
        const attributes = Object.entries(location?.attrs ?? {}).map(([name, place]) =>
          attributeAt(source, { name, place: placeOf(place) }),
        );
        tokens.push({ kind: 'open', name, selfClosing, attributes, ...placeOf(location) });
        if (selfClosing || !/^(?:mj-)?style$/.test(name)) return;
        kind = 'css';
        tokenizer.state = TokenizerMode.RAWTEXT;
      },
      onEndTag({ tagName: name, location }) {
        tokens.push({ kind: 'close', name, ...placeOf(location) });
        kind = 'text';
      },
      onComment({ data, location }) {
        const [, condition, html] = data.match(/^(\[if [^\]]*\]>)(.*)<!\[endif\]$/s) ?? [];
        if (condition === undefined || html === undefined) return;
        const by = placeOf(location).start + '<!--'.length + condition.length;
        tokens.push(...readTokens(html).map((token) => moved(token, by)));
      },
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      onNullCharacter: addText,
      onDoctype() {},
      onEof() {},
    },
  );
  tokenizer.write(source, true);
  return tokens;
}

const placeOf = (location: Token.Location | null): Place => ({
  start: location?.startOffset ?? 0,
  end: location?.endOffset ?? 0,
});

/** @param place Of the whole attribute: `name="value"`. */
function attributeAt(
  source: string,
  { name, place }: { readonly name: string; readonly place: Place },
): Attribute {
  const written = source.slice(place.start, place.end);
  const [before = written, quote = ''] = written.match(/^[^=]*=\s*(["']?)/) ?? [];
  const start = place.start + before.length;
  const end = place.end - quote.length;
  return { name, value: source.slice(start, end), quoted: quote !== '', start, end };
}

function moved(token: HtmlToken, by: number): HtmlToken {
  const shift = <T extends Place>(one: T): T => ({ ...one, start: one.start + by, end: one.end + by });
  return token.kind === 'open' ? shift({ ...token, attributes: token.attributes.map(shift) }) : shift(token);
}
