/* Strg + Enter (or Cmd + Enter) sends the form by its first button, from any field: fast entry without the mouse. */
export default function mount(form) {
  function pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[type=submit], button:not([type])"));
  }
  form.addEventListener("keydown", pressed);
  return () => form.removeEventListener("keydown", pressed);
}
