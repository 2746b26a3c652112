/* Light or dark at once, without loading the page again (which could lose typed text). */
const YEAR = 365 * 24 * 3600;

export default function mount(form) {
  function choose(event) {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const age = button.value === "auto" ? 0 : YEAR;
    document.cookie = `darstellung=${button.value}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
    if (button.dataset.theme) document.documentElement.dataset.kernTheme = button.dataset.theme;
    else delete document.documentElement.dataset.kernTheme;
    for (const other of form.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
  }
  form.addEventListener("submit", choose);
  return () => form.removeEventListener("submit", choose);
}
