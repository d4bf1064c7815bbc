// How the page of plugins shows a report: elements without any behaviour, made anew each time.

import { el } from './morph.js';

const URGENT = new Set(['FAILED', 'MISSING', 'QUARANTINED', 'STUCK']);
/** Where starting again is what helps, as a rule. */
const RESTARTED = new Set(['FAILED', 'QUARANTINED', 'STUCK']);
const GLYPHS = { good: '●', idle: '◌', warn: '▲', bad: '✕' };

/** Whether somebody should look at an instance. */
export function isNeeding(instance) {
  return URGENT.has(instance.state) || instance.failure !== '' || instance.lostThreads.length > 0;
}

/** All instances of a report. */
export function instancesOf(report) {
  return [...report.plugins.flatMap((plugin) => plugin.instances), ...report.missing];
}

/** What stands on the page. */
export function board(report, words, busy) {
  const view = new View(report, words, busy);
  return el('div', { id: 'board' }, view.top(), view.safeMode(), view.attention(), view.problems(), view.missing(), view.plugins(),
    view.owedElsewhere(), view.lost(), view.lingering());
}

class View {
  constructor(report, words, busy) {
    this.report = report;
    this.words = words;
    this.busy = busy;
    this.owed = Object.entries(report.owing).flatMap(([community, rules]) =>
      Object.entries(rules).map(([rule, members]) => ({ community, rule, members })),
    );
  }

  top() {
    const { words, report } = this;
    const all = instancesOf(report);
    const needing = all.filter(isNeeding).length;
    return el('div', { class: 'top', 'data-key': 'top' },
      el('p', { class: 'summary', role: 'status' },
        words.summary(report.plugins.length, all.length), all.length ? `${words.colon} ` : null,
        all.length ? el('strong', { class: needing ? 'bad' : 'good' }, needing ? words.needing(needing) : words.allWell) : null),
      this.button('refresh', {}, report.safeMode ? null : words.refresh, words.refreshing, ''));
  }

  button(action, data, label, underWay, about, kind = '') {
    if (label === null) return null;
    const id = [action, ...Object.values(data)].join(' ');
    const busy = this.busy.has(id);
    const attributes = { type: 'button', class: `button ${kind}`.trim(), 'data-do': action, 'data-key': id, 'aria-disabled': busy && 'true' };
    for (const [name, value] of Object.entries(data)) attributes[`data-${name}`] = value;
    return el('button', attributes, busy ? underWay : label, about ? el('span', { class: 'unseen' }, `: ${about}`) : null);
  }

  section(key, title, ...content) {
    return el('section', { 'data-key': key, id: key, tabindex: '-1', 'aria-labelledby': `${key}-title` },
      el('h2', { id: `${key}-title` }, title), ...content);
  }

  safeMode() {
    if (!this.report.safeMode) return null;
    return el('div', { class: 'notice', 'data-key': 'safe-mode' },
      el('p', {}, el('strong', {}, this.words.safeMode)), el('p', {}, this.words.safeModeHow));
  }

  attention() {
    const needing = instancesOf(this.report).filter(isNeeding);
    if (needing.length === 0) return null;
    return this.section('attention', this.words.attention,
      el('ul', { class: 'links' }, needing.map((each) =>
        el('li', { 'data-key': idOf(each) }, el('a', { href: `#${encodeURIComponent(idOf(each))}` }, each.instance),
          ` · ${each.community} · ${this.state(each)}`))));
  }

  problems() {
    // What stands with an instance already is not said twice.
    const shown = new Set(instancesOf(this.report).map((each) => `community ${each.community}: ${each.failure}`));
    const problems = this.report.problems.filter((each) => !shown.has(each));
    if (problems.length === 0) return null;
    return this.section('problems', this.words.problems,
      el('ul', { class: 'sentences' }, problems.map((each) => el('li', { lang: 'en', 'data-key': each }, each))));
  }

  missing() {
    if (this.report.missing.length === 0) return null;
    return this.section('missing', this.words.missing,
      el('article', { class: 'plugin' },
        el('ul', { class: 'instances' }, this.report.missing.map((each) => this.instance(each, 'h3')))));
  }

  plugins() {
    const { words, report } = this;
    if (report.plugins.length === 0) {
      return this.section('plugins', words.plugins,
        el('p', { class: 'empty' }, words.none, report.safeMode ? null : ` ${words.noneHow}`));
    }
    const sorted = [...report.plugins].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
    return this.section('plugins', words.plugins, sorted.map((each) => this.plugin(each)));
  }

  plugin(plugin) {
    const { words } = this;
    const key = `plugin ${plugin.id} ${plugin.version} ${plugin.origin}`;
    const used = new Set(plugin.instances.map((each) => each.extension));
    const unused = plugin.extensions.filter((each) => !used.has(each));
    return el('article', { class: 'plugin', 'data-key': key },
      el('header', {},
        el('h3', {}, plugin.id, el('span', { class: 'version' },
          ` ${plugin.version === 'unknown' ? words.versionUnknown : words.version(plugin.version)}`)),
        el('p', { class: 'meta' }, this.origin(plugin.origin), ' · ', plugin.isolated ? words.isolated : words.notIsolated)),
      plugin.instances.length ? el('ul', { class: 'instances' }, plugin.instances.map((each) => this.instance(each, 'h4'))) : null,
      unused.length
        ? el('p', { class: 'unused' }, `${words.unused}${words.colon} `,
            unused.map((each, i) => [i ? ', ' : '', el('code', {}, each)]).flat())
        : null);
  }

