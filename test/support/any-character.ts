import fc from 'fast-check';

const surrogates = { from: 0xd800, count: 0x800 };

/**
 * Any code point but half of a pair, as a unit of `fc.string`. It is fast-check's `binary`, which lists all 1.1 million
 * of them to know one from its text: that takes half a second of every suite.
 */
export const anyCharacter = fc.nat(0x10ffff - surrogates.count).map(
  (index) => String.fromCodePoint(index < surrogates.from ? index : index + surrogates.count),
  (text) => {
    const point = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (point === undefined || text !== String.fromCodePoint(point)) throw new Error('is no character');
    return point < surrogates.from ? point : point - surrogates.count;
  },
);
