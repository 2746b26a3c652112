/* The map of the staff, drawn from what folium described: areas by class, signs on them, or density. Everything it says stands in
   the table below the map as well. Props: those of map/base.js, and `chart`: { areas: {id: {name, text, fill}}, signs, heat }. */
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";

export default function mount(element, props) {
  const { map, L, ready } = createMap(element, props);
  fill(map, props.frame);
  let isGone = false;
  /* Paper is narrower than the screen: the whole county is put onto it, and back afterwards. */
  const paper = matchMedia("print");
  const refit = () => {
    map.invalidateSize({ animate: false, pan: false });
    fill(map, props.frame);
  };
  paper.addEventListener("change", refit);
  draw().catch(() => {});

  async function draw() {
    const [outlines] = await Promise.all([fetched(props.outlines), ready]);
    if (isGone) return;
    if (outlines) drawAreas(map, L, outlines, props.chart);
    drawSigns(map, L, props.chart.signs);
    if (props.chart.heat) await drawHeat();
    if (!isGone) element.dataset.drawn = "";
  }

  /* The layer of density is no module: it adds itself to the global Leaflet. Only maps that show density fetch it. */
  async function drawHeat() {
    await import("../../vendor/leaflet.heat/leaflet-heat.js");
    readOften();
    if (!isGone) L.heatLayer(props.chart.heat.points, props.chart.heat.options).addTo(map);
  }

  return () => {
    isGone = true;
    paper.removeEventListener("change", refit);
    map.remove();
  };
}

/* The layer reads its canvas at every move; said beforehand, the browser keeps it where reading is fast. */
function readOften() {
  const plain = window.simpleheat;
  if (plain.readsOften) return;
  window.simpleheat = (canvas) => {
    canvas.getContext("2d", { willReadFrequently: true });
    return plain(canvas);
  };
  window.simpleheat.readsOften = true;
}

/* The county as large as the map allows; whole steps of zoom would leave half of it empty. */
function fill(map, [west, south, east, north]) {
  map.options.zoomSnap = 0.25;
  map.fitBounds([[south, west], [north, east]], { animate: false, padding: [8, 8] });
}

async function fetched(address) {
  const answer = await fetch(address);
  return answer.ok ? answer.json() : null;
}

function drawAreas(map, L, outlines, chart) {
  const known = outlines.features.filter((feature) => chart.areas[feature.id]);
  L.geoJSON({ type: "FeatureCollection", features: known }, {
    renderer: L.svg({ padding: 0.5 }),
    style: ({ id }) => {
      const { fill } = chart.areas[id];
      const isPlain = fill === "transparent";
      return { className: "staff-map__area", fillColor: isPlain ? "#ffffff" : fill, fillOpacity: isPlain ? 0 : 1, weight: 1 };
    },
    onEachFeature: (feature, layer) => {
      const { name, text } = chart.areas[feature.id];
      const words = document.createElement("span");
      words.textContent = `${name}: ${text}`;
      layer.bindTooltip(words, { sticky: true });
      layer.on({ mouseover: () => layer.setStyle({ weight: 3 }), mouseout: () => layer.setStyle({ weight: 1 }) });
    },
  }).addTo(map);
}

/* Signs hold numbers and colours only; the portal made them. */
function drawSigns(map, L, signs) {
  for (const { at, html, size, kind } of signs) {
    L.marker(at, { icon: icon(html, kind, size), interactive: false, keyboard: false }).addTo(map);
  }
}
