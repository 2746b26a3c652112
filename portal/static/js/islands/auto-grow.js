/* A text field that grows with its text and says how much room is left, once that matters. */
import { text } from "../texts.js";

const FEW = 300;

export default function mount(area) {
  const counter = area.closest(".field")?.querySelector("[data-counter]");
  const limit = Number(counter?.dataset.limit || 0);
  const before = counter?.textContent;
  const grows = !CSS.supports("field-sizing", "content");

  function grow() {
    area.rows = Math.min(30, Math.max(Number(area.dataset.rows), area.value.split("\n").length + Math.floor(area.value.length / 70)));
  }
  function count() {
    if (!limit) return;
    const left = limit - area.value.length;
    counter.classList.toggle("over", left < 0);
    if (left < 0) counter.textContent = text("over", { n: -left });
    else if (left < Math.max(FEW, limit / 10)) counter.textContent = text("left", { n: left });
    else counter.textContent = before;
  }
  function changed() {
    if (grows) grow();
    count();
  }
  area.dataset.rows = area.rows;
  area.addEventListener("input", changed);
  changed();
  return () => {
    area.removeEventListener("input", changed);
    if (counter) counter.textContent = before;
  };
}
