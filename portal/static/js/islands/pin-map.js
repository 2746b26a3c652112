/* A map to look at: with the pins of a Nadelkarte (props.pins, see js/map/pins.js), or with one pin (props.one {x, y, look}).
   Everything else of props is the ground (js/map/base.js). The list beside it is islands/pin-list.js. */
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";
import { sign } from "../map/looks.js";
import { pinLayer } from "../map/pins.js";
import { toLatLng } from "../map/steps.js";

/* With streets beneath as near as a street, with outlines as near as a Gemeinde. */
const ZOOM_OF_ONE = { streets: 15, outlines: 12 };

export default function mount(element, props) {
  const { map, L } = createMap(element, props);
  const pins = props.pins ? pinLayer(map, props.pins) : null;
  if (props.one) addOne(map, L, props.one, props.tiles ? ZOOM_OF_ONE.streets : ZOOM_OF_ONE.outlines);
  return () => {
    pins?.destroy();
    map.remove();
  };
}

function addOne(map, L, one, zoom) {
  const latlng = toLatLng(one.x, one.y);
  L.marker(latlng, { icon: icon(sign(one.look), "pin pin--one", 32), interactive: false, keyboard: false }).addTo(map);
  map.setView(latlng, zoom, { animate: false });
}
