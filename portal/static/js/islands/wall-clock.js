/* Counts a timer down, by the clock of the server: the clock of a phone may be wrong by minutes. */
export default function mount(element, { now }) {
  const offset = Date.parse(now) - Date.now();

  function show() {
    for (const clock of element.querySelectorAll("[data-clock]")) {
      const left = Math.ceil((Date.parse(clock.dataset.ends) - Date.now() - offset) / 1000);
      const words = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : clock.dataset.over;
      if (clock.textContent !== words) clock.textContent = words;
      clock.toggleAttribute("data-soon", left > 0 && left <= 60);
      clock.toggleAttribute("data-is-over", left <= 0);
    }
  }

  show();
  const timer = setInterval(show, 500);
  return () => clearInterval(timer);
}
