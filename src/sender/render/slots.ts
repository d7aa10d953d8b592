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
  /** The logo for dark mode. */
  logoUrlDark: 'url?',
  /** Whether the logo is a symbol that wants the name beside it. */
  logoBesideName: 'flag',
  supportUrl: 'url?',
  /** What the support link reads as, an address or a host name; and the same whole, for the text part. */
  support: 'text',
  supportAddress: 'text',
  /** The brand's legal line. */
  footer: 'text?',
  /** The user's name, and what languages that greet by the given name take: that, else the name. Both or none. */
  name: 'text?',
  givenName: 'text?',
  userName: 'identifier',
  code: 'text',
  /** Whether the preheader may hold the code. */
  codeInPreview: 'flag',
  /** How long the code or password lasts, in words: "24 hours (until March 20 at 2:25 PM)". */
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

/** The slot whose section a slot has to stand in, for those that may be absent: its own, or that of its pair. */
export const sectionOf = (name: string): string => (name === 'givenName' ? 'name' : name);

export const isSlot = (name: string): name is Slot => Object.hasOwn(slots, name);

/** The values of one email; undefined hides the sections of that slot. */
export type Values = { readonly [Name in Slot]: string | undefined };
