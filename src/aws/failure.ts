import { shellWord } from '../terminal/shell-word.ts';

/**
 * What kept an AWS call from its answer. `credentials` and `region` concern every call alike; `denied` is a missing
 * permission, which says nothing about what was asked for; `absent` is the service's own "there is no such thing".
 */
export interface CallFailure {
  readonly kind: 'credentials' | 'region' | 'denied' | 'absent' | 'failed';
  /** The error's class and the service's own words, on one line. */
  readonly found: string;
  readonly fix?: string;
}

// By class name, as each service's API reference has them.
const absent =
  /^(NotFoundException|ResourceNotFoundException|UserPoolAddOnNotEnabledException|FeatureUnavailableInTierException|NotFound|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue|UserNotFoundException)$/;
const denied = /^(AccessDenied|AuthorizationError|UnauthorizedOperation)/;
const credentials =
  /^(CredentialsProviderError|TokenProviderError|ExpiredToken|TokenRefreshRequired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature)/;

/** @param error What an SDK client threw. */
export function explainCallFailure(error: unknown): CallFailure {
  const { name, text, status } = partsOf(error);
  const found = text === '' ? name : `${name}: ${text}`;
  if (credentials.test(name)) return { kind: 'credentials', found, fix: credentialsFix(name, text) };
  if (/region is missing|region not accepted|invalid region/i.test(text)) {
    return { kind: 'region', found: text, fix: 'Name a Region: --region eu-west-1.' };
  }
  if (absent.test(name) || (name === 'ValidationError' && / does not exist$/.test(text)))
    return { kind: 'absent', found };
  if (denied.test(name) || status === 403) return { kind: 'denied', found };
  return { kind: 'failed', found };
}

function credentialsFix(name: string, text: string): string {
  const profile = text.match(/profile[ :]+\[?([^\s\]]+)/i)?.[1] ?? process.env['AWS_PROFILE'];
  const flag = profile === undefined ? '' : ` --profile ${shellWord(profile)}`;
  if (/could not (resolve|be found)|could not load/i.test(text)) {
    return profile === undefined
      ? 'Sign in (aws sso login, or aws configure), or name a profile with --profile.'
      : `Run aws configure list-profiles for the names there are, or aws configure${flag} to make this one.`;
  }
  return /expired|refresh/i.test(`${name} ${text}`)
    ? `Sign in again: aws sso login${flag}.`
    : `See whose credentials these are: aws sts get-caller-identity${flag}.`;
}

function partsOf(error: unknown): { name: string; text: string; status?: number | undefined } {
  if (!(error instanceof Error)) return { name: 'Error', text: String(error) };
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  // A refused connection is an AggregateError without words of its own.
  const name =
    error.name === 'Error' || error.name === 'AggregateError' ? String(code ?? error.name) : error.name;
  return { name, text: error.message.replaceAll(/\s+/g, ' ').trim(), status: $metadata?.httpStatusCode };
}
