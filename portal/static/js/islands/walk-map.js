/* The findings of a walk on the map of its page; each leads to its place in the list, or to its Wortmeldung. */
import { make } from "../make.js";
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";
import { sign } from "../map/looks.js";
import { toLatLng } from "../map/steps.js";

/* Outlines alone say nothing from very near. */
const NEAREST = { withTiles: 17, onOutlines: 14 };

export default function mount(element, props) {
  const { map, L, ready } = createMap(element, props);
  const looks = new Map(props.legend.map((look) => [look.number, look]));
  let isOver = false;

  async function draw() {
    const answer = await fetch(props.findings);
    if (!answer.ok || isOver) return;
    const found = await answer.json();
    await ready;
    if (isOver) return;
    const spots = found.map((one) => add(one));
    if (spots.length) map.fitBounds(L.latLngBounds(spots).pad(0.2), { maxZoom: props.tiles ? NEAREST.withTiles : NEAREST.onOutlines, animate: false });
    element.dataset.findings = spots.length;
  }

  function add(one) {
    const look = looks.get(one.rating);
    const at = toLatLng(one.x, one.y);
    const name = `${one.topic}: ${look.label}`;
    const link = make("a", { href: one.href }, name);
    const marker = L.marker(at, { icon: icon(sign(look), "pin pin--one", 32), alt: name, title: name, keyboard: true }).addTo(map);
    marker.bindPopup(make("div", {}, make("p", {}, link), make("p", {}, one.words)));
    marker.getElement()?.setAttribute("aria-label", name);
    return at;
  }

  draw().catch((error) => console.error("walk map", error));
  return () => {
    isOver = true;
    map.remove();
  };
}
