// The page on which operators look after plugins: asks every two seconds, shows what changed, and sends what they decide.

import { el, show } from './morph.js';
import { board, instancesOf, isNeeding } from './view.js';
import { speech } from './words.js';

const REST = 2000;
const PATIENCE = 15_000;
const TOKEN = 'laurel-operator-token';
const API = new URL('../v1/', import.meta.url);

const words = speech(document.documentElement.lang);
const place = document.getElementById('board');
const main = document.getElementById('content');
const title = document.title;
const busy = new Set();
let report = null;
let asked = 0;
let shown = 0;
let timer = 0;
let isReading = false;

const status = el('p', { class: 'unseen', role: 'status' });
const trouble = el('p', { class: 'notice bad', role: 'alert', hidden: true });
const done = el('p', { class: 'done', hidden: true });
document.getElementById('said').append(status, trouble, done);

/** The operator's token: kept for this tab, or if the browser does not keep anything, for this page. */
const token = {
  held: null,
  get() {
    try {
      return sessionStorage.getItem(TOKEN) ?? this.held;
    } catch {
      return this.held;
    }
  },
  set(value) {
    this.held = value;
    try {
      if (value) sessionStorage.setItem(TOKEN, value);
      else sessionStorage.removeItem(TOKEN);
    } catch {
      // The page has it.
    }
  },
};

/** Asks the API; fails with a problem: its status, title and detail. */
async function ask(path, body) {
  const headers = { Accept: 'application/json', 'Accept-Language': words.language };
  if (token.get()) headers.Authorization = `Bearer ${token.get()}`;
  if (body) headers['Content-Type'] = 'application/json';
  const options = { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body), cache: 'no-store' };
  // To start something again may take as long as it takes.
  if (!body) options.signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(new URL(path, API), options).catch(() => {
    throw { status: 0, title: words.unreachable, detail: '' };
  });
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  throw { title: words.failed, detail: '', ...answer, status: response.status };
}

/** Asks for a report. What was asked for before something that is shown already, is not shown any more. */
async function take(question) {
  const number = ++asked;
  const answer = await question();
  if (number < shown) return;
  shown = number;
  report = answer;
  paint();
}

async function read() {
  clearTimeout(timer);
  if (isReading || document.hidden) return;
  isReading = true;
  try {
    await take(() => ask('plugins'));
    trouble.hidden = true;
    again();
  } catch (problem) {
    fail(problem);
  } finally {
    isReading = false;
  }
}

function again() {
  clearTimeout(timer);
  timer = setTimeout(read, REST);
}

function paint() {
  if (!report) return;
  closeForm();
  const needing = instancesOf(report).filter(isNeeding).length;
  document.title = needing ? `(${needing}) ${title}` : title;
  show(place, board(report, words, busy));
  place.dataset.read = words.clock(new Date());
  session(Boolean(token.get()));
}

function fail(problem) {
  // A mistake of ours.
  if (problem instanceof Error) reportError(problem);
  const { status: code = 0, title: said = words.failed, detail = '' } = problem;
  if (code === 401 || code === 403) {
    signIn(code);
    return;
  }
  const asOf = report ? ` ${words.asOf(place.dataset.read)}` : '';
  // Problems have titles in the reader's language, and details in English.
  tell(trouble, said, detail, asOf);
  again();
}

function tell(element, said, detail, more) {
  const text = [said + (detail ? `${words.colon} ` : ''), detail && el('span', { lang: 'en' }, detail), more];
  const fresh = el('p', {}, ...text.filter(Boolean));
  // Said once, however often it fails.
  if (element.hidden || element.textContent !== fresh.textContent) element.replaceChildren(...fresh.childNodes);
  element.hidden = false;
}

function announce(text) {
  done.textContent = text;
  done.hidden = false;
  status.textContent = '';
  requestAnimationFrame(() => (status.textContent = text));
}

// Signing in

function signIn(code) {
  const had = token.get();
  token.set(null);
  clearTimeout(timer);
  report = null;
  shown = ++asked;
  trouble.hidden = true;
  done.hidden = true;
  document.title = title;
  session(false);
  place.replaceChildren();
  place.removeAttribute('aria-busy');
  const form = document.getElementById('sign-in') ?? signInForm();
  const why = had ? words.tokenWrong : code === 403 ? words.notOperator : '';
  form.elements.token.value = '';
  form.elements.token.setAttribute('aria-invalid', String(Boolean(had)));
  form.querySelector('.wrong').textContent = why;
  if (had) form.elements.token.focus();
}

