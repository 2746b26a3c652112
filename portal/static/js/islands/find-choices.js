/* A field above a long list of rows to tick: rows without the typed words are hidden, but for those that are ticked.
   data-label stands beside the field; data-found says how many there are, {n} of them. */
import { make } from "../make.js";
import { bare, folded } from "./combobox.js";

export default function mount(list) {
  const rows = [...list.querySelectorAll(".choice")].map((row) => {
    const words = row.textContent;
    return { row, box: row.querySelector("input"), forms: [folded(words), bare(words)] };
  });
  const input = make("input", { type: "search", class: "kern-form-input__input", id: "find-choices", autocomplete: "off", spellcheck: "false" });
  const status = make("p", { class: "kern-hint", role: "status" });
  const field = make("div", { class: "kern-form-input field" }, make("label", { class: "kern-label", for: input.id }, list.dataset.label), input, status);

  function show() {
    const typed = input.value.trim();
    const wanted = [folded(typed), bare(typed)];
    let found = 0;
    for (const { row, box, forms } of rows) {
      const fits = forms.some((words, i) => words.includes(wanted[i]));
      row.hidden = !fits && !box.checked;
      if (fits) found += 1;
    }
    status.textContent = typed ? list.dataset.found.replace("{n}", String(found)) : "";
  }
  /* Enter here looks for something; it does not send the answer. */
  function stay(event) {
    if (event.key === "Enter") event.preventDefault();
  }
  input.addEventListener("input", show);
  input.addEventListener("keydown", stay);
  list.before(field);
  return () => {
    field.remove();
    for (const { row } of rows) row.hidden = false;
  };
}
