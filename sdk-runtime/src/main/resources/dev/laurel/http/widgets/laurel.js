// The widgets of Laurel: <laurel-reputation>, <laurel-leaderboard>, <laurel-top>.
import { Widget, arrange, el, still, unseen } from './widget.js';

/** What the member who looks has earned, where that puts them, and why. */
const COUNTING = 600;
// Entries come for all units together: of a few more, enough are of this one.
const MORE = 5;

class Reputation extends Widget {
  static limit = 5;

  #number = el('span', 'points');
  #unit = el('span', 'unit');
  #rank = el('p', 'place');
  #recent = el('p', 'recent');
  #list = el('ul', 'entries');
  #shown = null;
  #target = null;
  #frame = 0;

  get unit() {
    return this.getAttribute('unit') || 'points/reputation';
  }

  caption() {
    return this.speech.reputation;
  }

  begin() {
    // To another unit's points nobody counts.
    this.#shown = null;
  }

  skeleton() {
    const lines = Array.from({ length: this.limit }, () =>
      el('li', 'entry', el('span', 'amount bone'), el('span', 'words bone'), el('span', 'when bone')));
    const balance = el('p', 'balance', el('span', 'points bone'));
    const list = el('ul', 'entries', ...lines);
    const all = el('div', 'loading', el('div', 'summary', balance, el('p', 'place bone')), el('p', 'recent', this.speech.recent), list);
    all.ariaHidden = 'true';
    return all;
  }

