/* Draws the area of a map: click the corners in turn. What is drawn stands as GeoJSON in the field, which can also be typed,
   pasted or read from a file; without this island only those ways are there. */
import { createMap } from "../map/base.js";
import { make } from "../make.js";

/* The corners of the outer rings in GeoJSON, [[lat, lon], …] each; nothing for anything else. */
function ringsOf(written) {
  try {
    const found = JSON.parse(written);
    const pieces = found.features ? found.features.map((one) => one.geometry) : [found.geometry || found];
    return pieces
      .flatMap((one) => (one.type === "MultiPolygon" ? one.coordinates : [one.coordinates]))
      .map((polygon) => polygon[0].slice(0, -1).map(([lon, lat]) => [lat, lon]));
  } catch {
    return [];
  }
}

function geoJson(corners) {
  const ring = [...corners, corners[0]].map(([lat, lon]) => [Number(lon.toFixed(6)), Number(lat.toFixed(6))]);
  return JSON.stringify({ type: "Polygon", coordinates: [ring] });
}

export default function mount(element, props) {
  const field = element.querySelector("textarea");
  const own = document.querySelector("input[name=area_kind][value=eigen]");
  const fold = element.querySelector("details");
  const holder = element.querySelector("[data-area-map]");
  const words = props.words;
  const box = make("div", { class: "map", role: "application", "aria-label": words.label });
  const undo = make("button", { type: "button", class: "kern-btn kern-btn--secondary" }, make("span", { class: "kern-label" }, words.undo));
  const clear = make("button", { type: "button", class: "kern-btn kern-btn--tertiary" }, make("span", { class: "kern-label" }, words.clear));
  const status = make("p", { class: "kern-hint", role: "status" }, words.start);
  holder.append(status, make("div", { class: "map-box map-box--small" }, box), make("div", { class: "button-row" }, undo, clear));
  let corners = [];
  let drawing = null;

  function say() {
    const n = String(corners.length);
    if (!corners.length) status.textContent = words.start;
    else status.textContent = (corners.length < 3 ? words.corners : words.done).replace("{n}", n);
  }

  function draw() {
    const { map, L, drawn } = drawing;
    drawn.clearLayers();
    const rings = corners.length ? [corners] : ringsOf(field.value);
    const colour = getComputedStyle(box).getPropertyValue("--map-area").trim() || "#171a2b";
    for (const ring of rings) {
      const shape = ring.length > 2 ? L.polygon(ring, { color: colour, weight: 3 }) : L.polyline(ring, { color: colour, weight: 3 });
      drawn.addLayer(shape);
      if (corners.length) for (const at of ring) drawn.addLayer(L.circleMarker(at, { radius: 5, color: colour, fillOpacity: 1 }));
    }
    return map;
  }

  function changed(fresh) {
    corners = fresh;
    if (corners.length > 2) field.value = geoJson(corners);
    else if (!corners.length) field.value = "";
    if (own && corners.length) own.checked = true;
    say();
    draw();
  }

  function begin() {
    if (drawing || !fold.open) return;
    const { map, L, ready } = createMap(box, props);
    drawing = { map, L, drawn: L.layerGroup().addTo(map) };
    map.on("click", (event) => changed([...corners, [event.latlng.lat, event.latlng.lng]]));
    draw();
    ready.then(() => box.setAttribute("data-ready", ""));
  }

  function chosen(event) {
    if (event.target.name === "area_kind" && event.target.value === "eigen") fold.open = true;
  }

  function typed() {
    corners = [];
    if (drawing) draw();
  }

  undo.addEventListener("click", () => changed(corners.slice(0, -1)));
  clear.addEventListener("click", () => changed([]));
  field.addEventListener("input", typed);
  fold.addEventListener("toggle", begin);
  document.addEventListener("change", chosen);
  // Whoever is quick has chosen before this was here.
  if (own?.checked) fold.open = true;
  begin();
  return () => {
    document.removeEventListener("change", chosen);
    drawing?.map.remove();
    holder.replaceChildren();
  };
}
