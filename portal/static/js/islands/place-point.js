/* One place shown on a map: by a tap, by moving the map beneath the cross (arrow keys, then Enter), or by where the phone is.
   It stands in the hidden fields `latitude` and `longitude`; the words beside it stay as they are. */
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";
import { sign } from "../map/looks.js";
import { whereAmI } from "../map/position.js";

const LOOK = { fill: "#b5232d", path: "M0 10c-5-6-8-9-8-12a8 8 0 1 1 16 0c0 3-3 6-8 12z" };
const ZOOM_OF_ONE = { streets: 15, outlines: 12 };
const STEP = 40;

export default function mount(element, props) {
  const part = (name) => element.querySelector(`[data-${name}]`);
  const fields = { lat: element.querySelector("[name=latitude]"), lng: element.querySelector("[name=longitude]") };
  const told = part("told");
  part("with-map").hidden = false;
  const { map, L } = createMap(part("map"), props.ground);
  map.keyboard._setPanDelta(STEP);
  const [west, south, east, north] = props.ground.frame;
  const county = L.latLngBounds([south, west], [north, east]);
  const near = props.ground.tiles ? ZOOM_OF_ONE.streets : ZOOM_OF_ONE.outlines;
  let marker = null;
  let isHere = true;

  function put(latlng, { say = true } = {}) {
    marker?.remove();
    marker = L.marker(latlng, { icon: icon(sign(LOOK, 40), "pin pin--one", 40, [20, 36]), interactive: false, keyboard: false }).addTo(map);
    fields.lat.value = latlng.lat.toFixed(6);
    fields.lng.value = latlng.lng.toFixed(6);
    part("remove").hidden = false;
    if (say) told.textContent = props.texts.set;
  }

  function remove() {
    marker?.remove();
    marker = null;
    fields.lat.value = fields.lng.value = "";
    told.textContent = props.texts.removed;
    part("here").focus();
    part("remove").hidden = true;
  }

  function locate() {
    told.textContent = props.texts.searching;
    whereAmI({
      found({ lat, lng }) {
        if (!isHere) return;
        if (!county.contains([lat, lng])) return void (told.textContent = props.texts.outside);
        map.setView([lat, lng], near);
        put(L.latLng(lat, lng));
      },
      lost: () => isHere && (told.textContent = props.texts.notFound),
    });
  }

  function onKey(event) {
    if (event.key !== "Enter" || event.target !== part("map")) return;
    event.preventDefault();
    put(map.getCenter());
  }

  map.on("click", (event) => put(event.latlng));
  part("map").addEventListener("keydown", onKey);
  part("here").addEventListener("click", () => put(map.getCenter()));
  part("remove").addEventListener("click", remove);
  part("locate").hidden = !("geolocation" in navigator);
  part("locate").addEventListener("click", locate);
  const given = [fields.lat.value, fields.lng.value].map(Number.parseFloat);
  if (given.every(Number.isFinite)) {
    put(L.latLng(given), { say: false });
    map.setView(given, near, { animate: false });
  }
  return () => {
    isHere = false;
    map.remove();
  };
}
