// The page works without this: it only spares its reader from reloading. What is marked `data-live` is compared with
// what the server says now, and only what differs is put in place of what is there.

const live = () => [...document.querySelectorAll('[data-live]')];
// What the server said last, by element: the page itself may have been changed since, by its reader or its frames.
const said = new Map(live().map(({ id, innerHTML }) => [id, innerHTML]));

/** Takes over the parts of another rendering of the page; of another view, all of its middle. */
function takeOver(text) {
  const next = new DOMParser().parseFromString(text, 'text/html');
  const main = document.getElementById('main');
  const sameView = next.body.dataset.view === document.body.dataset.view;
  if (!sameView) {
    document.body.dataset.view = next.body.dataset.view;
    main.replaceChildren(...next.getElementById('main').childNodes);
  }
  document.title = next.title;
  for (const element of live()) {
    const fresh = next.getElementById(element.id);
    if (!fresh) {
      if (!sameView) said.set(element.id, element.innerHTML);
      continue;
    }
    if (fresh.innerHTML !== said.get(element.id)) replace(element, fresh);
    element.className = fresh.className;
    element.toggleAttribute('data-live', fresh.hasAttribute('data-live'));
  }
}

/** Another content for an element, in which the focus and what was typed stay where they were. */
function replace(element, fresh) {
  said.set(element.id, fresh.innerHTML);
  const focused = element.contains(document.activeElement) ? document.activeElement.id : '';
  becomeChildren(element, fresh);
  if (focused !== '' && document.activeElement.id !== focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
}

/** Only what differs is touched, so that a click or a selection that is under way is not cut off. */
function become(node, fresh) {
  if (node.nodeType !== fresh.nodeType || node.nodeName !== fresh.nodeName || node.id !== fresh.id) {
    node.replaceWith(fresh);
  } else if (node.nodeType !== Node.ELEMENT_NODE) {
    if (node.data !== fresh.data) node.data = fresh.data;
  } else if (!node.isEqualNode(fresh)) {
    // Whether details are open is for their reader to say.
    const kept = node.nodeName === 'DETAILS' ? ['open'] : [];
    for (const { name } of [...node.attributes]) {
      if (!fresh.hasAttribute(name) && !kept.includes(name)) node.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (node.getAttribute(name) !== value) node.setAttribute(name, value);
    }
    becomeChildren(node, fresh);
  }
}

function becomeChildren(node, fresh) {
  const [old, next] = [[...node.childNodes], [...fresh.childNodes]];
  for (const [index, child] of next.entries()) {
    if (old[index]) become(old[index], child);
    else node.append(child);
  }
  for (const child of old.slice(next.length)) child.remove();
}

// What is gone is answered with a view too, which says so.
const isView = ({ headers }) => headers.get('content-type')?.startsWith('text/html');

// One request at a time; a change during it is followed by one more.
let reading = false;
let again = false;
async function refresh() {
  again = reading;
  if (reading) return;
  reading = true;
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (isView(response) && response.url === location.href.split('#')[0]) takeOver(await response.text());
  } finally {
    reading = false;
    if (again) refresh();
  }
}

/** Shows another view, or what a form led to, without loading the page anew. Whether it did. */
let visits = 0;
async function visit(url, options, focus) {
  visits += 1;
  const own = visits;
  document.body.setAttribute('aria-busy', 'true');
  const response = await fetch(url, { ...options, headers: { accept: 'text/html' } });
  document.body.removeAttribute('aria-busy');
  if (!isView(response)) {
    say(await response.text());
    return false;
  }
  // Somebody who has gone on meanwhile stays where they are; what changed there comes by itself.
  if (own !== visits) return false;
  if (response.url !== location.href) history.pushState(null, '', response.url);
  takeOver(await response.text());
  if (focus) {
    scrollTo(0, 0);
    document.getElementById('main').focus({ preventScroll: true });
  }
  return true;
}

const say = (text) => {
  document.getElementById('connection').textContent = text;
};

document.addEventListener('submit', (event) => {
  const { target: form, submitter } = event;
  event.preventDefault();
  const fields = new FormData(form, submitter);
  if (form.method === 'get') {
    visit(`${form.action}?${new URLSearchParams(fields)}`);
    return;
  }
  say('');
  // A second click while the first is under way would do it twice.
  if (form.dataset.underWay) return;
  form.dataset.underWay = 'yes';
  const led = visit(submitter?.getAttribute('formaction') ?? form.action, {
    method: 'post',
    body: new URLSearchParams(fields),
  }).finally(() => delete form.dataset.underWay);
  // What was sent is to be seen; the account's switches are often turned more than once.
  if (form.id.startsWith('send')) led.then((shown) => shown && showControls(false));
});

document.addEventListener('change', ({ target }) => {
  const form = target.closest('form[data-submit-on-change]');
  form?.requestSubmit();
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]');
  if (button) {
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.textContent = 'Copied';
    });
    return;
  }
  const link = event.target.closest('a[href^="/"]:not([download], [href="/emails/"])');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const opens = link === opener && document.body.dataset.open === undefined;
  showControls(opens);
  if (link === opener) {
    scrollTo(0, 0);
    if (opens) document.getElementById('stem').focus({ preventScroll: true });
    return;
  }
  // A reader who goes on through a list stays in it; another view begins at its start.
  visit(link.href, {}, link.closest('header') !== null);
});

// On a phone, Send and Account are shown when they are asked for.
const opener = document.querySelector('[data-opens]');
function showControls(shown) {
  if (shown) document.body.dataset.open = 'controls';
  else delete document.body.dataset.open;
  opener.setAttribute('aria-expanded', String(shown));
}
if (location.hash === '#controls') {
  history.replaceState(null, '', location.pathname + location.search);
  showControls(true);
}

addEventListener('popstate', refresh);

const changes = new EventSource('/changes');
changes.addEventListener('content', refresh);
changes.addEventListener('page', () => location.reload());
changes.addEventListener('hello', () => {
  say('');
  refresh();
});
changes.onerror = () => say('The playground has stopped.');
