/* The chosen entries of the inbox stay chosen while one walks through it: each step brings a new list. Chosen ones that the new
   list does not reach are sent along all the same; the button says how many there are. */
import { make } from "../make.js";

const chosen = new Set();

export default function mount(form) {
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const label = form.querySelector("button .kern-label");
  const plain = label?.textContent;
  const further = make("span", { hidden: true });
  form.append(further);

  function say() {
    const here = new Set(boxes.map((box) => box.value));
    const elsewhere = [...chosen].filter((value) => !here.has(value));
    further.replaceChildren(...elsewhere.map((value) => make("input", { type: "hidden", name: boxes[0]?.name || "eintrag", value })));
    if (label) label.textContent = chosen.size ? `${plain} (${chosen.size})` : plain;
  }

  function changed(event) {
    if (!boxes.includes(event.target)) return;
    if (event.target.checked) chosen.add(event.target.value);
    else chosen.delete(event.target.value);
    say();
  }

  for (const box of boxes) {
    if (box.checked) chosen.add(box.value);
    box.checked = chosen.has(box.value);
  }
  say();
  form.addEventListener("change", changed);
  return () => form.removeEventListener("change", changed);
}
