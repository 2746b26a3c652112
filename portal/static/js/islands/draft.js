/* Keeps what was typed in this browser until it was sent. data-draft names it.
   Never kept: passwords, files, hidden fields, and how to reach someone (name, mail, phone). */
import { make } from "../make.js";
import { text } from "../texts.js";

const DAYS = 7 * 24 * 3600 * 1000;
const PRIVATE = "[type=password], [type=file], [type=hidden], [autocomplete=email], [autocomplete=tel], [autocomplete=name], [data-draft-skip]";

function read(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key) || "null");
    return found && Date.now() - found.at < DAYS ? found.values : null;
  } catch {
    return null;
  }
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !field.matches(PRIVATE) && field.matches("input, textarea, select"));
}

function valuesOf(form) {
  const values = {};
  for (const field of fields(form)) {
    if (field.matches("[type=checkbox], [type=radio]")) {
      if (field.checked) (values[field.name] ||= []).push(field.value);
    } else if (field.value) values[field.name] = [field.value];
  }
  return values;
}

function restore(form, values) {
  let restored = false;
  for (const field of fields(form)) {
    const kept = values[field.name];
    if (!kept) continue;
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = kept.includes(field.value);
    else if (!field.value) field.value = kept[0];
    else continue;
    restored = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return restored;
}

export default function mount(form) {
  const done = form.dataset.draftDone;
  if (done) {
    try { localStorage.removeItem(`draft:${done}`); } catch { /* storage is off: nothing was kept */ }
    return () => {};
  }
  const key = `draft:${form.dataset.draft}`;
  let timer;
  let note = null;

  function save() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        const values = valuesOf(form);
        if (Object.keys(values).length) localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
        else localStorage.removeItem(key);
      } catch { /* storage is full or off: the form still works */ }
    }, 400);
  }
  function discard() {
    clearTimeout(timer);
    localStorage.removeItem(key);
    form.reset();
    note.remove();
    form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  }

  const kept = read(key);
  const typedAlready = form.querySelector("[data-error-summary], .kern-error");
  if (kept && !typedAlready && restore(form, kept)) {
    const button = make("button", { type: "button", class: "kern-btn kern-btn--tertiary kern-btn--x-small" }, make("span", { class: "kern-label" }, text("discard")));
    note = make("div", { class: "draft-note", role: "status" }, make("span", {}, text("restored")), button);
    button.addEventListener("click", discard);
    form.prepend(note);
  }
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  return () => {
    clearTimeout(timer);
    note?.remove();
    form.removeEventListener("input", save);
    form.removeEventListener("change", save);
  };
}
