/* Finds every [data-island] and lets its module take over; pages work without any of it.
   An island is `export default function mount(element, props)` and returns how to undo itself. `data-alive` says that all of an
   element's islands have taken over. */
import { start as startKeys } from "./keys.js";
import { start as startConfirm } from "./confirm.js";
import { tell } from "./tell.js";
import { text } from "./texts.js";

const mounted = new Map();

function propsOf(element) {
  try {
    return JSON.parse(element.dataset.props || "{}");
  } catch {
    return {};
  }
}

async function mount(element) {
  if (mounted.has(element)) return;
  const undos = [];
  mounted.set(element, undos);
  for (const name of element.dataset.island.split(/\s+/).filter(Boolean)) {
    try {
      const module = await import(`./islands/${name}.js`);
      if (!element.isConnected || !mounted.has(element)) return;
      const undo = module.default(element, propsOf(element));
      if (typeof undo === "function") undos.push(undo);
    } catch (error) {
      console.error(`island ${name}`, error);
    }
  }
  element.dataset.alive = "";
}

function unmount(element) {
  for (const undo of mounted.get(element) || []) undo();
  mounted.delete(element);
  delete element.dataset.alive;
}

function within(root) {
  const found = [...root.querySelectorAll("[data-island]")];
  return root.matches?.("[data-island]") ? [root, ...found] : found;
}

function mountAll(root) {
  within(root).forEach(mount);
}

function unmountAll(root) {
  within(root).forEach(unmount);
}

/* After a part of the page was exchanged: to the error first, else to what asks for the focus. */
function focusIn(root) {
  const target = root.querySelector?.("[data-error-summary], [autofocus]");
  if (target) target.focus();
  if (target?.matches("[data-select]")) target.select();
}

document.addEventListener("htmx:load", (event) => {
  mountAll(event.detail.elt);
  if (event.detail.elt !== document.body) focusIn(event.detail.elt);
});
document.addEventListener("htmx:beforeCleanupElement", (event) => {
  if (event.detail.elt instanceof Element && mounted.has(event.detail.elt)) unmount(event.detail.elt);
});
document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute("data-loading", ""));
document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("data-loading"));
document.addEventListener("htmx:sendError", () => tell(text("offline"), "warning"));
document.addEventListener("tell", (event) => tell(event.detail.message, event.detail.tone));

/* Forms that come back with new content without htmx (see islands/submit-once.js). */
document.addEventListener("page:replaced", (event) => {
  mountAll(event.target);
  focusIn(event.target);
});
document.addEventListener("page:replacing", (event) => unmountAll(event.target));

startKeys();
startConfirm();
mountAll(document);
document.querySelector("[data-error-summary]:not([data-quiet] *)")?.focus();
/* A suggestion is there to be written over. */
if (document.activeElement?.matches("[data-select]")) document.activeElement.select();
