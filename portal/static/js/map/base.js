/* The ground of every map of the portal: the county's own outlines with the names of its places, or the tiles it configured.

   createMap(element, props) → { map, L, ready }. `props` is what `portal.pinmaps.routes.ground.map_props` makes:
   frame [west, south, east, north] in degrees, outlines (address of the outlines), tiles (null or how to fetch them),
   area (address of the map's own area, or null), attribution, texts (zoomIn, zoomOut). `ready` resolves when the ground is drawn. */
import L from "./leaflet.js";

const LARGEST_ZOOM = 19;
const SMALLEST_ZOOM = 6;

export function createMap(element, props) {
  const map = L.map(element, {
    minZoom: SMALLEST_ZOOM,
    maxZoom: LARGEST_ZOOM,
    zoomControl: false,
    attributionControl: true,
    preferCanvas: true,
  });
  map.attributionControl.setPrefix(false);
  map.attributionControl.addAttribution(escaped(props.attribution));
  L.control.zoom({ zoomInTitle: props.texts.zoomIn, zoomOutTitle: props.texts.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const [west, south, east, north] = props.frame;
  map.fitBounds([[south, west], [north, east]]);
  map.setMaxBounds(map.getBounds().pad(0.5));
  return { map, L, ready: drawGround(map, props) };
}

async function drawGround(map, props) {
  if (props.tiles) addTiles(map, props.tiles);
  const [outlines, area] = await Promise.all([fetched(props.outlines), props.area ? fetched(props.area) : null]);
  if (outlines) drawOutlines(map, outlines, Boolean(props.tiles));
  if (area) drawArea(map, area);
}

function addTiles(map, tiles) {
  const shared = { maxZoom: LARGEST_ZOOM, maxNativeZoom: tiles.maxZoom, minZoom: tiles.minZoom };
  const layer = tiles.kind === "wms"
    ? L.tileLayer.wms(tiles.url, { ...shared, layers: tiles.layers, format: "image/png" })
    : L.tileLayer(tiles.url, shared);
  layer.addTo(map);
}

async function fetched(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : null;
}

function drawOutlines(map, outlines, isOverTiles) {
  const style = getComputedStyle(map.getContainer());
  L.geoJSON(outlines, {
    interactive: false,
    style: {
      color: style.getPropertyValue("--map-line").trim() || "#5a6069",
      weight: 1,
      fillColor: style.getPropertyValue("--map-land").trim() || "#f4f1e8",
      fillOpacity: isOverTiles ? 0 : 1,
    },
  }).addTo(map);
}

function drawArea(map, area) {
  const style = getComputedStyle(map.getContainer());
  const colour = style.getPropertyValue("--map-area").trim() || "#171a2b";
  L.geoJSON(area, { interactive: false, style: { color: colour, weight: 3, fill: false } }).addTo(map);
}

function escaped(words) {
  const holder = document.createElement("span");
  holder.textContent = words;
  return holder.innerHTML;
}
