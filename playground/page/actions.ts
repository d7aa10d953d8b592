import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type FaultyService, faultyServices } from '../account-settings.ts';
import { startBurst } from '../burst.ts';
import { composeEvent, stems, type Wish } from '../compose-event.ts';
import { createEncrypt } from '../encrypt.ts';
import { type FaultName, isFaultName } from '../faults.ts';
import type { Run } from '../sender-function.ts';
import { sendAgain, take } from '../undelivered.ts';
import { sizes } from './burst-view.ts';
import type { PageState } from './state.ts';
import { type Answer, createUserPoolActions } from './user-pool-view.ts';

/** Everything that changes something: each answers with the address where its effect is to be seen. */
export function addActions(
  app: Hono,
  state: PageState,
  { answers }: { readonly answers: { last?: Answer } },
): void {
  const { playground, sender, account, changes } = state;
  const encrypt = createEncrypt(playground.url);
  const userPoolActions = createUserPoolActions();

  app.post('/send', async (c) => {
    const wish = readWish(await fieldsOf(c));
    if (typeof wish === 'string') return c.text(wish, 400);
    state.wish = wish;
    return c.redirect(
      whereToSee(await sender.invoke(await composeEvent(wish, encrypt, playground), 'page')),
      303,
    );
  });
  app.post('/send-own', async (c) => {
    const { event: text = '' } = await fieldsOf(c);
    state.ownEvent = text;
    const event = parse(text);
    if (event === undefined) return c.text('the event should be JSON, as Cognito hands it to a trigger', 400);
    return c.redirect(whereToSee(await sender.invoke(event, 'page')), 303);
  });
  const tooLarge = (c: Context) =>
    c.json({ message: 'Lambda takes asynchronous events of up to 1 MiB' }, 413);
  app.post('/invoke', bodyLimit({ maxSize: 1_048_576, onError: tooLarge }), async (c) => {
    const event = parse(await c.req.text());
    if (event === undefined) return c.json({ message: 'the body is no JSON' }, 400);
    const run = await sender.invoke(event, 'POST /invoke');
    const [first] = run.attempts;
    return c.json({
      status: first?.outcome?.status ?? 'lost',
      ...(first?.outcome?.reason !== undefined && { reason: first.outcome.reason }),
      page: new URL(`/events/${run.id}`, c.req.url).href,
      lines: first?.lines,
      ...(first?.error && { error: { name: first.error.name, message: first.error.message } }),
    });
  });

  app.post('/events/:id/send-again', async (c) => {
    const run = sender.runs.find(({ id }) => String(id) === c.req.param('id'));
    return run ? c.redirect(whereToSee(await sender.invoke(run.event, 'sent again')), 303) : c.notFound();
  });

  app.post('/account', async (c) => {
    const fields = await fieldsOf(c);
    const faults = faultyServices.flatMap((service): readonly (readonly [FaultyService, FaultName])[] => {
      const name = fields[service];
      return name !== undefined && isFaultName(name) ? [[service, name]] : [];
    });
    const latency = Number(fields['latency'] ?? account.latency);
    account.set({ faults, latency: Number.isFinite(latency) ? Math.min(Math.max(latency, 0), 10_000) : 0 });
    return back(c);
  });
  app.post('/account/reset', (c) => {
    account.set({ faults: faultyServices.map((service) => [service, 'none'] as const), latency: 0 });
    return back(c);
  });
  app.post('/clear', async (c) => {
    for (const list of [playground.mailbox, playground.queue, playground.alerts, playground.calls])
      list.splice(0);
    sender.forget();
    delete state.burst;
    // An environment remembers which alerts it has sent; whoever clears the page wants to see them again.
    await sender.restart();
    return back(c, (path) => path.replace(/^\/events\/.*/, '/').replace(/^\/inbox\/.*/, '/inbox'));
  });

  app.post('/retry', async (c) => {
    await sender.retryNow();
    return back(c);
  });
  app.post('/queue/send-again', async (c) =>
    c.redirect(whereToSee(...(await sendAgain(sender, take(playground)))), 303),
  );
  app.post('/queue/:id/send-again', async (c) =>
    c.redirect(whereToSee(...(await sendAgain(sender, take(playground, c.req.param('id'))))), 303),
  );
  app.post('/queue/discard', (c) => {
    take(playground);
    return back(c);
  });
  app.post('/queue/:id/discard', (c) => {
    take(playground, c.req.param('id'));
    return back(c);
  });

  app.post('/burst', async (c) => {
    const size = Number((await fieldsOf(c))['size']);
    const running = state.burst !== undefined && state.burst.endedAt === undefined;
    if (!running && sizes.includes(size)) state.burst = startBurst(size, { sender, changes }).burst;
    return c.redirect('/burst', 303);
  });

  app.post('/user-pool/:verb', async (c) => {
    const fields = await fieldsOf(c);
    const action = userPoolActions.get(c.req.param('verb'));
    const { userPool } = state;
    if (!action || !userPool || userPool instanceof Error) return c.notFound();
    try {
      answers.last = { text: await action(userPool, fields), ok: true };
    } catch (error) {
      answers.last = { text: `${(error as Error).name}: ${(error as Error).message}`, ok: false };
    }
    changes.notify();
    const user =
      c.req.param('verb') === 'change-email' && answers.last.ok ? fields['newEmail'] : fields['email'];
    return c.redirect(`/user-pool?user=${encodeURIComponent(user ?? '')}`, 303);
  });

  /** The view that the button was in; or, of what is there no more, the list that it was in. */
  function back(c: Context, listOf = (path: string): string => path): Response {
    changes.notify();
    const from = URL.parse(c.req.header('referer') ?? '');
    if (!from || from.host !== c.req.header('host')) return c.redirect('/', 303);
    const path = listOf(from.pathname);
    return c.redirect(path === from.pathname ? `${path}${from.search}` : path, 303);
  }

  /** An accepted email is read; of anything else, one sees what the operators see of it. */
  function whereToSee(...runs: readonly Run[]): string {
    const last = runs.at(-1)?.attempts.at(-1);
    const id = last?.outcome?.sesMessageId;
    if (id !== undefined && playground.mailbox.some((email) => email.id === id)) return `/inbox/${id}`;
    return last?.outcome?.status === 'undeliverable' ? '/operators' : '/';
  }
}

async function fieldsOf(c: Context): Promise<Readonly<Record<string, string>>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** @returns Undefined for what is no JSON. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** @returns What is wished for, or what is wrong with it. */
function readWish(fields: Readonly<Record<string, string>>): Wish | string {
  const stem = stems.find((name) => name === fields['stem']);
  if (stem === undefined) return 'there is no such trigger source';
  const { recipient = '', name = '', locale = '', clientId = '', clientMetadata = '' } = fields;
  try {
    const metadata: unknown = clientMetadata.trim() === '' ? {} : JSON.parse(clientMetadata);
    if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) throw new SyntaxError();
    const texts = Object.entries(metadata).map(([key, value]) => [key, String(value)] as const);
    return { stem, recipient, name, locale, clientId, clientMetadata: Object.fromEntries(texts) };
  } catch {
    return 'client metadata should be a JSON object of texts, such as {"locale":"ja"}';
  }
}
