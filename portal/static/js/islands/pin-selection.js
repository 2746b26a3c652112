/* The list of the staff beside the exact map: in step with its window, with ticks that stay while one moves around. It speaks with the
   map through its events (js/map/pins.js). Without this script the list and its form work alone. */
import { make } from "../make.js";

const WAIT = 150;

export default function mount(section, props) {
  const map = document.querySelector(props.map);
  const form = section.querySelector("[data-selection]");
  const count = section.querySelector("[data-count]");
  const open = section.querySelector("[data-open]");
  const take = form.querySelector("[data-take] .kern-label");
  const plain = take?.textContent;
  const numbers = new Intl.NumberFormat(document.documentElement.lang || "de");
  const ticked = new Set();
  const elsewhere = make("span", { hidden: true });
  let asked = null;
  let timer = 0;

  async function fetched(address) {
    asked?.abort();
    asked = new AbortController();
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: asked.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    return found.body.firstElementChild;
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
    const rows = await fetched(`${props.list}?${address}`);
    form.querySelector("#pin-rows").replaceWith(rows);
    window.htmx?.process(form);
    tickAgain();
    section.dataset.window = address;
  }

  /* A pin was chosen on the map: what it says stands above the list. */
  async function onOpen(event) {
    const { id } = event.detail;
    await tryTo(async () => {
      open.replaceChildren(await fetched(`${props.list}/${id}`));
      const article = open.querySelector("article");
      section.dataset.opened = id;
      article?.focus();
    });
  }

  const boxes = () => [...form.querySelectorAll('input[name="nadel"][type="checkbox"]')];

  function tickAgain() {
    const here = boxes();
    for (const box of here) box.checked = ticked.has(box.value);
    const shown = new Set(here.map((box) => box.value));
    elsewhere.replaceChildren(...[...ticked].filter((value) => !shown.has(value))
      .map((value) => make("input", { type: "hidden", name: "nadel", value })));
    if (take) take.textContent = ticked.size ? `${plain} (${ticked.size})` : plain;
  }

  function changed(event) {
    if (event.target.name !== "nadel") return;
    if (event.target.checked) ticked.add(event.target.value);
    else ticked.delete(event.target.value);
    tickAgain();
  }

  form.append(elsewhere);
  for (const box of boxes()) if (box.checked) ticked.add(box.value);
  tickAgain();
  form.addEventListener("change", changed);
  form.addEventListener("htmx:afterSwap", tickAgain);
  map?.addEventListener("pins:drawn", onDrawn);
  map?.addEventListener("pins:open", onOpen);
  map?.dispatchEvent(new CustomEvent("pins:ask"));
  return () => {
    clearTimeout(timer);
    asked?.abort();
    form.removeEventListener("change", changed);
    form.removeEventListener("htmx:afterSwap", tickAgain);
    map?.removeEventListener("pins:drawn", onDrawn);
    map?.removeEventListener("pins:open", onOpen);
  };
}
