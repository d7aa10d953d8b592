import type { Region } from './account.ts';
import { ServiceError } from './wire.ts';

/** What SES says of its review of an account. AWS docs: SES API v2, ReviewDetails. */
export type ReviewStatus = 'PENDING' | 'GRANTED' | 'DENIED' | 'FAILED';

interface Details {
  readonly ReviewDetails?: { readonly Status: ReviewStatus; readonly CaseId?: string };
}

const bad = (message: string): ServiceError => new ServiceError('BadRequestException', message);

/** An application for production access, which then waits for its review. */
// biome-ignore lint/suspicious/noExplicitAny: whatever a client sends.
export function putAccountDetails({ accountMembers }: Region, input: any): object {
  const { MailType, WebsiteURL, ContactLanguage, AdditionalContactEmailAddresses: contacts } = input;
  if (!['TRANSACTIONAL', 'MARKETING'].includes(MailType))
    throw bad('MailType must be TRANSACTIONAL or MARKETING');
  if (!URL.canParse(WebsiteURL ?? '') || WebsiteURL.length > 1000)
    throw bad('WebsiteURL must be a valid URL');
  if (![undefined, 'EN', 'JA'].includes(ContactLanguage)) throw bad('ContactLanguage must be EN or JA');
  if (contacts && !(contacts.length >= 1 && contacts.length <= 4))
    throw bad('AdditionalContactEmailAddresses must have 1 to 4 items');
  // One is under review; AWS answers a second application after a denial in the same way, and without a text.
  const { ReviewDetails } = (accountMembers['Details'] ?? {}) as Details;
  if (ReviewDetails && ['PENDING', 'DENIED'].includes(ReviewDetails.Status))
    throw new ServiceError('ConflictException', '', 409);
  const { ProductionAccessEnabled, ...details } = input;
  accountMembers['Details'] = {
    ...details,
    ...(ProductionAccessEnabled && { ReviewDetails: { Status: 'PENDING', CaseId: '170000000000001' } }),
  };
  return {};
}

/** What becomes of an application. */
export function decideReview(region: Region, status: ReviewStatus): void {
  const details = (region.accountMembers['Details'] ?? {}) as Details;
  region.accountMembers['Details'] = {
    ...details,
    ReviewDetails: { CaseId: '170000000000001', ...details.ReviewDetails, Status: status },
  };
  if (status === 'GRANTED') region.sandbox = false;
}
