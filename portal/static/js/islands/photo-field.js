/* Says beside the buttons which photos were chosen: the browser's own words are covered by them. */
export default function mount(field) {
  const inputs = [...field.querySelectorAll("input[type=file]")];
  const said = field.querySelector("[data-chosen]");

  function look() {
    const files = inputs.flatMap((input) => [...input.files]);
    const words = files.length === 1 ? field.dataset.one : field.dataset.several;
    said.textContent = files.length ? `${words.replace("{n}", files.length)} ${files.map((file) => file.name).join(", ")}` : "";
  }

  field.addEventListener("change", look);
  look();
  return () => {
    field.removeEventListener("change", look);
    said.textContent = "";
  };
}