  origin(origin) {
    const { words } = this;
    if (origin === 'given by the host') return words.given;
    const [, where, file] = /^(class path|folder): (.*)$/s.exec(origin) ?? [];
    if (!where) return origin;
    return el('span', {}, `${where === 'folder' ? words.folder : words.classPath}, `, el('code', {}, file));
  }

  instance(instance, heading) {
    const { words } = this;
    const id = idOf(instance);
    const of = [words.kinds[instance.kind] ?? instance.kind, instance.community];
    if (instance.extension !== instance.instance) of.splice(1, 0, instance.extension);
    return el('li', { class: 'instance', 'data-key': id, id, tabindex: '-1' },
      el('div', { class: 'head' },
        el(heading, {}, instance.instance),
        el('span', { class: `state ${urgency(instance)}` },
          el('span', { 'aria-hidden': 'true' }, `${GLYPHS[urgency(instance)]} `), this.state(instance))),
      el('p', { class: 'meta' }, of.join(' · ')),
      this.said(instance),
      this.owing(instance),
      el('div', { class: 'foot' }, this.facts(instance),
        this.button('restart', { community: instance.community, instance: instance.instance }, words.restart, words.restarting,
          `${instance.instance}, ${instance.community}`, RESTARTED.has(instance.state) ? 'strong' : '')));
  }

  state(instance) {
    return instance.state === 'RUNNING' && isNeeding(instance) ? this.words.failing : this.words.states[instance.state];
  }

  said(instance) {
    const { words } = this;
    const translated = words.remedies[instance.kind]?.[instance.state];
    const remedy = instance.remedy && (translated ?? instance.remedy);
    const lost = instance.lostThreads.length;
    if (!instance.failure && !remedy && !lost) return null;
    const line = (title, text, lang) => el('div', {}, el('dt', {}, title), el('dd', { lang: lang && 'en' }, text));
    return el('dl', { class: 'said', 'data-key': 'said' },
      instance.failure ? line(words.failure, instance.failure, true) : null,
      remedy ? line(words.remedy, el('p', { class: 'sentence' }, remedy), !translated) : null,
      lost ? line(words.lost, el('a', { href: '#lost' }, words.lostOfOne(lost)), false) : null);
  }

  owing(instance) {
    const own = this.owed.filter((each) => each.community === instance.community && each.rule.startsWith(`${instance.extension}/`));
    const rules = instance.extension === instance.instance ? own : [];
    return rules.length ? this.owings(rules) : null;
  }

  owings(rules) {
    return el('ul', { class: 'owed', 'data-key': 'owed' }, rules.map(({ community, rule, members }) =>
      el('li', { 'data-key': `${community} ${rule}` },
        el('span', {}, `${this.words.rule} `, el('code', {}, rule), ` ${this.words.owes(members)}`),
        this.button('waive', { community, rule }, this.words.waive, this.words.waive, `${rule}, ${community}`))));
  }

  facts(instance) {
    const { words } = this;
    // What is not there has done nothing.
    if (instance.state === 'MISSING') return el('span');
    const facts = Object.entries(instance.counts).map(([name, value]) => [words.counts[name] ?? name, words.number(value)]);
    facts.push([words.timeSpent, words.spent(instance.timeSpentMillis)]);
    return el('dl', { class: 'facts' }, facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  }

  owedElsewhere() {
    const shown = new Set(instancesOf(this.report).filter((each) => each.extension === each.instance)
      .map((each) => `${each.community} ${each.extension}`));
    const rest = this.owed.filter((each) => !shown.has(`${each.community} ${each.rule.slice(0, each.rule.lastIndexOf('/'))}`));
    if (rest.length === 0) return null;
    return this.section('owed', this.words.owedElsewhere, this.owings(rest));
  }

  lost() {
    if (this.report.lostThreads.length === 0) return null;
    return this.section('lost', this.words.lost, el('p', { class: 'meta' }, this.words.lostHow),
      el('ul', { class: 'sentences' }, this.report.lostThreads.map((each) =>
        el('li', {}, el('span', { lang: 'en' }, each.culprit), el('span', { class: 'meta' }, ` ${this.words.since(this.words.time(each.since))}, `, el('code', {}, each.thread))))));
  }

  lingering() {
    if (this.report.lingering.length === 0) return null;
    return this.section('lingering', this.words.lingering, el('p', { class: 'meta' }, this.words.lingeringHow),
      el('ul', { class: 'sentences' }, this.report.lingering.map((each) =>
        el('li', {}, `${each.plugin} ${each.version}`, el('span', { class: 'meta' }, ` ${this.words.since(this.words.time(each.since))}`)))));
  }
}

function urgency(instance) {
  if (URGENT.has(instance.state)) return 'bad';
  if (isNeeding(instance) || instance.state === 'SUSPENDED') return 'warn';
  return instance.state === 'RUNNING' ? 'good' : 'idle';
}

function idOf(instance) {
  return `${instance.community}:${instance.instance}`;
}
