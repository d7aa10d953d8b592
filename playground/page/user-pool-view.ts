import { codeInEmail } from '../code-in-email.ts';
import type { ReceivedEmail } from '../mailbox.ts';
import type { User, UserPool } from '../user-pool/user-pool.ts';
import { copy, type Html, html, option, type View } from './html.ts';
import type { PageState } from './state.ts';

/** What the pool answered to the last button: shown until the next one. */
export interface Answer {
  readonly text: string;
  readonly ok: boolean;
}

const samplePassword = 'Sample-pass1!';
const played = html`<span class="played" title="cognito-local cannot do this: the playground does it in its place">played by the playground</span>`;

/** An app's sign-up and sign-in pages, in front of a user pool emulator. @param open The address whose page is open. */
export async function userPoolView(
  state: PageState,
  { open, answer }: { readonly open: string | undefined; readonly answer: Answer | undefined },
): Promise<View> {
  const { userPool } = state;
  const users = userPool && !(userPool instanceof Error) ? await userPool.users() : [];
  const user = users.find(({ email }) => email === open);
  return {
    title: 'User pool',
    path: '/user-pool',
    main: html`<h1>A user pool, end to end</h1>
    <p>An app's pages in front of <i>cognito-local</i>, a user pool emulator: its events and its encryption, this sender, and a code that works.</p>
    <p id="answer" data-live role="status" class="answer ${answer && (answer.ok ? 'good' : 'bad')}">${answer?.text}</p>
    ${userPool && !(userPool instanceof Error) ? pages(state, { users, user }) : notThere(userPool)}`,
  };
}

const notThere = (
  problem: Error | undefined,
): Html => html`<section id="pool" data-live aria-label="User pool">
  ${problem ? html`<pre class="problem" role="alert">${problem.message}</pre>` : html`<p class="empty">The user pool is starting.</p>`}
</section>`;

const pages = (
  state: PageState,
  { users, user }: { readonly users: readonly User[]; readonly user: User | undefined },
): Html => html`<div class="pool" id="pool">
  <div>
    <section aria-labelledby="sign-up-title" class="card">
      <h2 id="sign-up-title">Sign up</h2>
      <form method="post" action="/user-pool/sign-up">
        ${field('sign-up-email', { name: 'email', label: 'Email address', value: `user-${users.length + 1}@example.com` })}
        ${field('sign-up-name', { name: 'name', label: 'Name', value: 'Ana Sousa' })}
        <label for="sign-up-locale">Language</label>
        <select id="sign-up-locale" name="locale">${state.locales.map((locale) => option(locale, { chosen: 'en' }))}</select>
        ${field('sign-up-password', { name: 'password', label: 'Password', value: samplePassword })}
        <div class="row"><button class="main">Sign up</button>
        <button formaction="/user-pool/create-user" title="AdminCreateUser, with a temporary password">Invite as an administrator</button></div>
      </form>
    </section>
    <section id="users" data-live aria-labelledby="users-title">
      <h2 id="users-title">Users</h2>
      ${users.length === 0 && html`<p class="empty">Nobody yet.</p>`}
      <ul class="users">${users.map(({ email, status }) => html`<li><a id="user-${email}" href="/user-pool?user=${encodeURIComponent(email)}"${email === user?.email ? html` aria-current="true"` : ''}>${email}</a> <b class="status ${status === 'CONFIRMED' ? 'accepted' : 'deferred'}">${status}</b></li>`)}</ul>
    </section>
  </div>
  <section id="user" class="${user ? 'open' : ''}" data-live aria-label="User">${user ? userPage(user, state.playground.mailbox) : html`<p class="empty">${users.length > 0 && 'Choose a user.'}</p>`}</section>
</div>`;

const field = (
  id: string,
  { name, label, value = '' }: { readonly name: string; readonly label: string; readonly value?: string },
): Html =>
  html`<label for="${id}">${label}</label><input id="${id}" name="${name}" value="${value}" autocomplete="off" spellcheck="false">`;

