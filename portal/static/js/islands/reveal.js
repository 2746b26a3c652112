/* Shows what stands in a password field while its box is ticked. Hidden without JavaScript, where it could do nothing. */
export default function mount(row) {
  const box = row.querySelector("input");
  const field = document.getElementById(row.dataset.for);
  const show = () => (field.type = box.checked ? "text" : "password");
  const cover = () => {
    box.checked = false;
    show();
  };
  row.hidden = false;
  show();
  box.addEventListener("change", show);
  field.form.addEventListener("submit", cover);
  return () => {
    cover();
    row.hidden = true;
    box.removeEventListener("change", show);
    field.form.removeEventListener("submit", cover);
  };
}
