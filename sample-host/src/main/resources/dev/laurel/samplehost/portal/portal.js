// The portal's own part of a page: "helpful" buttons, what others press meanwhile, and the speed of the simulator.
// What Laurel shows (points, leaderboards, reasons) comes from its widgets.

const body = document.body.dataset;
const toasts = document.querySelector('.toasts');

function toast(text) {
  if (!toasts) return;
  const line = document.createElement('p');
  line.textContent = text;
  toasts.append(line);
  setTimeout(() => line.remove(), 6000);
}

function show(post, mark) {
  for (const count of document.querySelectorAll(`[data-count="${CSS.escape(post)}"]`)) {
    if (count.textContent !== String(mark.count)) {
      count.textContent = mark.count;
      count.classList.remove('changed');
      requestAnimationFrame(() => count.classList.add('changed'));
    }
  }
  for (const button of document.querySelectorAll(`button[data-post="${CSS.escape(post)}"]`)) {
    button.setAttribute('aria-pressed', mark.mine);
    button.querySelector('.say').textContent = mark.mine ? body.undo : body.helpful;
  }
}

async function press(button) {
  const helpful = button.getAttribute('aria-pressed') !== 'true';
  button.disabled = true;
  try {
    const answer = await fetch(`${body.base}/marks/${encodeURIComponent(button.dataset.post)}`, {
      method: helpful ? 'PUT' : 'DELETE',
    });
    if (!answer.ok) throw new Error(String(answer.status));
    show(button.dataset.post, await answer.json());
  } catch {
    toast(body.failed);
  } finally {
    button.disabled = false;
  }
}

async function setSpeed(button) {
  const answer = await fetch(`/speed/${button.dataset.speed}`, { method: 'PUT' });
  if (!answer.ok) return;
  for (const each of document.querySelectorAll('[data-speed]')) {
    each.setAttribute('aria-pressed', each === button);
  }
}

// Nobody can press what nobody listens to yet, or where no script runs.
for (const each of document.querySelectorAll('button[data-post], button[data-speed]')) each.disabled = false;

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.dataset.post) press(button);
  if (button?.dataset.speed) setSpeed(button);
});

// Whatever moves a leaderboard may have moved the counts of this thread too.
const thread = document.querySelector('[data-thread]')?.dataset.thread;
let asking = false;
let again = false;

async function refresh() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const answer = await fetch(`${body.base}/marks/${encodeURIComponent(thread)}`);
    if (answer.ok) {
      for (const [post, mark] of Object.entries(await answer.json())) show(post, mark);
    }
  } finally {
    asking = false;
    if (again) {
      again = false;
      refresh();
    }
  }
}

// What a member has not looked at yet. A portal of one's own would keep in its database what this keeps in the browser.
const news = document.querySelector('.news');
const seen = `laurel-demo/${body.community}/${body.who}`;
const unseen = new Set();

function showNews(...ids) {
  for (const id of ids) unseen.add(id);
  news.querySelector('[data-news]').textContent = unseen.size;
  news.hidden = unseen.size === 0;
}

async function myEntries(query) {
  const answer = await fetch(`${body.base}/laurel/v1/communities/${body.community}/me/entries?${new URLSearchParams(query)}`);
  return answer.ok ? (await answer.json()).entries : [];
}

async function lookAtNews() {
  const [entry] = await myEntries({ limit: 1 });
  const newest = entry?.id ?? '0';
  const after = localStorage.getItem(seen);
  // What was seen in a store that is no more says nothing of this one.
  if (!after || after > newest) localStorage.setItem(seen, newest);
  else if (after < newest) {
    const entries = await myEntries({ ...(after !== '0' && { after }), limit: 200 });
    showNews(...entries.map((each) => each.id));
  }
}

if (news) {
  const own = document.querySelector('[data-own]');
  if (own) localStorage.setItem(seen, own.dataset.own);
  // On the page that the link leads to, it would lead nowhere: what is new is in the page once it is read again.
  news.addEventListener('click', () => own && setTimeout(() => location.reload()));
}

if (body.community) {
  const changes = new EventSource(
    `${body.base}/laurel/v1/communities/${body.community}/changes?lang=${document.documentElement.lang}`,
  );
  // What came after the page was written and before the stream began is told by neither. The stream's first event always
  // comes, and only once it has begun.
  let begun = false;
  changes.addEventListener('open', () => (begun = false));
  changes.addEventListener('leaderboards', () => {
    if (thread) refresh();
    if (news && !begun) lookAtNews();
    begun = true;
  });
  changes.addEventListener('entry', (event) => {
    const entry = JSON.parse(event.data);
    const amount = entry.amount > 0 ? `+${entry.amount}` : `−${-entry.amount}`;
    toast(`${amount} · ${entry.words}`);
    if (news) showNews(entry.id);
  });
  if (news) changes.addEventListener('reset', lookAtNews);
  addEventListener('pagehide', () => changes.close());
}

if (body.waiting) setTimeout(() => location.reload(), 700);
