/* How many dots this phone has left in the round that is open now. The server says what is open, the page what was placed. */
export default function mount(element, { own, left, none }) {
  function show() {
    const line = element.querySelector("[data-dots-left]");
    const spots = element.querySelector("#wall-live-spots");
    if (!line || !spots) return;
    const round = (spots.dataset.rounds || "").split(" ").filter(Boolean)[0];
    const most = Number(spots.dataset.budget);
    line.hidden = !round;
    if (!round) return;
    const free = Math.max(0, most - (own?.[round] || 0));
    const words = (free ? left : none).replace("{n}", free).replace("{most}", most);
    if (line.textContent !== words) line.textContent = words;
  }

  /* After a dot the page comes back; who is placing dots goes on there. */
  if (/meldung=wall-dot/.test(location.search)) document.getElementById("punkte")?.scrollIntoView({ block: "start" });
  element.addEventListener("wall:changed", show);
  show();
  return () => element.removeEventListener("wall:changed", show);
}
