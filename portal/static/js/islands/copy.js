/* Copies data-copy; the button says that it did. */
import { text } from "../texts.js";

export default function mount(button) {
  if (!navigator.clipboard) return () => {};
  const label = button.querySelector(".kern-label");
  const before = label.textContent;
  let timer;
  async function copy() {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = text("copied");
    clearTimeout(timer);
    timer = setTimeout(() => (label.textContent = before), 3000);
  }
  label.setAttribute("aria-live", "polite");
  button.hidden = false;
  button.addEventListener("click", copy);
  return () => {
    clearTimeout(timer);
    button.hidden = true;
    button.removeEventListener("click", copy);
  };
}
