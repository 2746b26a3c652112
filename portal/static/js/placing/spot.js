/* Asks the portal what is at a place of the map. Only the last question is answered: earlier answers may arrive late.

   spotAsker(address, { category, found }) → { now(latlng), later(latlng), stop() }; `found` is called with { inside, place,
   near }. Without an answer nothing is said: the portal says it when the pin is sent. */
import { written } from "../map/position.js";

/* Milliseconds without a further move after which the place is worth a question. */
const STILL = 450;

export function spotAsker(address, { category, found }) {
  let timer = 0;
  let asked = 0;

  async function now(latlng) {
    clearTimeout(timer);
    const mine = (asked += 1);
    try {
      const answer = await fetch(`${address}?ort=${written(latlng)}&k=${category()}`);
      if (!answer.ok) return;
      const told = await answer.json();
      if (mine === asked) found(told);
    } catch {
      /* no network: nothing is known about the place yet */
    }
  }

  function later(latlng) {
    clearTimeout(timer);
    timer = setTimeout(() => now(latlng), STILL);
  }

  function stop() {
    clearTimeout(timer);
    asked += 1;
  }

  return { now, later, stop };
}