  frame() {
    this.#recent.id = 'recent';
    this.#list.role = 'list';
    this.#list.setAttribute('aria-labelledby', 'recent');
    this.#list.replaceChildren();
    const balance = el('p', 'balance', this.#number, ' ', this.#unit);
    return el('div', '', el('div', 'summary', balance, this.#rank), this.#recent, this.#list);
  }

  async read() {
    const limit = Math.min(200, this.limit * MORE);
    const list = this.ask('me/entries', { limit, lang: this.speech.language });
    const [member, { entries }] = await Promise.all([this.ask('me'), list]);
    return { member, entries };
  }

  show({ member, entries }) {
    const own = entries.filter((entry) => entry.unit === this.unit).slice(0, this.limit);
    const points = member.balances[this.unit] ?? 0;
    this.#count(points);
    this.#place(member.places);
    this.#recent.textContent = this.speech.recent;
    this.#recent.hidden = own.length === 0;
    arrange(this.#list, own.map((entry) => ({ key: entry.id, ...entry })), () => el('li', 'entry'), (element, entry) =>
      this.#write(element, entry));
    return points === 0 && own.length === 0 ? this.speech.noPoints : '';
  }

  hear(name, entry) {
    if (name === 'entry' && entry.unit === this.unit) {
      const { speech } = this;
      const words = entry.words.replace(/[.\s]+$/, '');
      this.announce(speech.earned(speech.change(entry.amount), words, speech.number(entry.balance)));
      this.#count(entry.balance);
    }
    this.refresh();
  }

  #place(places) {
    const wanted = this.getAttribute('leaderboard');
    const place = wanted ? places.find((each) => each.leaderboard === wanted) : places[0];
    const { speech } = this;
    this.#rank.textContent = place ? speech.rankOf(speech.number(place.rank), speech.number(place.of)) : '';
    this.#rank.hidden = !place;
  }

  #write(element, { amount, words, happened, correction, reason }) {
    const { speech } = this;
    const day = el('time', '', speech.day(happened));
    day.dateTime = happened;
    const when = el('span', 'when', day, correction ? ` · ${speech[reason] ?? speech.corrected}` : '');
    const change = el('span', amount < 0 ? 'amount loss' : 'amount', speech.change(amount));
    element.replaceChildren(change, el('span', 'words', words), when);
  }

  /** Numbers that change are counted to, so that one sees that something happened. */
  #count(to) {
    const from = this.#shown;
    // An entry says it, and what is read right after it says it again.
    if (from !== null && from !== to && this.#target === to) return;
    cancelAnimationFrame(this.#frame);
    this.#target = to;
    this.#unit.textContent = this.speech.pointsOf(to);
    if (from === null || from === to || still()) {
      this.#print(to);
      return;
    }
    const start = performance.now();
    const step = (now) => {
      const part = Math.min(1, (now - start) / COUNTING);
      this.#print(part === 1 ? to : Math.round(from + (to - from) * (1 - (1 - part) ** 3)));
      if (part < 1) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  #print(points) {
    this.#shown = points;
    this.#number.textContent = this.speech.number(points);
  }
}

/** Lines in a row. */
class Ranking extends Widget {
  static limit = 10;

  #list = el('ol', 'list');

  skeleton() {
    const bones = () => [el('span', 'rank'), el('span', 'name bone'), el('span', 'score bone'), ...this.bones()];
    const lines = Array.from({ length: this.limit }, () => el('li', 'line', ...bones()));
    const list = el('ol', 'list loading', ...lines);
    list.ariaHidden = 'true';
    return list;
  }

  bones() {
    return [];
  }

  frame() {
    // Without markers, some browsers take a list for none.
    this.#list.role = 'list';
    this.#list.setAttribute('aria-labelledby', 'heading');
    this.#list.replaceChildren();
    return this.#list;
  }

  /** What the leaderboard is asked for: the page's attributes of the same names. */
  slice() {
    return Object.fromEntries(['back', 'topic', 'group'].map((name) => [name, this.getAttribute(name)]));
  }

  path(rest = '') {
    return `leaderboards/${encodeURIComponent(this.getAttribute('leaderboard') ?? '')}${rest}`;
  }

  show({ lines }) {
    const items = lines.map((line) => ({ key: `${line.source}\n${line.id}`, ...line }));
    arrange(this.#list, items, () => el('li'), (element, line) => this.#write(element, line));
    return lines.length ? '' : this.nothing();
  }

  #write(element, line) {
    const { speech } = this;
    const part = line.me ? 'line me' : 'line';
    element.className = line.rank <= 3 ? `${part} first` : part;
    element.setAttribute('part', part);
    element.ariaCurrent = line.me ? 'true' : null;
    // The name stays where it is: whoever has the focus on it keeps it.
    const name = this.#name(element, line);
    for (const child of [...element.children]) if (child !== name) child.remove();
    element.append(...(name.isConnected ? [] : [name]));
    name.before(el('span', 'rank', unseen(`${speech.rank} `), speech.number(line.rank)));
    const score = el('span', 'score', speech.number(line.score), unseen(` ${speech.pointsOf(line.score)}`));
    name.after(...(line.me ? [el('span', 'you', speech.me)] : []), score, ...this.because(line));
  }

  /** A link if the host says where to, else a button: for a keyboard both are there. */
  #name(element, line) {
    const href = this.getAttribute('href');
    const tag = href === null ? 'button' : 'a';
    let name = element.querySelector('.name');
    if (name?.localName !== tag) {
      name?.remove();
      name = el(tag, 'name');
      if (tag === 'button') name.type = 'button';
    }
    if (href !== null) name.href = href.replace(/\{(source|id)\}/g, (all, key) => encodeURIComponent(line[key]));
    name.textContent = line.name || this.unnamed();
    name.onclick = (event) => {
      const { source, id, rank } = line;
      if (!this.tell('laurel-select', { source, id, rank })) event.preventDefault();
    };
    return name;
  }

  because() {
    return [];
  }
}

/** Members in the order of their scores, page by page, or those around the one who looks. */
class Leaderboard extends Ranking {
  #from = 0;
  #size = 0;
  #range = el('span', 'range');
  #buttons = [el('button', 'page'), el('button', 'page')];
  #pager = el('div', 'pager', this.#range, ...this.#buttons);

  caption() {
    return this.hasAttribute('around') ? this.speech.around : this.speech.leaderboard;
  }

  begin() {
    this.#from = 0;
  }

  frame() {
    this.#buttons.forEach((button, i) => {
      button.type = 'button';
      button.onclick = () => this.#turn(i === 0 ? -1 : 1);
    });
    return el('div', '', super.frame(), this.#pager);
  }

  async read() {
    const slice = this.slice();
    if (this.hasAttribute('around')) {
      return this.ask(this.path('/around-me'), { ...slice, each: Math.min(100, this.limit >> 1) });
    }
    // While this is under way somebody may turn the page.
    const from = this.#from;
    return { ...(await this.ask(this.path(), { ...slice, from, limit: this.limit })), from };
  }

  skeleton() {
    return el('div', '', super.skeleton(), ...(this.hasAttribute('around') ? [] : [el('div', 'pager')]));
  }

  show(page) {
    this.#size = page.size;
    // The leaderboard has become shorter than this page begins.
    if (page.from && !page.lines.length) {
      this.#from = 0;
      this.refresh();
    }
    this.#write(page.from ?? 0, page.lines.length);
    return super.show(page);
  }

  #turn(by) {
    const from = this.#from + by * this.limit;
    if (from < 0 || from >= this.#size) return;
    this.#from = from;
    this.refresh();
  }

  #write(from, count) {
    const { speech } = this;
    const ends = [from === 0, from + count >= this.#size];
    this.#pager.hidden = this.hasAttribute('around');
    this.#range.textContent = speech.range(
      ...[from + 1, from + count, this.#size].map((each) => speech.number(each)));
    this.#buttons.forEach((button, i) => {
      button.replaceChildren(unseen(i === 0 ? speech.previous : speech.next), i === 0 ? '←' : '→');
      // Not disabled, which would take the focus from whoever has come to the end.
      button.hidden = ends[0] && ends[1];
      button.ariaDisabled = ends[i];
    });
  }

  nothing() {
    return this.hasAttribute('around') ? this.speech.noPlace : this.speech.noMembers;
  }

  unnamed() {
    return this.speech.member;
  }
}

/** The objects that stand highest, each with what put it there and from which sources. */
class Top extends Ranking {
  caption() {
    return `Top ${this.limit}`;
  }