function signInForm() {
  const field = el('input', {
    id: 'token', name: 'token', type: 'password', required: true, autocomplete: 'off', spellcheck: 'false',
    'aria-describedby': 'token-wrong token-kept',
  });
  const form = el('form', { id: 'sign-in', class: 'card form' },
    el('h2', {}, words.signIn),
    el('p', {}, words.signInHow),
    el('label', { for: 'token' }, words.token),
    field,
    el('p', { id: 'token-wrong', class: 'wrong', role: 'alert' }),
    el('p', { id: 'token-kept', class: 'meta' }, words.tokenKept),
    el('button', { class: 'button strong' }, words.signIn));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    token.set(field.value.trim());
    read();
  });
  main.append(form);
  return form;
}

function closeForm() {
  const form = document.getElementById('sign-in');
  if (!form) return;
  const focused = form.contains(document.activeElement);
  form.remove();
  if (focused) main.focus({ preventScroll: true });
}

function session(signedIn) {
  const room = document.getElementById('session');
  if (Boolean(room.firstChild) === signedIn) return;
  room.replaceChildren(...(signedIn ? [el('button', { type: 'button', class: 'button', id: 'sign-out' }, words.signOut)] : []));
}

document.getElementById('session').addEventListener('click', (event) => {
  if (event.target.id !== 'sign-out') return;
  token.set(null);
  signIn(401);
  announce(words.signedOut);
  document.getElementById('token').focus();
});

// What operators decide

const ACTIONS = {
  refresh: () => act('refresh', () => take(() => ask('plugins/refresh', {})), words.refreshed),
  restart: ({ community, instance }) =>
    act(`restart ${community} ${instance}`, () => take(() => ask('plugins/restart', { community, instance })), words.restarted(instance)),
  waive: ({ community, rule }) => consider(community, rule),
};

place.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (button && button.ariaDisabled !== 'true') ACTIONS[button.dataset.do](button.dataset);
});

async function act(id, work, outcome) {
  if (busy.has(id)) return;
  busy.add(id);
  done.hidden = true;
  paint();
  try {
    await work();
    trouble.hidden = true;
    announce(outcome);
  } catch (problem) {
    fail(problem);
  } finally {
    busy.delete(id);
    paint();
  }
}

const reason = el('textarea', { id: 'reason', rows: '3', required: true, maxlength: '1000' });
const by = el('input', { id: 'by', required: true, maxlength: '1000', autocomplete: 'off' });
const text = el('p', { id: 'waive-text' });
const cancel = el('button', { type: 'button', class: 'button' }, words.cancel);
const decision = el('form', { method: 'dialog', class: 'form' },
  el('h2', { id: 'waive-title' }, words.waiveTitle),
  text,
  el('label', { for: 'reason' }, words.reason), reason,
  el('label', { for: 'by' }, words.by), by,
  el('p', { class: 'meta' }, words.kept),
  el('div', { class: 'choices' }, cancel, el('button', { class: 'button strong' }, words.decide)));
const dialog = el('dialog', { 'aria-labelledby': 'waive-title', 'aria-describedby': 'waive-text' }, decision);
document.body.append(dialog);

function consider(community, rule) {
  text.textContent = words.waiveText(rule, community);
  Object.assign(dialog.dataset, { community, rule });
  reason.value = '';
  by.value = words.operator;
  dialog.showModal();
  reason.focus();
}

cancel.addEventListener('click', () => dialog.close());
decision.addEventListener('submit', (event) => {
  event.preventDefault();
  dialog.close();
  const { community, rule } = dialog.dataset;
  const path = `communities/${encodeURIComponent(community)}/rules/waive`;
  act(`waive ${community} ${rule}`, async () => {
    await ask(path, { rule, by: by.value, reason: reason.value });
    await take(() => ask('plugins'));
  }, words.waived(rule));
});

// Whoever comes back to the page may have logged in meanwhile, elsewhere.
document.addEventListener('visibilitychange', () => document.hidden || read());
read();
