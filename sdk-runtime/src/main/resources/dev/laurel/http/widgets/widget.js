// What all widgets share: where they ask, how they stay up to date, and how they make and move elements. Text is only
// ever text: nothing here reads markup.
import { sheet } from './style.js';
import { speech } from './words.js';

// This script lies in a folder of the API.
const HOME = new URL('../', import.meta.url).href;
const REST = 400;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
const GLIDE = { duration: 420, easing: 'cubic-bezier(.2, .7, .2, 1)' };

const keys = new WeakMap();
const streams = new Map();
const refused = new Set();

export class Widget extends HTMLElement {
  static observedAttributes = [
    'api', 'around', 'back', 'community', 'group', 'heading', 'href', 'lang', 'leaderboard', 'limit', 'topic', 'unit',
  ];

  #heading = el('h2', 'heading');
  #body = el('div', 'body');
  #notice = el('div', 'notice');
  #status = el('p', 'status unseen');
  #card = el('div', 'card');
  #turn = null;
  #changed = false;
  #stream = '';
  #unfollow = () => {};
  loaded = false;

  constructor() {
    super();
    const slot = (name, ...children) => Object.assign(el('slot', '', ...children), { name });
    this.#heading.id = 'heading';
    this.#status.role = 'status';
    this.#status.ariaLive = 'polite';
    this.#card.role = 'group';
    this.#card.tabIndex = -1;
    this.#card.setAttribute('aria-labelledby', 'heading');
    const header = el('div', 'header', slot('heading', this.#heading), slot('actions'));
    this.#card.append(header, this.#body, this.#notice, slot('footer'), this.#status);
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#card);
  }

  connectedCallback() {
    // An element that is only moved goes on.
    if (!this.#turn) this.#restart();
  }

  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after && this.isConnected) this.#restart();
  }

  /** Asks again, now or after the question that is under way. */
  refresh() {
    const turn = this.#turn;
    if (!turn) return;
    if (turn.busy) turn.again = true;
    else this.#load(turn);
  }

  /** Something changed. */
  hear() {
    this.refresh();
  }

  /** {@return the texts of the language that holds here} */
  get speech() {
    return speech(this.getAttribute('lang') || around(this, '[lang]')?.lang || 'en');
  }

  get limit() {
    return Math.min(200, Math.max(1, parseInt(this.getAttribute('limit'), 10) || this.constructor.limit));
  }

  /** Says something to those who listen. */
  announce(words) {
    this.#status.textContent = words;
  }

  /** Lets the host know; {@return whether it lets us go on}. */
  tell(name, detail) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  /** Reads from the API. */
  async ask(path, parameters = {}) {
    const url = new URL(this.#address(path));
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== null && value !== '') url.searchParams.set(name, value);
    }
    const options = { headers: { 'Accept-Language': this.speech.language }, signal: this.#turn.abort.signal };
    const response = await fetch(url, options).catch(() => {
      throw { status: 0, title: this.speech.unreachable };
    });
    const body = await response.json().catch(() => null);
    if (response.ok && body) return body;
    throw { title: this.speech.failed, ...body, status: response.status };
  }

  #address(path) {
    const community = this.getAttribute('community');
    if (!community) throw { status: 0, title: this.speech.missing('community') };
    const api = this.hasAttribute('api') ? new URL(this.getAttribute('api'), document.baseURI).href : HOME;
    return `${api.replace(/\/*$/, '/')}v1/communities/${encodeURIComponent(community)}/${path}`;
  }

  /** Once for all attributes that change in a row. */
  #restart() {
    if (this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      if (this.isConnected) this.#start();
    });
  }

  #start() {
    this.#turn?.abort.abort();
    this.#turn = { abort: new AbortController(), busy: false, again: false };
    this.#card.lang = this.speech.language;
    this.#heading.textContent = this.getAttribute('heading') || this.caption();
    this.#card.ariaBusy = 'true';
    this.begin();
    if (!this.loaded) {
      this.#notice.replaceChildren();
      this.#body.replaceChildren(unseen(this.speech.loading), this.skeleton());
    }
    this.#load(this.#turn);
  }

  #stop() {
    this.#turn?.abort.abort();
    this.#turn = null;
    refused.delete(this);
    this.#leave();
  }

  async #load(turn) {
    turn.busy = true;
    try {
      const data = await this.read();
      if (turn === this.#turn) this.#show(data);
    } catch (problem) {
      if (turn === this.#turn) this.#fail(problem);
    }
    // An import changes leaderboards more often than anybody can read them.
    setTimeout(() => {
      turn.busy = false;
      if (turn.again && turn === this.#turn) {
        turn.again = false;
        this.#load(turn);
      }
    }, REST);
  }

  #show(data) {
    refused.delete(this);
    if (!this.loaded) this.#body.replaceChildren(this.frame());
    this.loaded = true;
    this.#card.ariaBusy = 'false';
    const nothing = this.show(data);
    this.#body.hidden = Boolean(nothing);
    this.#notice.replaceChildren(...(nothing ? [el('p', 'empty', nothing)] : []));
    this.#follow();
    this.tell('laurel-loaded', data);
  }

  #fail(problem) {
    refused.add(this);
    this.#card.ariaBusy = 'false';
    // A mistake of ours.
    if (problem instanceof Error) reportError(problem);
    const { status = 0, title = this.speech.failed, detail = '' } = problem;
    const unknown = status === 401 || status === 403;
    if (unknown) this.#leave();
    // What was there before stays readable, unless it is not for this reader any more.
    if (unknown || !this.loaded) {
      this.loaded = false;
      this.#body.replaceChildren();
    }
    this.#notice.replaceChildren(unknown ? el('p', 'refused', this.speech.unknown) : this.#apology(title, detail));
    this.tell('laurel-error', { status, title, detail });
  }

  #apology(title, detail) {
    const retry = el('button', 'retry', this.speech.retry);
    retry.type = 'button';
    retry.onclick = () => {
      // The button will be gone; the focus stays here.
      this.#card.focus();
      this.refresh();
    };
    const more = el('span', 'detail', detail);
    // Problems have titles in the reader's language, and details in English.
    more.lang = 'en';
    const box = el('div', 'error', el('p', '', title, ' ', more), retry);
    box.role = 'alert';
    return box;
  }

  #follow() {
    const url = `${this.#address('changes')}?lang=${this.speech.language}`;
    if (url === this.#stream) return;
    this.#leave();
    this.#stream = url;
    this.#unfollow = follow(url, this);
  }

  #leave() {
    this.#unfollow();
    this.#unfollow = () => {};
    this.#stream = '';
  }

  /** Forgets what belongs to other attributes. */
  begin() {}
}

