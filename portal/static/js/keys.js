/* Keys for staff: [data-key="b"] is pressed by B, fields get the focus. Off while typing; "?" lists them all. */
import { make } from "./make.js";
import { text } from "./texts.js";
import { openWindow } from "./window.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true]";

function shown(element) {
  return element.getClientRects().length > 0 && !element.matches(":disabled, [aria-disabled=true]");
}

function targets() {
  const root = document.querySelector("dialog[open]") || document;
  return [...root.querySelectorAll("[data-key]")].filter(shown);
}

function labelOf(element) {
  const given = element.dataset.keyLabel || element.getAttribute("aria-label");
  if (given) return given;
  const label = element.labels?.[0] || element.querySelector(".kern-label") || element;
  return label.textContent.trim();
}

/* Going somewhere or sending takes a moment. Keys pressed meanwhile were meant for what comes then, not for what still stands
   there: they wait and are pressed on the new content, or are forgotten with the old page. */
const MOMENT = 1500;
let awayUntil = 0;
let waiting = [];

function press(element) {
  if (element.matches("input:not([type=checkbox], [type=radio], [type=submit]), textarea, select")) element.focus();
  else {
    if (element.matches("a[href], button[type=submit]:not([data-confirm])")) awayUntil = performance.now() + MOMENT;
    element.click();
  }
  if (element.matches("input[type=radio]")) element.focus();
}

function pressKey(key) {
  const target = targets().find((element) => element.dataset.key.toLowerCase() === key);
  if (target) press(target);
  return Boolean(target);
}

function arrived() {
  awayUntil = 0;
  const focused = document.activeElement;
  if (focused?.matches(TYPING) && waiting.join() !== "enter") waiting = [];
  while (waiting.length && !awayUntil) {
    const key = waiting.shift();
    if (key === "enter") enter();
    else pressKey(key);
  }
}

/* What Enter would have done on the new content: send the form one is in, or press the link or button. */
function enter() {
  const focused = document.activeElement;
  if (focused?.form && focused.matches("input, textarea, select")) focused.form.requestSubmit();
  else if (focused?.matches("a[href], button")) press(focused);
}

/* Escape out of a field: first only out of it, as long as something typed would be lost; then where the page says. */
function escape(event) {
  const field = event.target.closest(TYPING);
  const typed = "defaultValue" in field && field.value !== field.defaultValue;
  const leave = !typed && targets().find((element) => element.dataset.key === "Escape");
  if (leave) {
    event.preventDefault();
    press(leave);
  } else if (typed && field.type !== "search" && !document.querySelector("dialog[open]")) field.blur();
}

function list() {
  const keys = make("dl", { class: "keys-list" });
  for (const [key, label] of [...targets().map((e) => [e.dataset.key, labelOf(e)]), ["?", text("keysHelp")]]) {
    keys.append(make("dt", {}, make("kbd", { class: "key" }, key === "Escape" ? "Esc" : key.length === 1 ? key.toUpperCase() : key)), make("dd", {}, label));
  }
  openWindow(text("keys"), keys);
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target instanceof Element && event.target.closest(TYPING)) {
    if (event.key === "Escape") escape(event);
    return;
  }
  if (event.key === "?") {
    if (!document.querySelector("dialog[open]") && targets().length) {
      event.preventDefault();
      list();
    }
    return;
  }
  const wanted = event.key.toLowerCase();
  if (performance.now() < awayUntil) {
    if (wanted.length > 1 && wanted !== "enter") return;
    event.preventDefault();
    waiting.push(wanted);
    return;
  }
  waiting = [];
  if (pressKey(wanted)) event.preventDefault();
}

export function start() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSettle", arrived);
}
