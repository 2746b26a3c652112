/* A button with data-confirm="Wirklich löschen?" asks first. Without JavaScript it simply sends its form. */
import { make } from "./make.js";
import { text } from "./texts.js";
import { openWindow } from "./window.js";

const agreed = new WeakSet();

function ask(button) {
  const yes = make("button", { type: "button", class: "kern-btn kern-btn--primary" }, make("span", { class: "kern-label" }, button.dataset.confirmYes || labelOf(button)));
  if (button.classList.contains("button-danger")) yes.classList.add("button-danger");
  const no = make("button", { type: "button", class: "kern-btn kern-btn--secondary", autofocus: true }, make("span", { class: "kern-label" }, text("cancel")));
  const content = make("div", { class: "stack" }, make("p", {}, button.dataset.confirm), make("div", { class: "button-row" }, yes, no));
  const dialog = openWindow(text("confirm"), content);
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    dialog.close();
    agreed.add(button);
    button.click();
    agreed.delete(button);
  });
}

function labelOf(button) {
  return (button.querySelector(".kern-label") || button).textContent.trim() || text("yes");
}

export function start() {
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element && event.target.closest("[data-confirm]");
      if (!button || agreed.has(button)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(button);
    },
    true,
  );
}
