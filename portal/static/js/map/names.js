/* The names of places, as many as find room: the larger place wins, and none lies on another. */
import L from "./leaflet.js";

const ROOM = 6;
const HEIGHT = 20;

/* `places`: [{name, lat, lon, size}], the size in any unit. */
export function nameLayer(places) {
  return new NameLayer(places);
}

const NameLayer = L.Layer.extend({
  initialize(places) {
    this._places = [...places].sort((one, other) => (other.size || 0) - (one.size || 0));
  },

  onAdd(map) {
    this._box = L.DomUtil.create("div", "map__names", map.getPane("names"));
    this._box.setAttribute("aria-hidden", "true");
    for (const place of this._places) {
      place.label = L.DomUtil.create("span", "map__name leaflet-zoom-hide", this._box);
      place.label.textContent = place.name;
    }
    map.on("zoomend viewreset resize", this._arrange, this);
    this._arrange();
  },

  onRemove(map) {
    map.off("zoomend viewreset resize", this._arrange, this);
    this._box.remove();
  },

  _arrange() {
    const taken = [];
    for (const place of this._places) {
      place.width ||= place.label.offsetWidth;
      const at = this._map.latLngToLayerPoint([place.lat, place.lon]);
      const left = at.x - place.width / 2;
      const box = [left - ROOM, at.y - HEIGHT / 2, left + place.width + ROOM, at.y + HEIGHT / 2];
      const isFree = taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
      place.label.style.visibility = isFree ? "" : "hidden";
      if (!isFree) continue;
      taken.push(box);
      L.DomUtil.setPosition(place.label, L.point(Math.round(left), Math.round(at.y - HEIGHT / 2)));
    }
  },
});
