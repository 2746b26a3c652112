/* A small map with one pin on it. props: the ground (`map_props`), at {x, y} in steps, look {label, fill, path}. */
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";
import { sign } from "../map/looks.js";
import { toLatLng } from "../map/steps.js";

/* Outlines alone say nothing about a street corner; with them the place among its neighbours is what one needs to see. */
const CLOSE = 16;
const AMONG_PLACES = 12;

export default function mount(element, props) {
  const { map, L } = createMap(element, props);
  const at = toLatLng(props.at.x, props.at.y);
  L.marker(at, { icon: icon(sign(props.look, 34), "pin pin--one", 36), keyboard: false, interactive: false, alt: props.look.label }).addTo(map);
  map.setView(at, props.tiles ? CLOSE : AMONG_PLACES, { animate: false });
  return () => map.remove();
}
