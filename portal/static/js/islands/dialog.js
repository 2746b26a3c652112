/* Turns a fold-out (<details>) into a modal dialog. The content stays where it is in the document until it is opened. */
import { openWindow } from "../window.js";

export default function mount(fold) {
  const summary = fold.querySelector("summary");
  const body = fold.querySelector("[data-dialog-body]");
  const content = body.querySelector(".dialog-fold__content");
  const title = body.querySelector(".dialog-fold__title").textContent;
  let dialog = null;

  function open() {
    if (dialog) return;
    fold.open = false;
    dialog = openWindow(title, content, {
      done() {
        body.append(content);
        dialog = null;
        if (summary.isConnected) summary.focus();
      },
    });
  }
  function pressed(event) {
    event.preventDefault();
    open();
  }
  summary.addEventListener("click", pressed);
  summary.setAttribute("role", "button");
  summary.setAttribute("aria-haspopup", "dialog");
  if (fold.open || content.querySelector(".kern-error, [data-error-summary]")) open();
  return () => {
    summary.removeEventListener("click", pressed);
    dialog?.close();
  };
}
