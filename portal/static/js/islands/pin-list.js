/* The list beside a map of pins, in step with its window. It speaks with the pins through events of the map element:
   it hears "pins:begun", "pins:drawn" and "pins:open" and sends "pins:filter", "pins:show" and "pins:ask" (js/map/pins.js). */
import { make } from "../make.js";

const WAIT = 150;

export default function mount(element, props) {
  const map = document.querySelector(props.map);
  if (!map) return undefined;
  const form = element.querySelector("form");
  const count = element.querySelector("[data-count]");
  const chosen = element.querySelector("[data-chosen]");
  const entries = element.querySelector("[data-entries]");
  const numbers = new Intl.NumberFormat(document.documentElement.lang || "de");
  let asked = null;
  let timer = 0;
  let shown = "";

  async function fetched(address) {
    asked?.abort();
    asked = new AbortController();
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: asked.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }

  async function tryTo(work) {
    try {
      await work();
    } catch (error) {
      if (error.name !== "AbortError") count.textContent = props.texts.failed;
    }
  }

  function onDrawn(event) {
    const { total, address } = event.detail;
    const words = total === 0 ? props.texts.none : total === 1 ? props.texts.one : props.texts.many;
    count.textContent = words.replace("{n}", numbers.format(total));
    clearTimeout(timer);
    timer = setTimeout(() => tryTo(() => fill(address)), WAIT);
  }

  async function fill(address) {
    if (address === shown && !entries.querySelector("[data-stale]")) return;
    const html = await fetched(`${props.list}?${address}`);
    shown = address;
    entries.replaceChildren(parsed(html));
    entries.querySelector("[data-empty]")?.remove();
    prepare(entries);
    element.dataset.window = address;
  }

  /* The next part goes below the first; the focus goes to its first entry. */
  async function addMore(link) {
    const part = parsed(await fetched(link.href));
    const first = part.querySelector(".pin-entry");
    entries.querySelector(".pin-entries").append(...part.querySelectorAll(".pin-entry"));
    const next = part.querySelector("[data-more]");
    if (next) link.href = next.href;
    else link.closest("nav").remove();
    prepare(entries);
    first?.focus();
  }

  function prepare(within) {
    for (const entry of within.querySelectorAll(".pin-entry[data-x]:not([data-prepared])")) {
      entry.dataset.prepared = "";
      const button = make("button", { type: "button", class: "kern-btn kern-btn--tertiary kern-btn--x-small" },
        make("span", { class: "kern-label" }, props.texts.onMap));
      button.addEventListener("click", () => {
        const { pin, x, y } = entry.dataset;
        mark(entry);
        send("pins:show", { id: pin, x: Number(x), y: Number(y), focus: true });
      });
      entry.querySelector(".pin-entry__words").append(button);
    }
  }

  function mark(entry) {
    for (const other of element.querySelectorAll(".pin-entry[aria-current]")) other.removeAttribute("aria-current");
    entry.setAttribute("aria-current", "true");
  }

  /* A pin was chosen on the map: to its entry, which is fetched when it stands further down. */
  async function onOpen(event) {
    const { id } = event.detail;
    await tryTo(async () => {
      let entry = entries.querySelector(`[data-pin="${id}"]`);
      chosen.replaceChildren();
      if (!entry) {
        const list = make("ul", { class: "pin-entries" });
        list.append(parsed(await fetched(`${props.list}/${id}`)));
        chosen.append(list);
        entry = list.querySelector(".pin-entry");
        prepare(chosen);
      }
      mark(entry);
      entry.focus();
    });
  }

  function filterOf() {
    const filter = {};
    for (const [name, value] of new FormData(form)) if (value) (filter[name] ||= []).push(value);
    return filter;
  }

  function onFilter(event) {
    event.preventDefault();
    const filter = filterOf();
    const address = new URL(window.location.href);
    for (const field of form.elements) if (field.name) address.searchParams.delete(field.name);
    for (const [name, values] of Object.entries(filter)) for (const value of values) address.searchParams.append(name, value);
    window.history.replaceState(window.history.state, "", address);
    chosen.replaceChildren();
    send("pins:filter", filter);
  }

  function onClick(event) {
    const link = event.target.closest("[data-more]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    tryTo(() => addMore(link));
  }

  /* What the address filters holds from the beginning, whichever of map and list was there first. */
  function begin() {
    const filter = filterOf();
    if (Object.keys(filter).length) send("pins:filter", filter);
    else send("pins:ask");
  }

  const send = (name, detail) => map.dispatchEvent(new CustomEvent(name, { detail }));
  map.addEventListener("pins:begun", begin);
  map.addEventListener("pins:drawn", onDrawn);
  map.addEventListener("pins:open", onOpen);
  form.addEventListener("submit", onFilter);
  form.addEventListener("change", onFilter);
  entries.addEventListener("click", onClick);
  begin();
  return () => {
    clearTimeout(timer);
    asked?.abort();
    map.removeEventListener("pins:begun", begin);
    map.removeEventListener("pins:drawn", onDrawn);
    map.removeEventListener("pins:open", onOpen);
  };
}

function parsed(html) {
  const part = document.createDocumentFragment();
  part.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  return part;
}
