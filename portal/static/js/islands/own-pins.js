/* A map with the own pins of a sitting. props: the ground (`map_props`), own [{at: [lat, lon], k: category, n: number}],
   legend [{number, label, fill, path}], name ("Nadel {n}: {label}"). */
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";
import { sign } from "../map/looks.js";

const CLOSEST = 14;

export default function mount(element, props) {
  const { map, L } = createMap(element, props);
  for (const { at, k, n } of props.own) {
    const look = props.legend.find((one) => one.number === k);
    const marker = L.marker(at, { icon: icon(sign(look, 34), "own-pin-mark", 44), interactive: false, keyboard: false }).addTo(map);
    marker.getElement().setAttribute("role", "img");
    marker.getElement().setAttribute("aria-label", props.name.replace("{n}", n).replace("{label}", look.label));
  }
  map.fitBounds(props.own.map(({ at }) => at), { maxZoom: CLOSEST, padding: [48, 48], animate: false });
  return () => map.remove();
}
