import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { emlOf } from '../eml.ts';
import { addActions } from './actions.ts';
import { type As, forms } from './alerts-section.ts';
import { burstView } from './burst-view.ts';
import { eventsView, eventView } from './events-view.ts';
import { goneView } from './gone-view.ts';
import type { View } from './html.ts';
import { inboxView, type Part, parts } from './inbox-view.ts';
import { inert } from './inert.ts';
import { layout } from './layout.ts';
import { operatorsView } from './operators-view.ts';
import { emailHeaders, pageHeaders } from './security.ts';
import type { PageState } from './state.ts';
import { type Answer, userPoolView } from './user-pool-view.ts';

const assets: Readonly<Record<string, string>> = {
  'header.css': 'text/css',
  'page.css': 'text/css',
  'page.js': 'text/javascript',
};

/**
 * The page: each of its views an address, each of its buttons a form, so that it works without its script as well; the
 * script keeps it up to date.
 */
export function createApp(state: PageState): Hono {
  const app = new Hono();
  const answers: { last?: Answer } = {};
  const show = async (c: Context, view: View): Promise<Response> => c.html(await layout(state, view));
  const gone = async (c: Context, what: 'email' | 'event' | 'page'): Promise<Response> =>
    c.req.header('accept')?.includes('text/html')
      ? c.html(await layout(state, goneView(what, c.req.path)), 404)
      : c.text('There is nothing here.', 404);
  const { mailbox } = state.playground;

  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(pageHeaders))
      if (!c.res.headers.has(name)) c.header(name, value);
  });
  app.onError((error, c) => c.text(error.message, 500));
  app.notFound((c) => gone(c, 'page'));

  app.get('/', (c) => show(c, eventsView(state)));
  app.get('/events/:id', (c) => {
    const run = state.sender.runs.find(({ id }) => String(id) === c.req.param('id'));
    return run ? show(c, eventView(run, state.playground)) : gone(c, 'event');
  });

  app.get('/inbox', async (c) => {
    if (c.req.header('accept')?.includes('text/html') !== true) return c.json(mailbox);
    return show(
      c,
      inboxView(state, { email: undefined, part: 'html', all: c.req.query('all') !== undefined }),
    );
  });
  app.get('/inbox/:id', (c) => {
    const email = mailbox.find(({ id }) => id === c.req.param('id'));
    const part = parts.find((name): name is Part => name === c.req.query('part')) ?? 'html';
    return email ? show(c, inboxView(state, { email, part, all: false })) : gone(c, 'email');
  });
  app.get('/inbox/:id/html', (c) => {
    const email = mailbox.find(({ id }) => id === c.req.param('id'));
    return email ? c.html(inert(email.html), 200, { ...emailHeaders }) : c.notFound();
  });
  app.get('/inbox/:id/email.eml', (c) => {
    const email = mailbox.find(({ id }) => id === c.req.param('id'));
    return email ? c.body(emlOf(email), 200, { 'content-type': 'message/rfc822' }) : c.notFound();
  });

  app.get('/operators', (c) => {
    const [alert, as] = [c.req.query('alert'), forms.find((form): form is As => form === c.req.query('as'))];
    return show(
      c,
      operatorsView(state, { alert: alert === undefined ? undefined : Number(alert), as: as ?? 'people' }),
    );
  });
  app.get('/burst', (c) => show(c, burstView(state)));
  app.get('/user-pool', async (c) =>
    show(c, await userPoolView(state, { open: c.req.query('user'), answer: answers.last })),
  );

  for (const [name, type] of Object.entries(assets)) {
    app.get(`/${name}`, async (c) =>
      c.body(await readFile(new URL(name, import.meta.url), 'utf8'), 200, { 'content-type': type }),
    );
  }

  app.get('/changes', (c) =>
    streamSSE(c, async (stream) => {
      const end = Promise.withResolvers<void>();
      const unsubscribe = state.changes.subscribe((what) => void stream.writeSSE({ event: what, data: '' }));
      stream.onAbort(() => {
        unsubscribe();
        end.resolve();
      });
      await stream.writeSSE({ event: 'hello', data: '', retry: 500 });
      await end.promise;
    }),
  );

  addActions(app, state, { answers });
  return app;
}
