/* The features of a page of the interface for maps. Everything it shows stands in the table below as well.
   Props: those of map/base.js; features (address of the GeoJSON), page (address of the collection), label (property of the name). */
import { make } from "../make.js";
import { createMap } from "../map/base.js";

const NEAREST = 13;

export default function mount(element, props) {
  const { map, L, ready } = createMap(element, props);
  let isOver = false;

  async function draw() {
    const [answer] = await Promise.all([fetch(props.features, { headers: { Accept: "application/geo+json" } }), ready]);
    if (!answer.ok || isOver) return;
    const found = await answer.json();
    const renderer = L.svg({ padding: 0.5 });
    const layer = L.geoJSON(found, {
      style: (feature) => ({ className: isPoint(feature) ? "map__feature map__feature--point" : "map__feature" }),
      pointToLayer: (_feature, at) => L.circleMarker(at, { radius: 8, renderer }),
      renderer,
      onEachFeature: (feature, drawn) => drawn.bindPopup(() => popup(feature)),
    }).addTo(map);
    element.classList.toggle("map--points", found.type === "Feature" ? isPoint(found) : found.features.some(isPoint));
    const bounds = layer.getBounds();
    if (bounds.isValid()) map.fitBounds(bounds.pad(0.1), { maxZoom: NEAREST, animate: false });
    element.dataset.features = layer.getLayers().length;
  }

  function popup(feature) {
    const name = feature.properties[props.label] || feature.id;
    const link = make("a", { href: `${props.page}/${feature.id}?f=html` }, name);
    return make("div", {}, make("p", {}, link));
  }

  function isPoint(feature) {
    return ["Point", "MultiPoint"].includes(feature.geometry?.type);
  }

  draw().catch((error) => console.error("feature map", error));
  return () => {
    isOver = true;
    map.remove();
  };
}
