/* Where a finding is: from the phone, from a tap on the map, or not at all.

   placePicker(element, props) → {value(), set(value), clear(), destroy()}; a value is {lat, lon, accuracy} as texts, empty ones
   for nowhere. */
import { whereAmI } from "../map/position.js";

const NOWHERE = { lat: "", lon: "", accuracy: "" };
/* So near a place found by the phone is shown; outlines alone say nothing so close. */
const CLOSE = 17;
const CLOSE_ON_OUTLINES = 14;

export function placePicker(element, props) {
  const { texts } = props;
  const close = props.map.tiles ? CLOSE : CLOSE_ON_OUTLINES;
  const said = element.querySelector("[data-said]");
  const locate = element.querySelector("[data-locate]");
  const open = element.querySelector("[data-map-open]");
  const forget = element.querySelector("[data-forget]");
  const box = element.querySelector("[data-map]");
  let value = NOWHERE;
  let shown = null;
  let dot = null;
  let renderer = null;

  element.hidden = false;

  function take(next, words) {
    value = next;
    said.textContent = words;
    forget.hidden = !next.lat;
    draw();
  }

  function draw() {
    if (!shown) return;
    dot?.remove();
    dot = null;
    if (!value.lat) return;
    const at = [Number(value.lat), Number(value.lon)];
    dot = shown.L.circleMarker(at, { radius: 11, className: "walk-phone__dot", renderer }).addTo(shown.map);
    if (!shown.map.getBounds().contains(at)) shown.map.setView(at, close);
  }

  function ask() {
    said.textContent = texts.locating;
    whereAmI({
      found({ lat, lng, accuracy }) {
        take(
          { lat: lat.toFixed(6), lon: lng.toFixed(6), accuracy: String(accuracy) },
          texts.located.replace("{n}", accuracy),
        );
        shown?.map.setView([lat, lng], close);
      },
      lost: (isForbidden) => (said.textContent = isForbidden ? texts.notAllowed : texts.notLocated),
      maximumAge: 5_000,
    });
  }

  async function showMap() {
    const isShown = !box.hidden;
    box.hidden = isShown;
    open.setAttribute("aria-expanded", String(!isShown));
    open.querySelector(".kern-label").textContent = isShown ? texts.showMap : texts.hideMap;
    if (isShown || shown) return;
    const { createMap } = await import("../map/base.js");
    shown = createMap(box.querySelector(".map"), props.map);
    renderer = shown.L.svg({ padding: 0.5 });
    shown.map.on("click", ({ latlng }) => {
      take({ lat: latlng.lat.toFixed(6), lon: latlng.wrap().lng.toFixed(6), accuracy: "" }, texts.placed);
    });
    await shown.ready;
    draw();
  }

  const clear = () => take(NOWHERE, texts.noPlace);
  locate.addEventListener("click", ask);
  open.addEventListener("click", showMap);
  forget.addEventListener("click", clear);
  clear();
  return {
    value: () => value,
    set: (next) => take(next.lat ? next : NOWHERE, next.lat ? texts.placed : texts.noPlace),
    clear,
    destroy() {
      shown?.map.remove();
      locate.removeEventListener("click", ask);
      open.removeEventListener("click", showMap);
      forget.removeEventListener("click", clear);
    },
  };
}
