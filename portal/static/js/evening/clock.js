/* The time left, counted down second by second from what the portal said when it drew the agenda. */
function spoken(seconds) {
  const all = Math.abs(seconds);
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  const rest = String(all % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

export function startClock(element, texts) {
  let drawn = null;
  let since = 0;

  function show(place, left, passed) {
    if (!place || left === "" || left === undefined) return;
    const seconds = Math.round(Number(left) - passed);
    place.textContent = (seconds < 0 ? texts.more : texts.left).replace("{time}", spoken(seconds));
    place.toggleAttribute("data-over", seconds < 0);
  }
  function tick() {
    const clock = element.querySelector("[data-clock]");
    if (!clock) return;
    if (clock !== drawn) [drawn, since] = [clock, performance.now()];
    const passed = (performance.now() - since) / 1000;
    show(clock.querySelector("[data-clock-item]"), clock.dataset.itemLeft, passed);
    show(clock.querySelector("[data-clock-all]"), clock.dataset.eveningLeft, passed);
  }
  const timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}