  read() {
    return this.ask(this.path(), { ...this.slice(), limit: this.limit });
  }

  bones() {
    return [el('span', 'shares'), el('span', 'reasons', el('span', 'reason bone'), el('span', 'reason bone'))];
  }

  because(line) {
    const reasons = [...line.because].sort((a, b) => b.score - a.score);
    const names = this.#names();
    const shares = el('span', 'shares');
    shares.ariaHidden = 'true';
    reasons.filter(({ score }) => score > 0).forEach(({ score }, i) => shares.append(share(i, score)));
    const list = el('ul', 'reasons', ...reasons.map((reason, i) => this.#reason(reason, i, names)));
    list.role = 'list';
    return [shares, list];
  }

  #reason({ activityType, source, count, score }, i, names) {
    const dot = share(score > 0 ? i : 9, 0);
    const what = names.get(activityType) ?? activityType.replace(/[._-]+/g, ' ');
    const { number } = this.speech;
    const words = el('span', '', `${number(count)}\u00a0× ${what} `, el('span', 'source', names.get(source) ?? source));
    return el('li', 'reason', dot, words, el('span', 'worth', number(score)));
  }

  /** The host's words for types and sources: <data value="order.placed">orders</data> inside of the element. */
  #names() {
    return new Map([...this.querySelectorAll('data[value]')].map((data) => [data.value, data.textContent.trim()]));
  }

  nothing() {
    return this.speech.noObjects;
  }

  unnamed() {
    return this.speech.object;
  }
}

/** A piece of the bar, or without a size the dot that says which piece is meant. */
function share(i, size) {
  const piece = el('span', `share share-${Math.min(i, 5)}`);
  piece.style.flexGrow = size;
  return piece;
}

const elements = { 'laurel-leaderboard': Leaderboard, 'laurel-reputation': Reputation, 'laurel-top': Top };

for (const [name, element] of Object.entries(elements)) {
  // A page that loads two versions keeps the first: defining a name twice throws.
  if (!customElements.get(name)) customElements.define(name, element);
}
