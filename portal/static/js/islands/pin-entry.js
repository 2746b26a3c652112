/* Typing pins of a paper map one after the other: a figure chooses the category (also at the beginning of the field "Feld", whose
   names begin with a letter), a click or the arrow keys on the map set the place, Enter saves. The form itself is exchanged after
   each pin; the map stays where it is. Without this the form works with Tab and Enter. */
import { createMap } from "../map/base.js";
import { icon } from "../map/icon.js";
import { sign } from "../map/looks.js";
import { read, written } from "../map/position.js";
import { toLatLng } from "../map/steps.js";

const STEP = 8;
const LARGE_STEP = 40;
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export default function mount(element, props) {
  const box = element.querySelector("#entry-map");
  const status = element.querySelector("[data-pin-status]");
  const { map, L, ready } = createMap(box, props);
  map.keyboard.disable();
  const earlier = L.layerGroup().addTo(map);
  let marker = null;

  const form = () => element.querySelector("[data-pin-form]");
  const field = (name) => form().elements.namedItem(name);
  const chosen = () => form().querySelector("[name=category]:checked")?.value;

  function picture(number) {
    const look = props.looks[number] || { path: "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z", fill: "#1b2129" };
    return icon(sign(look, 34), "pin", 34);
  }

  function mark(at) {
    if (marker) marker.setLatLng(at);
    else marker = L.marker(at, { interactive: false, keyboard: false, icon: picture(chosen()), zIndexOffset: 1000 }).addTo(map);
    marker.setIcon(picture(chosen()));
    field("at").value = written(at);
    if (field("grid_field").value) field("grid_field").value = "";
    status.textContent = props.words.set;
  }

  function unmark() {
    marker?.remove();
    marker = null;
    status.textContent = "";
    field("at").value = "";
  }

  function drawEarlier() {
    earlier.clearLayers();
    const marks = JSON.parse(element.querySelector("[data-marks]")?.dataset.marks || "[]");
    for (const [x, y, number] of marks) {
      const look = props.looks[number];
      const small = icon(sign(look, 22), "pin pin--earlier", 22);
      L.marker(toLatLng(x, y), { interactive: false, keyboard: false, icon: small }).addTo(earlier);
    }
  }

  function choose(figure) {
    const radio = element.querySelector(`[data-category-key="${figure}"]`);
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function move(key, isLarge) {
    const [right, down] = WAYS[key];
    const by = isLarge ? LARGE_STEP : STEP;
    const from = map.latLngToContainerPoint(marker ? marker.getLatLng() : map.getCenter());
    const at = map.containerPointToLatLng(marker ? from.add([right * by, down * by]) : from);
    mark(at);
    if (!map.getBounds().pad(-0.05).contains(at)) map.panTo(at, { animate: false });
  }

  function onMap(event) {
    if (event.key in WAYS) move(event.key, event.shiftKey);
    else if (event.key === "Enter") form().requestSubmit();
    else if (event.key === "+" || event.key === "-") map.setZoom(map.getZoom() + (event.key === "+" ? 1 : -1));
    else if (event.key === "Escape") unmark();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { target } = event;
    if (event.target === box) onMap(event);
    if (event.defaultPrevented || !/^[1-8]$/.test(event.key)) return;
    const types = target.matches("textarea, select, input:not([type=radio])");
    const begins = target.matches("[data-pin-field]") && target.value === "";
    if ((!types || begins) && choose(event.key)) event.preventDefault();
  }

  function changed(event) {
    if (event.target.name === "category" && marker) marker.setIcon(picture(chosen()));
    if (event.target.name === "grid_field" && event.target.value) unmark();
  }

  /* A fresh form came: the earlier pins are others now, and a place it still carries is shown. */
  function exchanged() {
    if (!element.isConnected || !form()) return;
    drawEarlier();
    const at = read(field("at").value);
    if (at) mark(L.latLng(at));
    else {
      marker?.remove();
      marker = null;
      status.textContent = "";
    }
  }

  /* What is said about the pin before is not said about this one. */
  function sent() {
    document.getElementById("tells")?.replaceChildren();
  }

  map.on("click", (event) => mark(event.latlng));
  element.addEventListener("submit", sent);
  element.addEventListener("keydown", pressed);
  element.addEventListener("change", changed);
  element.addEventListener("input", changed);
  document.addEventListener("htmx:afterSettle", exchanged);
  ready.then(exchanged);
  element.dataset.typing = "";
  return () => {
    document.removeEventListener("htmx:afterSettle", exchanged);
    map.remove();
  };
}
