/* The map on which somebody takes aim: by tapping, with a cross-hair that arrow keys and buttons move, or by where the phone is.

   aimOn(element, props, hear) → { map, ready, … }. `hear` has chosen(latlng, how), moved(latlng), crossed(latlng); `how` is
   {byKeys}. A draft is the pin before it is set; own pins are those of this sitting. */
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";
import { sign } from "../map/looks.js";
import { make } from "../make.js";

const STEP = 24;
const LARGE_STEP = 96;
const EDGE = [56, 56];
const WAYS = { north: [0, -1], south: [0, 1], west: [-1, 0], east: [1, 0] };
const KEYS = { ArrowUp: "north", ArrowDown: "south", ArrowLeft: "west", ArrowRight: "east" };
const CLOSE = 16;

export function aimOn(element, props, hear) {
  const { map, L, ready } = createMap(element, props.ground);
  const own = new Map();
  let draft = null;
  let cross = null;

  function setCross(latlng) {
    if (cross) cross.setLatLng(latlng);
    else cross = L.marker(latlng, { icon: icon(crossSign(), "placing__cross", 48), keyboard: false, interactive: false }).addTo(map);
  }

  function hideCross() {
    cross?.remove();
    cross = null;
  }

  function setDraft(latlng, look, name) {
    hideCross();
    draft?.remove();
    draft = L.marker(latlng, {
      icon: icon(sign(look, 40), "own-pin-mark own-pin-mark--draft", 48), draggable: true, autoPan: true, keyboard: false,
      zIndexOffset: 2000, alt: name,
    }).addTo(map);
    draft.on("dragend", () => hear.moved(draft.getLatLng()));
    map.panInside(latlng, { padding: EDGE, animate: false });
  }

  function clearDraft() {
    draft?.remove();
    draft = null;
  }

  function setOwn(id, latlng, look, name, { isSending = false } = {}) {
    own.get(id)?.remove();
    const className = `own-pin-mark${isSending ? " own-pin-mark--sending" : ""}`;
    const marker = L.marker(latlng, {
      icon: icon(sign(look, 34), className, 44), keyboard: false, interactive: false, zIndexOffset: 1000, alt: name,
    }).addTo(map);
    marker.getElement().setAttribute("role", "img");
    marker.getElement().setAttribute("aria-label", name);
    own.set(id, marker);
  }

  function removeOwn(id) {
    own.get(id)?.remove();
    own.delete(id);
  }

  /* Where the cross-hair or the draft goes with one step; the map follows when it comes near the edge. */
  function step(way, isLarge = false) {
    const [right, down] = WAYS[way];
    const far = isLarge ? LARGE_STEP : STEP;
    const from = (draft || cross)?.getLatLng() || map.getCenter();
    const at = map.latLngToContainerPoint(from).add([right * far, down * far]);
    const latlng = map.containerPointToLatLng(at);
    if (draft) draft.setLatLng(latlng);
    else setCross(latlng);
    map.panInside(latlng, { padding: EDGE, animate: false });
    if (draft) hear.moved(latlng);
    else hear.crossed(latlng);
  }

  const here = () => (draft || cross)?.getLatLng() || map.getCenter();

  function onKey(event) {
    if (event.target !== element || event.altKey || event.ctrlKey || event.metaKey) return;
    const way = KEYS[event.key];
    if (way) step(way, event.shiftKey);
    else if (event.key === "Enter") hear.chosen(here(), { byKeys: true });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /* Whoever comes with the keyboard sees at once what the arrow keys move. */
  function onFocus() {
    if (!draft && !cross && element.matches(":focus-visible")) setCross(map.getCenter());
  }

  function onTap(event) {
    hideCross();
    hear.chosen(event.latlng, { byKeys: false });
  }

  function goTo(latlng) {
    map.setView(latlng, Math.max(map.getZoom(), CLOSE), { animate: false });
    setCross(latlng);
  }

  element.addEventListener("keydown", onKey);
  element.addEventListener("focus", onFocus);
  map.on("click", onTap);

  return {
    map, ready, setDraft, clearDraft, setOwn, removeOwn, step, here, goTo, hideCross,
    ownIds: () => [...own.keys()],
    draft: () => draft?.getLatLng() || null,
    destroy() {
      element.removeEventListener("keydown", onKey);
      element.removeEventListener("focus", onFocus);
      map.remove();
    },
  };
}

function crossSign() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  for (const [name, value] of [["viewBox", "-24 -24 48 48"], ["width", 48], ["height", 48], ["aria-hidden", "true"]]) {
    svg.setAttribute(name, value);
  }
  for (const kind of ["halo", "line"]) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("class", `placing__cross-${kind}`);
    path.setAttribute("d", "M0-22V-7M0 22V7M-22 0H-7M22 0H7M-12 0a12 12 0 1 0 24 0a12 12 0 1 0-24 0");
    svg.append(path);
  }
  return make("span", {}, svg);
}
