/** What an email carries: `request.code` decrypts to it. */
export type Carried = 'code' | 'temporary password' | 'nothing';

/** How long something lasts, as people say it. */
export interface Duration {
  readonly count: number;
  readonly unit: 'minutes' | 'hours' | 'days';
}

/** The user pool's own settings that decide how long a code lives. */
export interface LifetimeSettings {
  /** The app client's AuthSessionValidity. */
  readonly authenticationCodeMinutes: number;
  /** The password policy's TemporaryPasswordValidityDays. */
  readonly temporaryPasswordDays: number;
}

interface Source {
  /** The one name under which the email, the sample event and the words of a trigger source are found. */
  readonly stem: string;
  readonly carries: Carried;
  /**
   * Whether somebody has shown that the address is theirs, or an administrator has entered it. Of the others the code
   * does nothing but show that: their emails hold no text of a stranger's, such as a name.
   */
  readonly addressProven: boolean;
  /** What `request.userAttributes` holds: the user's profile, or what threat protection says of a sign-in. */
  readonly attributes: 'profile' | 'sign-in';
  /** How long what it carries is of use: a duration, or the setting that says so. */
  readonly lifetime: Duration | { readonly setting: keyof LifetimeSettings; readonly unit: Duration['unit'] };
}

const day = { count: 24, unit: 'hours' } as const;

/**
 * THE table of the causes for which Cognito calls a CustomEmailSender trigger. A new one is a row here, an email
 * (`emails/<stem>.mjml`), its words (`emails/locales/*.json`) and an event (`events/<stem>.json`).
 *
 * AWS docs: "Custom email sender Lambda trigger" (the sources); "Signing up and confirming user accounts" (24 hours);
 * ForgotPassword (1 hour); AuthSessionValidity and TemporaryPasswordValidityDays for the two that are settings.
 */
const table = {
  CustomEmailSender_SignUp: {
    stem: 'sign-up',
    carries: 'code',
    addressProven: false,
    attributes: 'profile',
    lifetime: day,
  },
  CustomEmailSender_ResendCode: {
    stem: 'resend-code',
    carries: 'code',
    addressProven: false,
    attributes: 'profile',
    lifetime: day,
  },
  CustomEmailSender_ForgotPassword: {
    stem: 'forgot-password',
    carries: 'code',
    addressProven: true,
    attributes: 'profile',
    lifetime: { count: 1, unit: 'hours' },
  },
  CustomEmailSender_UpdateUserAttribute: {
    stem: 'update-user-attribute',
    carries: 'code',
    addressProven: false,
    attributes: 'profile',
    lifetime: day,
  },
  CustomEmailSender_VerifyUserAttribute: {
    stem: 'verify-user-attribute',
    carries: 'code',
    addressProven: false,
    attributes: 'profile',
    lifetime: day,
  },
  CustomEmailSender_Authentication: {
    stem: 'authentication',
    carries: 'code',
    addressProven: true,
    attributes: 'profile',
    lifetime: { setting: 'authenticationCodeMinutes', unit: 'minutes' },
  },
  CustomEmailSender_AdminCreateUser: {
    stem: 'admin-create-user',
    carries: 'temporary password',
    addressProven: true,
    attributes: 'profile',
    lifetime: { setting: 'temporaryPasswordDays', unit: 'days' },
  },
  CustomEmailSender_AccountTakeOverNotification: {
    stem: 'account-take-over-notification',
    carries: 'nothing',
    addressProven: true,
    attributes: 'sign-in',
    // Nothing in it expires: it is worth sending for as long as a queue can hold it.
    lifetime: { count: 14, unit: 'days' },
  },
} as const satisfies Record<`CustomEmailSender_${string}`, Source>;

export type TriggerSource = keyof typeof table;
export type Stem = (typeof table)[TriggerSource]['stem'];

export const triggerSources = Object.keys(table) as TriggerSource[];
export const stems: readonly Stem[] = Object.values(table).map(({ stem }) => stem);

const byStem: ReadonlyMap<string, Source> = new Map(
  Object.values(table).map((source) => [source.stem, source]),
);
const sourceOf = (stem: Stem): Source => byStem.get(stem) as Source;

/** Whether a string from an event names one of the table; own keys only, so `toString` does not. */
export const isTriggerSource = (value: unknown): value is TriggerSource =>
  typeof value === 'string' && Object.hasOwn(table, value);

/** `CustomEmailSender_ForgotPassword` → `forgot-password`. */
export const stem = (source: TriggerSource): Stem => table[source].stem;

export const carriedBy = (stem: Stem): Carried => sourceOf(stem).carries;

export const isAddressProven = (stem: Stem): boolean => sourceOf(stem).addressProven;

export const attributesOf = (stem: Stem): Source['attributes'] => sourceOf(stem).attributes;

/** How long what an email carries is of use. */
export function lifetimeOf(stem: Stem, settings: LifetimeSettings): Duration {
  const { lifetime } = sourceOf(stem);
  return 'setting' in lifetime ? { count: settings[lifetime.setting], unit: lifetime.unit } : lifetime;
}

const unitMs = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** A duration in milliseconds. */
export const milliseconds = ({ count, unit }: Duration): number => count * unitMs[unit];
