/* Rectangles over a photo, drawn by mouse, pen or finger. Each has a row of numbers in the form; whoever types there sees it move.
   What is sent are the rows alone, so everything works the same without this script. */
import { icon, make } from "../make.js";

const SMALLEST = 0.5;
const NAMES = ["links", "oben", "breite", "hoehe"];

export default function mount(form, props) {
  const photo = form.querySelector("[data-photo]");
  const list = form.querySelector("[data-rows]");
  const count = form.querySelector("[data-count]");
  const layer = make("div", { class: "black-out__layer", "aria-hidden": "true" });
  const add = make("button", { type: "button", class: "kern-btn kern-btn--secondary kern-btn--x-small" }, make("span", { class: "kern-label" }, props.texts.add));
  const template = list.querySelector("[data-row]").cloneNode(true);
  let drawing = null;
  for (const input of template.querySelectorAll("input")) input.value = "";

  const rows = () => [...list.querySelectorAll("[data-row]")];
  const inputs = (row) => NAMES.map((name) => row.querySelector(`[name="${name}"]`));
  const isEmpty = (row) => inputs(row).every((input) => !input.value.trim());
  const written = (value) => String(Math.round(value * 10) / 10).replace(".", ",");
  const read = (row) => inputs(row).map((input) => Number.parseFloat(input.value.replace(",", ".")));

  function number() {
    rows().forEach((row, index) => {
      row.querySelector(".black-out__number").textContent = String(index + 1);
      for (const spoken of row.querySelectorAll("label .kern-sr-only")) spoken.textContent = spoken.textContent.replace(/\d+/, String(index + 1));
      let remove = row.querySelector("[data-remove]");
      if (!remove) {
        remove = make("button", { type: "button", class: "kern-btn kern-btn--tertiary kern-btn--x-small", "data-remove": "" }, icon("trash"));
        row.append(remove);
      }
      remove.setAttribute("aria-label", props.texts.remove.replace("{n}", String(index + 1)));
    });
  }

  function show() {
    layer.replaceChildren();
    rows().forEach((row, index) => {
      const [left, top, width, height] = read(row);
      if (![left, top, width, height].every(Number.isFinite)) return;
      const box = make("span", { class: "black-out__box" }, String(index + 1));
      box.style.left = `${left}%`;
      box.style.top = `${top}%`;
      box.style.width = `${width}%`;
      box.style.height = `${height}%`;
      layer.append(box);
    });
    const n = layer.childElementCount;
    count.textContent = n === 0 ? props.texts.noBox : n === 1 ? props.texts.oneBox : props.texts.count.replace("{n}", String(n));
    add.disabled = rows().length >= props.most && !rows().some(isEmpty);
    if (add.disabled) count.textContent += ` ${props.texts.full}`;
  }

  function freeRow() {
    const free = rows().find(isEmpty);
    if (free || rows().length >= props.most) return free;
    const row = template.cloneNode(true);
    list.append(row);
    number();
    return row;
  }

  function write(row, values) {
    inputs(row).forEach((input, index) => { input.value = written(values[index]); });
    show();
  }

  function at(event) {
    const frame = photo.getBoundingClientRect();
    const share = (part, whole) => Math.min(100, Math.max(0, (part / whole) * 100));
    return [share(event.clientX - frame.left, frame.width), share(event.clientY - frame.top, frame.height)];
  }

  function between([x, y], [toX, toY]) {
    return [Math.min(x, toX), Math.min(y, toY), Math.abs(toX - x), Math.abs(toY - y)];
  }

  function began(event) {
    if (event.button !== 0) return;
    const row = freeRow();
    if (!row) return;
    event.preventDefault();
    photo.setPointerCapture(event.pointerId);
    drawing = { row, from: at(event) };
  }
  function moved(event) {
    if (drawing) write(drawing.row, between(drawing.from, at(event)));
  }
  function ended(event) {
    if (!drawing) return;
    const box = between(drawing.from, at(event));
    if (box[2] < SMALLEST || box[3] < SMALLEST || event.type === "pointercancel") {
      drawing.row.remove();
      number();
      show();
    } else write(drawing.row, box);
    drawing = null;
  }
  function added() {
    const row = freeRow();
    if (!row) return;
    write(row, [40, 40, 20, 20]);
    inputs(row)[0].focus();
  }
  function removed(event) {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    button.closest("[data-row]").remove();
    number();
    show();
    add.focus();
  }
  /* Up and down change a number by one, with the shift key by ten, as a field of the browser would. */
  function stepped(event) {
    const input = event.target.closest("[data-rows] input");
    if (!input || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const by = (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 10 : 1);
    const now = Number.parseFloat(input.value.replace(",", ".")) || 0;
    input.value = written(Math.min(100, Math.max(0, now + by)));
    show();
  }

  /* Empty rows are for those without this script. */
  for (const row of rows().filter(isEmpty)) row.remove();
  photo.append(layer);
  list.after(add);
  number();
  show();
  photo.addEventListener("pointerdown", began);
  photo.addEventListener("pointermove", moved);
  photo.addEventListener("pointerup", ended);
  photo.addEventListener("pointercancel", ended);
  add.addEventListener("click", added);
  list.addEventListener("click", removed);
  list.addEventListener("input", show);
  list.addEventListener("keydown", stepped);
  form.dataset.ready = "";
  return () => {
    delete form.dataset.ready;
    layer.remove();
    add.remove();
    if (!rows().length) list.append(template);
    for (const button of form.querySelectorAll("[data-remove]")) button.remove();
    photo.removeEventListener("pointerdown", began);
    photo.removeEventListener("pointermove", moved);
    photo.removeEventListener("pointerup", ended);
    photo.removeEventListener("pointercancel", ended);
    list.removeEventListener("click", removed);
    list.removeEventListener("input", show);
    list.removeEventListener("keydown", stepped);
  };
}
