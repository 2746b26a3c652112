/* A long <select> (or an <input list>) in which one finds by typing: the ARIA combobox pattern with a list box.
   The select keeps the value and stays in the form; it is only hidden. */
import { icon, make } from "../make.js";
import { text } from "../texts.js";

const MOST = 60;

export function bare(words) {
  return words.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

/* "ö" as "oe"; options are also found by "o" (see `rank`). */
export function folded(words) {
  return bare(words.toLowerCase().replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue"));
}

function place(text, wanted) {
  const at = text.indexOf(wanted);
  if (at <= 0) return at;
  return /[^a-z0-9]/.test(text[at - 1]) ? 1 : 2;
}

/* Beginnings first (0), then beginnings of later words (1), then anywhere (2); -1 is not found. */
function rank(option, typed) {
  const found = [place(option.folded, folded(typed)), place(option.bare, bare(typed))].filter((order) => order >= 0);
  return found.length ? Math.min(...found) : -1;
}

function find(options, typed) {
  const wanted = typed.trim();
  if (!wanted) return options.slice(0, MOST);
  return options
    .map((option) => [rank(option, wanted), option])
    .filter(([order]) => order >= 0)
    .sort((a, b) => a[0] - b[0])
    .slice(0, MOST)
    .map(([, option]) => option);
}

function optionsOf(select) {
  return [...select.options]
    .filter((option) => option.value !== "" && !option.disabled)
    .map((option) => ({ value: option.value, label: option.label, folded: folded(option.label), bare: bare(option.label) }));
}

export default function mount(select) {
  if (!(select instanceof HTMLSelectElement) || select.multiple) return () => {};
  const id = select.id;
  const listId = `${id}-list`;
  const options = optionsOf(select);
  const input = make("input", {
    type: "text", role: "combobox", class: "kern-form-input__input combobox__input", autocomplete: "off", autocapitalize: "off",
    spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
    "aria-describedby": select.getAttribute("aria-describedby"), "aria-invalid": select.getAttribute("aria-invalid"),
    "aria-required": select.getAttribute("aria-required"), placeholder: select.dataset.placeholder,
  });
  if (select.getAttribute("aria-invalid")) input.classList.add("kern-form-input__input--error");
  const list = make("ul", { class: "combobox__list", id: listId, role: "listbox", "aria-label": select.labels[0]?.textContent.trim(), hidden: true });
  const status = make("span", { class: "kern-sr-only", role: "status" });
  const unknown = make("p", { class: "combobox__unknown", role: "status", hidden: true });
  const box = make("div", { class: "combobox" }, input, make("span", { class: "combobox__mark", "aria-hidden": "true" }, icon("chevron-down")), list, status, unknown);
  const outer = select.closest(".kern-form-input__select-wrapper") || select;
  let found = [];
  let active = -1;
  let typing = false;

  const chosen = () => options.find((option) => option.value === select.value);
  const isOpen = () => !list.hidden;
  const ownLabel = () => chosen()?.label || "";

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function choose(option) {
    select.value = option ? option.value : "";
    input.value = option ? option.label : "";
    unknown.hidden = true;
    close();
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function mark(index) {
    active = index;
    [...list.querySelectorAll("[role=option]")].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    const item = list.children[index];
    if (item?.id) {
      input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }
  function open(typed) {
    found = find(options, typed);
    list.replaceChildren(
      ...found.map((option, i) => make("li", { role: "option", id: `${listId}-${i}`, class: "combobox__option", "aria-selected": "false", "data-index": i }, option.label)),
    );
    if (!found.length) list.append(make("li", { class: "combobox__none", role: "presentation" }, text("noMatch")));
    list.hidden = false;
    list.scrollIntoView({ block: "nearest" });
    active = -1;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
    status.textContent = found.length === 0 ? text("noMatch") : found.length === 1 ? text("oneMatch") : text("matches", { n: found.length });
  }
  function typed() {
    open(input.value);
    unknown.hidden = true;
    const exact = options.find((option) => option.folded === folded(input.value.trim()));
    const value = exact ? exact.value : "";
    if (select.value !== value) {
      select.value = value;
      typing = true;
      select.dispatchEvent(new Event("change", { bubbles: true }));
      typing = false;
    }
  }
  function tellUnknown(name) {
    unknown.textContent = text(name);
    unknown.hidden = false;
  }
  /* data-other names a text field for places that no list knows: what was typed goes there, once. */
  function movedToOther() {
    const other = select.dataset.other && select.form?.elements[select.dataset.other];
    if (!other || other.value.trim()) return false;
    other.value = input.value.trim();
    other.dispatchEvent(new Event("input", { bubbles: true }));
    input.value = "";
    tellUnknown("moved");
    return true;
  }
  function left() {
    const exact = options.find((option) => option.folded === folded(input.value.trim()));
    const only = input.value.trim() && found.length === 1 ? found[0] : null;
    if (exact || only) {
      if (select.value !== (exact || only).value) choose(exact || only);
      input.value = (exact || only).label;
    } else if (!input.value.trim()) {
      if (select.value !== "") choose(null);
    } else if (select.value) input.value = ownLabel();
    else if (!movedToOther()) tellUnknown("noMatch"); /* what was typed stays; it is said that it is no entry of the list */
    close();
  }
  function key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) open(input.value === ownLabel() ? "" : input.value);
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (found.length) mark((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    } else if (event.key === "Enter" && isOpen()) {
      if (active >= 0 || found.length === 1) {
        event.preventDefault();
        choose(found[Math.max(active, 0)]);
      }
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      event.stopPropagation();
      input.value = ownLabel();
      close();
    } else if (event.key === "Home" && isOpen() && active >= 0) {
      event.preventDefault();
      mark(0);
    } else if (event.key === "End" && isOpen() && active >= 0) {
      event.preventDefault();
      mark(found.length - 1);
    }
  }
  function clicked(event) {
    const item = event.target.closest("[data-index]");
    if (item) {
      choose(found[Number(item.dataset.index)]);
      input.focus();
    }
  }
  const keep = (event) => event.preventDefault();
  const entered = () => input.select();
  const tapped = () => !isOpen() && open(input.value === ownLabel() ? "" : input.value);
  const follow = () => {
    if (!typing) input.value = ownLabel();
  };
  const reset = () => setTimeout(follow);

  select.id = `${id}-select`;
  input.id = id;
  outer.hidden = true;
  outer.after(box);
  follow();
  input.addEventListener("input", typed);
  input.addEventListener("keydown", key);
  input.addEventListener("blur", left);
  input.addEventListener("focus", entered);
  input.addEventListener("click", tapped);
  list.addEventListener("mousedown", keep);
  list.addEventListener("click", clicked);
  select.addEventListener("change", follow);
  select.form?.addEventListener("reset", reset);
  return () => {
    select.removeEventListener("change", follow);
    select.form?.removeEventListener("reset", reset);
    box.remove();
    select.id = id;
    outer.hidden = false;
  };
}
