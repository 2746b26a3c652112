/* A file that is larger than the form takes is told at once, at its field, before anything is sent. The server checks again. */
import { icon, make } from "../make.js";

const MEGABYTE = 1024 * 1024;

export default function mount(form) {
  const input = form.querySelector("input[type=file]");
  const most = Number(form.dataset.most);
  if (!input || !most) return () => {};
  const described = input.getAttribute("aria-describedby") || "";
  const words = make("span", { class: "kern-body" });
  const said = make("p", { class: "kern-error", id: `${input.id}-too-large`, role: "alert", hidden: true }, icon("danger"), words);
  input.after(said);

  function isTooLarge() {
    return [...input.files].some((file) => file.size > most);
  }

  function look() {
    const file = [...input.files].find((one) => one.size > most);
    said.hidden = !file;
    words.textContent = "";
    input.classList.toggle("kern-form-input__input--error", Boolean(file));
    if (file) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    input.setAttribute("aria-describedby", `${described} ${file ? said.id : ""}`.trim());
    if (!file) return;
    const size = (Math.ceil((10 * file.size) / MEGABYTE) / 10).toLocaleString(document.documentElement.lang || "de");
    words.textContent = form.dataset.tooLarge.replace("{size}", size).replace("{most}", Math.floor(most / MEGABYTE));
  }

  function submitted(event) {
    if (!isTooLarge()) return;
    event.preventDefault();
    input.focus();
  }

  input.addEventListener("change", look);
  form.addEventListener("submit", submitted, { capture: true });
  look();
  return () => {
    input.removeEventListener("change", look);
    form.removeEventListener("submit", submitted, { capture: true });
    said.remove();
  };
}
