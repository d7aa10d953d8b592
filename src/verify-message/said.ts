/** What mailauth says of a result, to stand within a sentence. */
export const said = (comment = 'for no reason that is told'): string => comment.replace(/\.$/, '');
