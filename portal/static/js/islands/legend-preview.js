/* The legend of a map beside its lines, as it will look: follows every letter, colour and shape. */
export default function mount(editor, props) {
  const preview = editor.querySelector("[data-legend-preview]");

  function show() {
    const rows = [...editor.querySelectorAll("[data-legend-row]")];
    rows.forEach((row, at) => {
      const label = row.querySelector("[name=categories_label]").value.trim();
      const entry = preview.children[at];
      const fill = props.fills[row.querySelector("[name=categories_colour]").value];
      const path = props.paths[row.querySelector("[name=categories_shape]").value];
      for (const shape of [row.querySelector("[data-legend-sign] path"), entry?.querySelector("path")]) {
        shape?.setAttribute("d", path);
        shape?.setAttribute("fill", fill);
      }
      const words = entry?.querySelector("span");
      if (words) words.textContent = label || props.unnamed;
    });
  }

  editor.addEventListener("input", show);
  show();
  return () => editor.removeEventListener("input", show);
}
