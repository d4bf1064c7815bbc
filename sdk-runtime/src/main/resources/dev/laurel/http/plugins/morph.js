// Elements, and bringing what is shown in line with what is to be shown, without touching what is the same.

/** An element. An attribute that is false, null or undefined is left out; true is an empty one. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/**
 * Makes an element look like another one. What has a data-key stays the same element wherever it goes, and whoever has the
 * focus keeps it; if they are gone, the closest element around that can have it gets it.
 */
export function show(live, fresh) {
  const focused = live.contains(document.activeElement) ? document.activeElement : null;
  const around = [];
  for (let each = focused; each && each !== live; each = each.parentElement) around.push(each);
  morph(live, fresh);
  if (!focused || document.activeElement === focused) return;
  const heir = around.find((each) => live.contains(each) && (each === focused || each.hasAttribute('tabindex')));
  (heir ?? live.closest('[tabindex]'))?.focus({ preventScroll: true });
}

function morph(live, fresh) {
  for (const { name } of [...live.attributes]) if (!fresh.hasAttribute(name)) live.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  const stays = new Set([...fresh.children].map(key));
  const known = new Map([...live.children].filter(key).map((child) => [key(child), child]));
  for (const [name, child] of known) if (!stays.has(name)) child.remove();
  let at = live.firstChild;
  for (const next of [...fresh.childNodes]) {
    const same = key(next) ? known.get(key(next)) : at;
    if (!same || !alike(same, next)) {
      live.insertBefore(next, at);
      continue;
    }
    if (same === at) at = at.nextSibling;
    else live.insertBefore(same, at);
    if (same.nodeType === Node.ELEMENT_NODE) morph(same, next);
    else if (same.data !== next.data) same.data = next.data;
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

function key(node) {
  return node.dataset?.key ?? '';
}

function alike(one, other) {
  return one.nodeName === other.nodeName && key(one) === key(other);
}