function userPage({ email, name, status }: User, mailbox: readonly ReceivedEmail[]): Html {
  const last = mailbox.findLast(({ to }) => to.includes(email));
  return html`<h2>${name || email}</h2>
  <p>${email} <b class="status ${status === 'CONFIRMED' ? 'accepted' : 'deferred'}">${status}</b></p>
  ${last ? lastEmail(last) : html`<p class="notice">No email has arrived at this address. If SES refused it, see <a href="/operators">what operators see</a>.</p>`}
  ${status === 'UNCONFIRMED' && form(email, 'confirm-sign-up', { label: 'Confirm the sign-up', fields: [['code', 'Code']] })}
  ${status === 'UNCONFIRMED' && form(email, 'resend-code', { label: 'Send the code again', mark: played })}
  ${
    status === 'FORCE_CHANGE_PASSWORD' &&
    form(email, 'accept-invitation', {
      label: 'Sign in for the first time',
      fields: [
        ['code', 'Temporary password'],
        ['password', 'New password', samplePassword],
      ],
    })
  }
  ${
    status === 'CONFIRMED' &&
    html`${form(email, 'forgot-password', { label: 'Forgot the password' })}
  ${form(email, 'confirm-forgot-password', {
    label: 'Set a new password',
    fields: [
      ['code', 'Code'],
      ['password', 'New password', samplePassword],
    ],
  })}
  ${form(email, 'send-sign-in-code', { label: 'Sign in with a code', mark: played })}
  ${form(email, 'confirm-sign-in-code', { label: 'Enter the sign-in code', fields: [['code', 'Sign-in code']], mark: played })}
  ${form(email, 'change-email', {
    label: 'Change the email address',
    fields: [
      ['password', 'Password', samplePassword],
      ['newEmail', 'New address', `new-${email}`],
    ],
  })}`
  }
  ${status === 'CONFIRMED' && form(email, 'verify-email', { label: 'Verify the email address', fields: [['code', 'Code']] })}`;
}

function lastEmail({ id, subject, text }: ReceivedEmail): Html {
  const code = codeInEmail(text);
  return html`<p class="code"><span>Latest email: <a href="/inbox/${id}">${subject}</a></span>${code !== undefined && html` <code>${code}</code> ${copy(code, 'the code')}`}</p>`;
}

type Field = readonly [name: string, label: string, value?: string];

/** A form that does something for a user. @param mark What stands beside its button. */
const form = (
  email: string,
  verb: string,
  {
    label,
    fields = [],
    mark,
  }: { readonly label: string; readonly fields?: readonly Field[]; readonly mark?: Html },
): Html => html`<form method="post" action="/user-pool/${verb}" class="step">
  <input type="hidden" name="email" value="${email}">
  ${fields.map(([name, text, value]) => field(`${verb}-${name}`, { name, label: text, value: value ?? '' }))}
  <button id="${verb}">${label}</button> ${mark}
</form>`;

export type UserPoolForm = Readonly<Record<string, string>>;

/** What each of the buttons does: the pool's answer in words. */
export function createUserPoolActions(): ReadonlyMap<
  string,
  (pool: UserPool, form: UserPoolForm) => Promise<string>
> {
  /** Who has signed in to change their address, and not verified it yet. */
  const tokens = new Map<string, string>();
  const person = ({ email = '', name = '', locale = '' }: UserPoolForm) => ({
    email,
    ...(name !== '' && { name }),
    ...(locale !== '' && { locale }),
  });
  return new Map<string, (pool: UserPool, form: UserPoolForm) => Promise<string>>([
    [
      'sign-up',
      async (pool, form) => {
        await pool.signUp(person(form), form['password'] ?? '');
        return 'Signed up. A code is on its way.';
      },
    ],
    [
      'create-user',
      async (pool, form) => {
        await pool.createUser(person(form));
        return 'Invited. A temporary password is on its way.';
      },
    ],
    [
      'confirm-sign-up',
      async (pool, { email = '', code = '' }) => {
        await pool.confirmSignUp(email, code);
        return 'Confirmed.';
      },
    ],
    [
      'resend-code',
      async (pool, { email = '' }) => {
        await pool.resendCode(email);
        return 'The code is on its way again.';
      },
    ],
    [
      'accept-invitation',
      async (pool, { email = '', code = '', password = '' }) => {
        await pool.acceptInvitation(email, code, password);
        return 'Signed in, with a new password. (cognito-local does not compare the temporary one.)';
      },
    ],
    [
      'forgot-password',
      async (pool, { email = '' }) => {
        await pool.forgotPassword(email);
        return 'A code for a new password is on its way.';
      },
    ],
    [
      'confirm-forgot-password',
      async (pool, { email = '', code = '', password = '' }) => {
        await pool.confirmForgotPassword(email, code, password);
        return 'The password is a new one.';
      },
    ],
    [
      'send-sign-in-code',
      async (pool, { email = '' }) => {
        await pool.sendSignInCode(email);
        return 'A sign-in code is on its way.';
      },
    ],
    [
      'confirm-sign-in-code',
      async (pool, { email = '', code = '' }) => {
        pool.confirmSignInCode(email, code);
        return 'Signed in.';
      },
    ],
    [
      'change-email',
      async (pool, { email = '', password = '', newEmail = '' }) => {
        const token = await pool.signIn(email, password);
        await pool.changeEmail(token, newEmail);
        tokens.set(newEmail, token);
        return 'The address is changed. A code to verify it is on its way.';
      },
    ],
    [
      'verify-email',
      async (pool, { email = '', code = '' }) => {
        const token = tokens.get(email);
        if (token === undefined) throw new Error('nobody has changed the address to this one');
        await pool.verifyEmail(token, code);
        return 'The address is verified.';
      },
    ],
  ]);
}
