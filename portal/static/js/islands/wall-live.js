/* Keeps a part of the page as it is on the server: asks whether something has changed and exchanges what did. Phones ask so often
   that with the answer nobody waits longer than two seconds; the few screens of the room (`every`) ask more often.
   Answers 204 while nothing has. Parts are found by their id: #wall-live, and every [data-live-part]. What somebody has ticked,
   opened or typed in them stays, and so does the focus. */
const PAUSE = 1800;
const HIDDEN_PAUSE = 10000;
const PATIENCE = 5000;
const QUIET_TRIES = 1;

function stateOf(part) {
  const boxes = new Map();
  for (const box of part.querySelectorAll("input[type=checkbox][id], input[type=radio][id]")) boxes.set(box.id, [box.checked, box.defaultChecked]);
  const typed = new Map();
  for (const field of part.querySelectorAll("input[id]:not([type=checkbox]):not([type=radio]):not([type=hidden]), textarea[id]")) {
    if (field.value !== field.defaultValue) typed.set(field.id, field.value);
  }
  const lists = new Map([...part.querySelectorAll("select[id]")].map((list) => [list.id, list.value]));
  const open = [...part.querySelectorAll("details[id][open]")].map((one) => one.id);
  const active = document.activeElement;
  const focus = part.contains(active) && active.id ? { id: active.id, from: caret(active, "selectionStart"), to: caret(active, "selectionEnd") } : null;
  const scrolled = [...part.querySelectorAll("[data-keep-scroll], .wall-columns, .shown__columns")].map((one) => [one.className, one.scrollLeft, one.scrollTop]);
  return { boxes, typed, lists, open, focus, scrolled };
}

function caret(field, name) {
  try { return field[name]; } catch { return null; }
}

function restore(part, { boxes, typed, lists, open, focus, scrolled }) {
  for (const [id, [checked, before]] of boxes) {
    const box = part.querySelector(`#${CSS.escape(id)}`);
    if (box && checked !== before) box.checked = checked;
  }
  for (const [id, value] of typed) {
    const field = part.querySelector(`#${CSS.escape(id)}`);
    if (field) field.value = value;
  }
  for (const [id, value] of lists) {
    const list = part.querySelector(`#${CSS.escape(id)}`);
    if (list && [...list.options].some((one) => one.value === value)) list.value = value;
  }
  for (const id of open) part.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  for (const [name, left, top] of scrolled) {
    const one = part.getElementsByClassName(name)[0];
    if (one) [one.scrollLeft, one.scrollTop] = [left, top];
  }
  const target = focus && part.querySelector(`#${CSS.escape(focus.id)}`);
  if (!target) return;
  target.focus({ preventScroll: true });
  if (focus.from !== null && focus.from !== undefined) {
    try { target.setSelectionRange(focus.from, focus.to); } catch { /* not a field with a caret */ }
  }
}

function exchange(old, fresh) {
  const kept = stateOf(old);
  old.dispatchEvent(new CustomEvent("page:replacing", { bubbles: true }));
  old.replaceWith(fresh);
  restore(fresh, kept);
  globalThis.htmx?.process(fresh);
  fresh.dispatchEvent(new CustomEvent("page:replaced", { bubbles: true }));
}

export default function mount(element, { address, every = PAUSE }) {
  let timer = 0;
  let failed = 0;
  let asking = null;
  let over = false;

  const live = () => element.querySelector("#wall-live");

  function showLost() {
    for (const one of element.querySelectorAll("[data-live-lost]")) one.hidden = failed <= QUIET_TRIES;
  }

  function take(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("#wall-live");
    if (!fresh || !live()) return;
    if (Number(fresh.dataset.change) < Number(live().dataset.change)) return;
    for (const part of [fresh, ...page.querySelectorAll("[data-live-part]")]) {
      const old = element.querySelector(`#${part.id}`);
      if (old && old.outerHTML !== part.outerHTML) exchange(old, document.importNode(part, true));
    }
    element.dispatchEvent(new CustomEvent("wall:changed"));
  }

  async function ask() {
    clearTimeout(timer);
    if (over || asking || !live()) return again();
    const mine = new AbortController();
    asking = mine;
    const patience = setTimeout(() => mine.abort(), PATIENCE);
    try {
      const url = new URL(address, location.href);
      url.searchParams.set("ab", live().dataset.change);
      const answer = await fetch(url, { headers: { Accept: "text/html" }, signal: mine.signal, redirect: "manual" });
      if (answer.status === 200) take(await answer.text());
      if (answer.type === "opaqueredirect") location.reload();
      failed = answer.ok ? 0 : failed + 1;
    } catch {
      failed += 1;
    }
    clearTimeout(patience);
    if (asking !== mine) return undefined; /* somebody hurried on meanwhile */
    asking = null;
    showLost();
    return again();
  }

  function again() {
    clearTimeout(timer);
    if (!over) timer = setTimeout(ask, document.hidden ? HIDDEN_PAUSE : every);
  }

  /* The network is back, or somebody looks again: at once, whatever hangs. */
  function hurry() {
    if (document.hidden) return;
    asking?.abort();
    asking = null;
    ask();
  }

  timer = setTimeout(ask, every * Math.random());
  window.addEventListener("online", hurry);
  document.addEventListener("visibilitychange", hurry);
  return () => {
    over = true;
    clearTimeout(timer);
    asking?.abort();
    window.removeEventListener("online", hurry);
    document.removeEventListener("visibilitychange", hurry);
  };
}
