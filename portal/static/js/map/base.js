/* The ground of every map of the portal: the county's own outlines with the names of its places, or the tiles it configured.

   createMap(element, props) → { map, L, ready }. `props` is what `portal.pinmaps.routes.ground.map_props` makes:
   frame [west, south, east, north] in degrees, outlines (address of the outlines), tiles (null or how to fetch them),
   area (address of the map's own area, or null), attribution, texts (zoomIn, zoomOut). `ready` resolves when the ground is drawn;
   from then on the element carries `data-ready`. Call `map.remove()` to undo. */
import L from "./leaflet.js";
import { nameLayer } from "./names.js";

const LARGEST_ZOOM = 19;
const SMALLEST_ZOOM = 6;
const WHOLE_WORLD = [[-85, -180], [-85, 180], [85, 180], [85, -180]];

export function createMap(element, props) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    minZoom: SMALLEST_ZOOM,
    maxZoom: LARGEST_ZOOM,
    zoomControl: false,
    // Outlines look well at every size; the pictures of tiles only at whole ones.
    zoomSnap: props.tiles ? 1 : 0.5,
    preferCanvas: true,
    // The wheel scrolls the page until somebody means the map.
    scrollWheelZoom: false,
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    markerZoomAnimation: !isCalm,
    inertia: !isCalm,
  });
  // Taken away in the middle of a zoom, Leaflet would still end it on panes that are gone.
  map.once("unload", () => {
    map.isGone = true;
    map._animatingZoom = false;
  });
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(escaped(props.attribution));
  L.control.zoom({ zoomInTitle: props.texts.zoomIn, zoomOutTitle: props.texts.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  addPanes(map);
  const [west, south, east, north] = props.frame;
  map.fitBounds([[south, west], [north, east]], { animate: false });
  map.setMinZoom(Math.max(SMALLEST_ZOOM, map.getZoom() - 1));
  map.setMaxBounds(map.getBounds().pad(0.5));
  map.on("resize", () => noteSize(map));
  noteSize(map);
  return { map, L, ready: drawGround(map, props) };
}

/* Paper shows the map in the size it has here; see css/ui/map.css. */
function noteSize(map) {
  const { x, y } = map.getSize();
  if (!x || matchMedia("print").matches) return;
  map.getContainer().style.setProperty("--map-width", x);
  map.getContainer().style.setProperty("--map-height", y);
}

/* From the bottom up: tiles (200), outlines, the area, other shapes (400), names, pins (600). */
function addPanes(map) {
  for (const [name, order] of [["ground", 250], ["area", 300], ["names", 450]]) {
    const pane = map.createPane(name);
    pane.style.zIndex = order;
    pane.style.pointerEvents = "none";
  }
}

async function drawGround(map, props) {
  const element = map.getContainer();
  if (props.tiles) addTiles(map, props.tiles);
  const [outlines, area] = await Promise.all([
    fetched(props.outlines),
    props.area ? fetched(props.area) : null,
    styled(),
  ]);
  if (map.isGone || !element.isConnected) return;
  map.invalidateSize({ animate: false });
  if (outlines) drawOutlines(map, outlines, props.tiles);
  if (area) drawArea(map, area);
  element.dataset.ready = "";
}

/* Leaflet's own styles are fetched with the first map of a page, not by every page. */
let sheet = null;
function styled() {
  sheet ||= new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("leaflet.css", import.meta.url);
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
  return sheet;
}

function addTiles(map, tiles) {
  const shared = { maxZoom: LARGEST_ZOOM, maxNativeZoom: tiles.maxZoom, minZoom: tiles.minZoom, className: "map__tiles" };
  const layer = tiles.kind === "wms"
    ? L.tileLayer.wms(tiles.url, { ...shared, layers: tiles.layers, format: "image/png", version: "1.3.0" })
    : L.tileLayer(tiles.url, shared);
  layer.addTo(map);
}

async function fetched(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/* Colours come from css/ui/map.css, so that light, dark and forced colours need no script. */
function drawOutlines(map, outlines, tiles) {
  const className = tiles ? "map__place map__place--over" : "map__place";
  L.geoJSON(outlines, { interactive: false, pane: "ground", renderer: L.svg({ pane: "ground", padding: 0.5 }), style: { className } })
    .addTo(map);
  if (!tiles) nameLayer(outlines.features.map((feature) => feature.properties)).addTo(map);
}

function drawArea(map, area) {
  const pieces = area.geometry.type === "Polygon" ? [area.geometry.coordinates] : area.geometry.coordinates;
  const rings = pieces.flat().map((ring) => ring.map(([lon, lat]) => [lat, lon]));
  const shared = { interactive: false, pane: "area", renderer: L.svg({ pane: "area", padding: 1 }) };
  L.polygon([WHOLE_WORLD, ...rings], { ...shared, className: "map__outside" }).addTo(map);
  L.polygon(rings, { ...shared, className: "map__area" }).addTo(map);
}

function escaped(words) {
  const holder = document.createElement("span");
  holder.textContent = words;
  return holder.innerHTML;
}
