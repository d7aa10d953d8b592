/**
 * What a slot's value is, and therefore where it may stand. `identifier` is text that a mail client must not turn
 * into a link; a `?` marks a value that some emails lack, so that its slot has to stand in its own section.
 */
export type SlotType = 'text' | 'identifier' | 'url' | 'color' | 'keyword' | 'flag';

/** Every value an email can show. The build refuses a `{{slot}}` that is not here. */
export const slots = {
  /** The language (BCP 47) and its direction: `ltr` or `rtl`; the sides a line starts and ends on. */
  lang: 'keyword',
  dir: 'keyword',
  start: 'keyword',
  end: 'keyword',
  appName: 'text',
  /** The first letter of the app's name, for a brand without a logo. */
  initial: 'text',
  logoUrl: 'url?',
  supportUrl: 'url?',
  /** What the support link reads as: an address or a host name. */
  support: 'text',
  name: 'text?',
  userName: 'identifier',
  code: 'text',
  /** How long the code or password lasts, in words: "24 hours". */
  lifetime: 'text',
  /** The brand's link that carries the code. */
  link: 'url?',
  /** The brand's colour as a surface, what is written on it, and the colour as writing; for light and for dark. */
  accent: 'color',
  onAccent: 'color',
  accentText: 'color',
  accentDark: 'color',
  onAccentDark: 'color',
  accentTextDark: 'color',
  /** Take-over warnings: what was done about the sign-in, where it came from, and Cognito's feedback links. */
  blocked: 'flag',
  challenged: 'flag',
  allowed: 'flag',
  unclear: 'flag',
  time: 'text?',
  place: 'identifier?',
  device: 'identifier?',
  ipAddress: 'identifier?',
  linkValid: 'url?',
  linkInvalid: 'url?',
} as const satisfies Record<string, SlotType | `${SlotType}?`>;

export type Slot = keyof typeof slots;

/** The type of a slot without its mark; undefined for a name that is not a slot. */
export const slotType = (name: string): SlotType | undefined =>
  isSlot(name) ? (slots[name].replace('?', '') as SlotType) : undefined;

/** Whether some emails have no value for it. */
export const mayBeAbsent = (name: Slot): boolean => slots[name].endsWith('?');

export const isSlot = (name: string): name is Slot => Object.hasOwn(slots, name);

/** The values of one email; undefined hides the sections of that slot. */
export type Values = { readonly [Name in Slot]: string | undefined };
