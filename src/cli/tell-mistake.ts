/** A mistake as it is told: what is the matter, and what to do about it. */
export interface MistakeText {
  readonly found: string;
  readonly fix?: string | undefined;
}

/** The form of a mistake where JSON was asked for. */
export const mistakeAsJson = ({ found, fix }: MistakeText): string =>
  JSON.stringify({ error: { found, ...(fix !== undefined && { fix }) } }, null, 2);

/** The same as people read it, on one line. */
export const mistakeAsText = ({ found, fix }: MistakeText): string => [found, fix].filter(Boolean).join(' ');
