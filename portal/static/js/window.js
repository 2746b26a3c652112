/* A native dialog with heading and close button. `done` runs once when it is closed, whatever the way. */
import { icon, make } from "./make.js";
import { text } from "./texts.js";

let count = 0;

export function openWindow(title, content, { done = () => {} } = {}) {
  const id = `window-${(count += 1)}`;
  const close = make("button", { type: "button", class: "dialog__close", "aria-label": text("close") }, icon("close"));
  const heading = make("h2", { class: "dialog__title", id }, title);
  const dialog = make("dialog", { class: "kern-dialog dialog", "aria-labelledby": id });
  dialog.append(make("div", { class: "dialog__head" }, heading, close), content);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    done();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = content.querySelector("[data-error-summary]") || content.querySelector("[autofocus]");
  (first || content.querySelector("input:not([type=hidden]), select, textarea, button") || close).focus();
  return dialog;
}
