/* What stands on a map at one place: an element of the page, its middle on the place unless an anchor says otherwise. */
import L from "./leaflet.js";

/* `size` is the pixels across; `anchor` the pixels [right, down] from its upper left corner that stand on the place. */
export const icon = (html, className, size, anchor = null) =>
  L.divIcon({ html, className, iconSize: [size, size], iconAnchor: anchor });
