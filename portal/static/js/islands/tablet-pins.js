/* One tablet for a whole table: tap what the pin stands for, tap the place, done. Each pin is sent at once, with a key of its own,
   so that a second try stores nothing twice; "Fertig, weitergeben" wipes what the next person should not see. */
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";
import { sign } from "../map/looks.js";
import { written } from "../map/position.js";

export default function mount(element, props) {
  const form = element.querySelector("form");
  const box = element.querySelector("#tablet-map");
  const status = element.querySelector("[data-tablet-status]");
  const undoButton = element.querySelector("[data-tablet-undo]");
  const doneButton = element.querySelector("[data-tablet-done]");
  const counter = document.querySelector("[data-tablet-count]");
  const { map, L, ready } = createMap(box, props);
  const numbers = new Intl.NumberFormat(document.documentElement.lang || "de");
  const home = map.getBounds();
  let stored = [];
  let count = Number((counter?.textContent || "0").replace(/\D/g, ""));
  let isBusy = false;
  let unsure = null;

  const chosen = () => form.querySelector("[name=category]:checked")?.value;
  const say = (words) => {
    status.textContent = words;
  };

  function show() {
    undoButton.hidden = !stored.length;
    doneButton.hidden = !stored.length;
    if (counter) counter.textContent = numbers.format(count);
    element.classList.toggle("tablet--chosen", Boolean(chosen()));
  }

  function pinAt(at, number) {
    const picture = icon(sign(props.looks[number], 44), "pin", 44);
    return L.marker(at, { interactive: false, keyboard: false, icon: picture }).addTo(map);
  }

  /* The answer as JSON; null when none came, or one that is no JSON (the sign-in page of an ended session). */
  async function sent(address, data) {
    try {
      const answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
      if (!isJson) return { error: props.words.failed };
      const said = await answer.json();
      if (said.token) form.elements.namedItem("form_token").value = said.token;
      return answer.ok ? said : { error: said.error || props.words.failed };
    } catch {
      return null;
    }
  }

  /* Nobody knows whether a pin without an answer was stored: the same place tapped again is sent with the same key. */
  function keyFor(at, number) {
    const point = map.latLngToContainerPoint(at);
    const same = unsure && unsure.number === number && map.latLngToContainerPoint(unsure.at).distanceTo(point) < 30;
    return same ? unsure : { at, number, key: crypto.randomUUID() };
  }

  async function place(at) {
    const number = chosen();
    if (!number) return say(props.words.choose);
    if (isBusy) return undefined;
    isBusy = true;
    const one = keyFor(at, number);
    const marker = pinAt(one.at, number);
    say(props.words.saving);
    const data = new FormData(form);
    data.set("submission_key", one.key);
    data.set("at", written(one.at));
    const answer = await sent(props.place, data);
    isBusy = false;
    unsure = answer ? null : one;
    if (!answer || answer.error) {
      marker.remove();
      return say(answer ? answer.error : props.words.offline);
    }
    stored.push({ marker, pin: answer.pin });
    count += 1;
    say(props.words.saved);
    return show();
  }

  async function takeBack() {
    const last = stored.at(-1);
    if (!last || isBusy) return;
    isBusy = true;
    const data = new FormData();
    data.set("form_token", form.elements.namedItem("form_token").value);
    data.set("nadel", last.pin);
    const answer = await sent(props.undo, data);
    isBusy = false;
    if (!answer || answer.error) return void say(answer ? answer.error : props.words.offline);
    last.marker.remove();
    stored.pop();
    count -= 1;
    say(props.words.undone);
    show();
  }

  function passOn() {
    for (const one of stored) one.marker.remove();
    stored = [];
    unsure = null;
    form.querySelectorAll("[type=radio]").forEach((radio) => {
      radio.checked = false;
    });
    map.fitBounds(home, { animate: false });
    say(props.words.thanks);
    show();
    scrollTo(0, 0);
  }

  function changed(event) {
    if (event.target.name !== "category") return;
    say(props.words.tap);
    show();
  }

  map.on("click", (event) => place(event.latlng));
  undoButton.addEventListener("click", takeBack);
  doneButton.addEventListener("click", passOn);
  form.addEventListener("change", changed);
  form.addEventListener("submit", stay);
  ready.then(show);

  /* Enter on a keyboard that is there after all sets nothing without a place. */
  function stay(event) {
    event.preventDefault();
  }

  return () => {
    form.removeEventListener("submit", stay);
    form.removeEventListener("change", changed);
    map.remove();
  };
}
