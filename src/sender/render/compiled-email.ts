import type { Stem } from '../../trigger-source.ts';
import { memoize } from '../memoize.ts';
import { brandEmails, emails } from './emails.generated.ts';
import type { CompiledEmail } from './interpolate.ts';

/** A brand's own email or, where it has none, that of all brands; parsed on first use. */
export const compiledEmail = (stem: Stem, folder: string | undefined): CompiledEmail =>
  parse((folder === undefined ? undefined : brandEmails[folder]?.emails[stem]) ?? emails[stem]);

const parse = memoize((json: string): CompiledEmail => JSON.parse(json));
