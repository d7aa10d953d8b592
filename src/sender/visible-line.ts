import { lazyPattern } from './lazy-pattern.ts';

/**
 * What does not show, or turns around what stands beside it. Joiners and variation selectors may stand in a name, since
 * emoji of several people and Persian words are written with them.
 */
const unseen = lazyPattern(
  String.raw`(?![\u200c\u200d\ufe0e\ufe0f])[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`,
);

/** Whether every character of a name can be seen, on one line. */
export const isVisibleLine = (text: string): boolean => /^[\x20-\x7e]*$/.test(text) || !unseen().test(text);