/** The closest element around another one, out of shadow roots too. */
function around(element, selector) {
  for (let each = element; each; each = each.getRootNode().host) {
    const found = each.closest(selector);
    if (found) return found;
  }
  return null;
}

document.addEventListener('visibilitychange', () => {
  for (const stream of streams.values()) document.hidden ? stream.close() : stream.open();
  // Whoever comes back to a page may have logged in meanwhile, elsewhere.
  if (!document.hidden) for (const widget of [...refused]) widget.refresh();
});

/** An element; its part is its class too. */
export function el(tag, part = '', ...children) {
  const made = document.createElement(tag);
  if (part) {
    made.className = part;
    made.setAttribute('part', part);
  }
  made.append(...children);
  return made;
}

/** Words for those who listen. */
export function unseen(words) {
  return el('span', 'unseen', words);
}

export function still() {
  return document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Makes a list show items in their order. Elements of items that stay are kept, and glide to where they belong. */
export function arrange(list, items, make, update) {
  const before = places(list);
  const known = new Map([...list.children].map((child) => [keys.get(child), child]));
  const root = list.getRootNode();
  const focused = root.activeElement;
  const shown = items.map((item) => {
    const element = known.get(item.key) ?? make(item);
    keys.set(element, item.key);
    update(element, item);
    return element;
  });
  for (const child of [...list.children]) if (!shown.includes(child)) child.remove();
  shown.forEach((element, i) => list.children[i] === element || list.insertBefore(element, list.children[i] ?? null));
  // What is moved in the tree loses the focus.
  if (focused?.isConnected && root.activeElement !== focused) focused.focus({ preventScroll: true });
  if (before.size && !still()) glide(list, before);
}

function places(list) {
  const top = list.getBoundingClientRect().top;
  return new Map([...list.children].map((child) => [child, child.getBoundingClientRect().top - top]));
}

function glide(list, before) {
  for (const [child, now] of places(list)) {
    const from = before.get(child);
    if (from === undefined) child.animate({ opacity: [0, 1] }, GLIDE);
    else if (Math.abs(from - now) > 1) child.animate({ transform: [`translateY(${from - now}px)`, 'none'] }, GLIDE);
  }
}

/** Changes, for all widgets of a page at once: browsers allow few connections to a host. */
class Stream {
  #url;
  #followers = new Set();
  #source = null;
  #timer = 0;
  #failures = 0;
  #heard = false;

  constructor(url) {
    this.#url = url;
  }

  join(follower) {
    this.#followers.add(follower);
    // What was told between the follower's question and now was told to others only.
    if (this.#heard) follower.hear('reset');
    this.open();
  }

  leave(follower) {
    this.#followers.delete(follower);
    if (this.#followers.size === 0) {
      this.close();
      streams.delete(this.#url);
    }
  }

  open() {
    if (this.#source || document.hidden) return;
    clearTimeout(this.#timer);
    const source = new EventSource(this.#url);
    // What changed before the stream began is not told, so its first event, which always comes, means everything.
    source.onopen = () => (this.#heard = false);
    source.addEventListener('leaderboards', () => {
      this.#failures = 0;
      this.#tell(this.#heard ? 'leaderboards' : 'reset');
      this.#heard = true;
    });
    source.addEventListener('entry', (event) => this.#tell('entry', JSON.parse(event.data)));
    source.addEventListener('reset', () => this.#tell('reset'));
    source.onerror = () => source.readyState === EventSource.CLOSED && this.#lost();
    this.#source = source;
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
    this.#heard = false;
  }

  /** Browsers take a refusal for final. The widgets ask, and learn whether it is. */
  #lost() {
    this.close();
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures++) * (0.75 + Math.random() / 2);
    this.#timer = setTimeout(() => {
      this.#tell('reset');
      this.open();
    }, wait);
  }

  #tell(name, data) {
    for (const follower of [...this.#followers]) follower.hear(name, data);
  }
}

/** Lets something hear of changes; what is given back ends it. */
function follow(url, follower) {
  if (!streams.has(url)) streams.set(url, new Stream(url));
  const stream = streams.get(url);
  stream.join(follower);
  return () => stream.leave(follower);
}

