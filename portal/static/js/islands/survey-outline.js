/* Questions of the outline can be dragged to another place. The buttons beside them do the same without a mouse. */
import { make } from "../make.js";

export default function mount(outline) {
  const form = document.getElementById(outline.dataset.form);
  const rows = [...outline.querySelectorAll("[data-code]")];
  const lists = [...outline.querySelectorAll("[data-section]")];
  let dragged = null;

  const unmark = () => outline.querySelectorAll(".survey-outline__row--over").forEach((row) => row.classList.remove("survey-outline__row--over"));
  const rowAt = (target) => target instanceof Element && target.closest("[data-code]");
  const listAt = (target) => target instanceof Element && target.closest("[data-section]");

  function started(event) {
    dragged = rowAt(event.target);
    event.dataTransfer.effectAllowed = "move";
  }
  function over(event) {
    if (!dragged || !listAt(event.target)) return;
    event.preventDefault();
    unmark();
    rowAt(event.target)?.classList.add("survey-outline__row--over");
  }
  function dropped(event) {
    const list = listAt(event.target);
    if (!dragged || !list) return;
    event.preventDefault();
    const others = [...list.querySelectorAll("[data-code]")].filter((row) => row !== dragged);
    const before = rowAt(event.target);
    if (before === dragged) return;
    const index = before ? others.indexOf(before) : others.length;
    const step = { step: `place:${dragged.dataset.code}`, section: list.dataset.section, index: String(index) };
    for (const [name, value] of Object.entries(step)) form.append(make("input", { type: "hidden", name, value }));
    form.requestSubmit();
  }
  function ended() {
    dragged = null;
    unmark();
  }

  rows.forEach((row) => row.setAttribute("draggable", "true"));
  outline.addEventListener("dragstart", started);
  outline.addEventListener("dragend", ended);
  lists.forEach((list) => {
    list.addEventListener("dragover", over);
    list.addEventListener("drop", dropped);
  });
  return () => {
    rows.forEach((row) => row.removeAttribute("draggable"));
    outline.removeEventListener("dragstart", started);
    outline.removeEventListener("dragend", ended);
    lists.forEach((list) => {
      list.removeEventListener("dragover", over);
      list.removeEventListener("drop", dropped);
    });
  };
}
