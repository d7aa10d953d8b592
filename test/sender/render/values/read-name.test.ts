import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readName, readPlace } from '../../../../src/sender/render/values/read-name.ts';

describe('a name', () => {
  test.each([
    'Ada',
    'Ada Lovelace',
    'ada',
    "Siobhán O'Brien",
    'J. R. R. Tolkien',
    'J.R.R. Tolkien',
    'Dr. Ada King',
    'Anne-Marie d’Arc',
    'Sammy Davis Jr.',
    '李小龍',
    '山田 太郎',
    'محمد بن سلمان',
    'דוד בן־גוריון'.replace('־', '-'),
    'Nguyễn Thị Minh Khai',
    'ณัฐวุฒิ',
    'श्रीनिवास',
    'Prof. Dr. Hans Meier',
    'Martin Luther King, Jr.',
    'ada lovelace',
    'ADA LOVELACE',
    'María de los Ángeles',
    'vincent van gogh',
    'Ludwig van Beethoven',
    'Иван Петров',
    'Aung Win',
    'Abd al-Rahman',
    'Abd Al-Rahman',
    'マリア・テレサ',
    'さくら',
    '鈴木 ゆり子',
    'エリザベート',
    'Dr. med. Hans Meier',
    'Dr. rer. nat. Ada King',
    'Dipl.-Ing. Hans Meier',
    'Hans Meier, Dr. med.',
    "Ngũgĩ wa Thiong'o",
    'Jerry ’t Hooft',
    'Xiao-ming Li',
    "Gabriele D'Annunzio",
    'María de los Ángeles García López de Haro',
    'Mohammed bin Rashid Al Maktoum',
    'Zia ul-Haq',
  ])('%s is greeted', (name) => expect(readName(name)).toBe(name));

  test.each([
    '',
    ' ',
    'evil.com',
    'visit evil.com',
    'bit.ly',
    't.co',
    'a.b',
    'www evil com',
    'http evil',
    'https://evil.example',
    'Click here',
    'ada@example.com',
    'Ada <b>',
    'Ada\r\nBcc: x',
    'Ada\u202eadA',
    'A\u200bda',
    '\u3164\u3164',
    'Call 555 0100',
    'WIN $100',
    '😀',
    'You have won a prize, call',
    'one two three four five six seven',
    'x'.repeat(51),
    'é̴̸̷̶',
    '\ud800',
    "''''",
    'Ada -- now',
    'Your account is locked',
    'Claim your free prize',
    'Claim Your Free Prize',
    'Visit evil dot com now',
    'Call us',
    'null',
    'undefined',
    'Ada, call',
    'send me money',
    'Ada sent you money',
    'ваш аккаунт заблокирован',
    '您的账户已被锁定请点击',
    'Ada,Lovelace',
    'A, B, C',
    'Account-Locked',
    'Konto Gesperrt',
    'Konto-Gesperrt',
    'Ihr Konto ist gesperrt',
    'Tu cuenta está bloqueada',
    'Ada won.',
    'Dr. Ada, call',
    'al-account',
    'Locked・Account',
    'Ada・',
    '・Ada',
    'Ada・・King',
    'アカウントがロックされました',
    'One Two Three Four Five Six Seven',
    'de la de la de la de la de la Ada',
  ])('%j is not', (name) => expect(readName(name)).toBeUndefined());
});

test.each([
  [' Ada', 'Ada'],
  ['Ada  Lovelace ', 'Ada Lovelace'],
  ['山田\u3000太郎', '山田 太郎'],
])('the spaces of %j are put in order', (text, name) => expect(readName(text)).toBe(name));

describe('a place', () => {
  test.each([
    'Lisbon',
    'La Paz',
    'Rio de Janeiro',
    'Frankfurt am Main',
    'Rothenburg ob der Tauber',
    'Stratford-upon-Avon',
    'Newcastle upon Tyne',
    'Isle of Man',
    'Bosnia and Herzegovina',
    'Villeneuve d’Ascq',
    "'s-Hertogenbosch",
    'Ústí nad Labem',
    'Bergen op Zoom',
    'St. Louis',
    'Washington, D.C.',
    '東京',
    'القاهرة',
  ])('%s is told', (place) => expect(readPlace(place)).toBe(place));

  test.each([
    'evil.com',
    'Call us',
    'Your account is locked',
    'Pay the bill in Lisbon',
    'Frankfurt 1',
    'Visit Rome',
  ])('%j is not', (place) => expect(readPlace(place)).toBeUndefined());
});

/** A word with a capital, as names have them. */
const word = fc
  .tuple(
    fc.constantFrom(...'ABÇDÉGHÖŁŠÜ'),
    fc.array(fc.constantFrom(...'bdfgkmpqvxz'), { minLength: 1, maxLength: 5 }),
  )
  .map(([first, rest]) => first + rest.join(''));
const particle = fc.constantFrom('', 'van ', 'de la ', 'al-', 'von ');
const names = fc
  .array(fc.tuple(particle, word), { minLength: 1, maxLength: 4 })
  .map((words) => words.map((parts) => parts.join('')).join(' '))
  // "de la" four times over is longer than a greeting may be.
  .filter((name) => name.length <= 50 && name.split(' ').length <= 10);

test('words with capitals are a name, particles between them or not', () => {
  fc.assert(fc.property(names, (name) => expect(readName(name)).toBe(name)));
});

test('a name with anything in it that addresses, numbers or markup have is none', () => {
  const foreign = fc.constantFrom(...'0123456789@:/<>&"!?#$%()[]{}\\_=+*|~`^;\u202e\u200b\u0007');
  fc.assert(
    fc.property(names, foreign, fc.nat(), (name, character, at) => {
      const index = at % (name.length + 1);
      expect(readName(name.slice(0, index) + character + name.slice(index))).toBeUndefined();
    }),
  );
});

test('a name in a sentence is none', () => {
  const small = fc.stringMatching(/^[bcfghjkmpqrstvwxz]{2,8}$/);
  fc.assert(
    fc.property(word, small, small, (name, one, other) => {
      expect(readName(`${name} ${one} ${other}`)).toBeUndefined();
    }),
  );
});

test('whatever is given, what is greeted is short and could be no address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const name = readName(text);
      if (name !== undefined) expect(name).toMatch(/^(?!.*\.[\p{L}\p{M}]{2})[\p{L}\p{M} '’.,・-]{1,50}$/u);
    }),
  );
});
