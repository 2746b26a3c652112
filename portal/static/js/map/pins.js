/* The pins of a Nadelkarte in the window of a map: single ones, or clusters as rings.

   pinLayer(map, props) → layer. props: windows (address that answers a window), legend [{number, label, fill, path}],
   texts {many, one, withWords}, filter {k: [1, 2], g: [], m: [], v: []} (optional).
   layer.refresh() asks anew; layer.setFilter(filter) too; layer.show({id, x, y}) goes to a pin; layer.destroy() takes everything away.
   layer.on(name, call) → off; names:
     "drawn"   {total, query, address, isClustered}: what the window shows now; `address` names window and filter
     "open"    {id, category, group, visibility, hasWords, latlng}: a single pin was chosen
     "cluster" {counts, total, latlng}: a cluster was chosen that cannot be spread any further
     "begun"   {}: there are pins to be asked for; a filter may be set now
     "failed"  {status}: the portal did not answer; the old pins stay
   The same goes out as events of the map element ("pins:drawn", "pins:open", …), where it also hears "pins:filter" {k: […], …},
   "pins:show" {id, x, y, focus} and "pins:ask" (tell again what is drawn): so a list beside the map needs to know nothing else.
   The answer is described in portal/pinmaps/routes/windows.py. While pins are drawn the map element carries data-pins="<total>". */
import { icon } from "./icon.js";
import L from "./leaflet.js";
import { ring, ringSize, sign } from "./looks.js";
import { moveAmong } from "./roving.js";
import { toLatLng, toSteps } from "./steps.js";

const WAIT = 120;
const ZOOM_OF_STEPS = 20;
/* The portal counts in cells of 64 pixels; windows end at their edges, so that the same ones are asked for again and again. */
const CELL = 64;
const FAN = 13;
/* Rings may touch by a little: half of both together would be side by side. */
const TOUCH = 0.46;

export function pinLayer(map, props) {
  const looks = new Map(props.legend.map((look) => [look.number, look]));
  const numbers = new Intl.NumberFormat(document.documentElement.lang || "de");
  const listeners = new Map();
  const element = map.getContainer();
  const group = L.layerGroup().addTo(map);
  const undoKeys = moveAmong(element, ".pin");
  let filter = props.filter || {};
  let timer = 0;
  let asked = null;
  let marked = null;
  let drawnLast = null;
  let focusWhenDrawn = false;
  let markers = new Map();

  function tell(name, detail) {
    for (const call of listeners.get(name) || []) call(detail);
    element.dispatchEvent(new CustomEvent(`pins:${name}`, { detail, bubbles: true }));
  }

  async function ask({ anew = false } = {}) {
    asked?.abort();
    const query = windowOf(map);
    asked = new AbortController();
    const { signal } = asked;
    try {
      const address = `${props.windows}?${withFilter(query, filter)}`;
      const answer = await fetch(address, { signal, cache: anew ? "reload" : "default" });
      if (!answer.ok) return void tell("failed", { status: answer.status });
      const found = await answer.json();
      if (!signal.aborted) draw(found, query);
    } catch (error) {
      if (error.name !== "AbortError") tell("failed", { status: 0 });
    }
  }

  function draw(found, query) {
    const held = document.activeElement?.closest?.(".pin")?.dataset.key;
    group.clearLayers();
    markers = new Map();
    for (const one of merged(clustersOf(found), map)) addCluster(one);
    fanned(pinsOf(found)).forEach(addPin);
    if (held) markers.get(held)?.getElement()?.focus({ preventScroll: true });
    if (marked && mark(marked) && focusWhenDrawn) {
      markers.get(marked).getElement().focus({ preventScroll: true });
      focusWhenDrawn = false;
    }
    element.dataset.pins = found.t;
    drawnLast = { total: found.t, query, address: withFilter(query, filter), isClustered: Boolean(found.c?.length) };
    tell("drawn", drawnLast);
  }

  function add(key, latlng, icon, name, choose) {
    const marker = L.marker(latlng, { icon, keyboard: false }).addTo(group);
    const drawn = marker.getElement();
    Object.assign(drawn.dataset, { key });
    drawn.setAttribute("role", "button");
    drawn.setAttribute("aria-label", name);
    drawn.tabIndex = markers.size ? -1 : 0;
    marker.on("click", choose);
    drawn.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      choose();
    });
    markers.set(key, marker);
    return marker;
  }

  function addCluster(one) {
    const latlng = toLatLng(one.x, one.y);
    const parts = one.counts.map(([number, count]) => [lookOf(number), count]);
    const size = ringSize(one.total);
    const picture = one.total === 1
      ? icon(sign(parts[0][0]), "pin pin--one", 32)
      : icon(ring(parts, one.total, short(one.total)), "pin pin--many", size);
    const named = parts.map(([look, count]) => `${numbers.format(count)} ${look.label}`).join(", ");
    const name = `${(one.total === 1 ? props.texts.one : props.texts.many).replace("{n}", numbers.format(one.total))}: ${named}`;
    add(`${one.x},${one.y}`, latlng, picture, name, () => {
      if (map.getZoom() >= map.getMaxZoom()) tell("cluster", { counts: one.counts, total: one.total, latlng });
      else map.setView(latlng, Math.min(map.getMaxZoom(), map.getZoom() + 2));
    });
  }

  function addPin(one) {
    const look = lookOf(one.category);
    const latlng = toLatLng(one.x, one.y);
    const name = one.hasWords ? props.texts.withWords.replace("{label}", look.label) : look.label;
    const kind = one.visibility ? ` pin--${one.visibility}` : "";
    const picture = icon(sign(look), `pin pin--one${kind}`, 32, [16 - one.right, 16 - one.down]);
    const detail = {
      id: one.id, category: one.category, group: one.group, visibility: one.visibility || "shown", hasWords: one.hasWords, latlng,
    };
    add(one.id, latlng, picture, name, () => {
      mark(one.id);
      tell("open", detail);
    });
  }

  function mark(id) {
    markers.get(marked)?.getElement()?.classList.remove("pin--marked");
    marked = id;
    const marker = markers.get(id);
    marker?.getElement()?.classList.add("pin--marked");
    return Boolean(marker);
  }

  const lookOf = (number) => looks.get(number) || { label: "?", fill: "#5a6069", path: "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z" };
  const short = (total) => (total < 10_000 ? numbers.format(total) : `${numbers.format(Math.round(total / 1000))}k`);
  /* Pins that are drawn one by one can be shown; nearer and nearer, because a crowd stays a cluster for long. */
  function show({ id, x, y, focus = false }) {
    focusWhenDrawn = focus;
    const isDrawn = mark(id);
    element.scrollIntoView({ block: "nearest" });
    if (isDrawn && focus) markers.get(id).getElement().focus({ preventScroll: true });
    if (isDrawn && map.getBounds().contains(toLatLng(x, y))) return;
    map.setView(toLatLng(x, y), isDrawn ? map.getZoom() : map.getMaxZoom() - 1, { animate: false });
  }

  const onFilter = (event) => setFilter(event.detail);
  const onShow = (event) => show(event.detail);
  const onAsk = () => drawnLast && tell("drawn", drawnLast);
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };
  function setFilter(wanted) {
    filter = wanted || {};
    return ask();
  }

  map.on("moveend", later);
  element.addEventListener("pins:filter", onFilter);
  element.addEventListener("pins:show", onShow);
  element.addEventListener("pins:ask", onAsk);
  ask();
  tell("begun", {});

  return {
    refresh: () => ask({ anew: true }),
    setFilter,
    show,
    on(name, call) {
      const calls = listeners.get(name) || listeners.set(name, new Set()).get(name);
      calls.add(call);
      return () => calls.delete(call);
    },
    query: () => withFilter(windowOf(map), filter),
    destroy() {
      clearTimeout(timer);
      asked?.abort();
      map.off("moveend", later);
      element.removeEventListener("pins:filter", onFilter);
      element.removeEventListener("pins:show", onShow);
      element.removeEventListener("pins:ask", onAsk);
      undoKeys();
      group.remove();
      delete element.dataset.pins;
    },
  };
}

/* The window of a map as the portal wants it: zoom, west, north, east, south. */
function windowOf(map) {
  const zoom = Math.round(map.getZoom());
  const bounds = map.getBounds();
  const first = toSteps(bounds.getNorthWest());
  const last = toSteps(bounds.getSouthEast());
  const cell = CELL * 2 ** (ZOOM_OF_STEPS - zoom);
  const down = (at) => Math.max(0, Math.floor(at / cell) * cell);
  const up = (at) => Math.min(2 ** 28, Math.ceil((at + 1) / cell) * cell) - 1;
  return { z: zoom, w: down(first.x), n: down(first.y), o: up(last.x), s: up(last.y) };
}

function withFilter(query, filter) {
  const address = new URLSearchParams(query);
  for (const [name, values] of Object.entries(filter || {})) for (const value of values) address.append(name, value);
  return address.toString();
}

function clustersOf(found) {
  const clusters = [];
  const flat = found.c || [];
  for (let at = 0; at < flat.length;) {
    const [x, y, kinds] = flat.slice(at, at + 3);
    at += 3;
    const counts = [];
    for (let kind = 0; kind < kinds; kind += 1, at += 2) counts.push([flat[at], flat[at + 1]]);
    const total = counts.reduce((sum, [, count]) => sum + count, 0);
    clusters.push({ x: found.x + x * found.u, y: found.y + y * found.u, counts, total });
  }
  return clusters;
}

/* Neighbours whose rings would cover each other become one; nothing is lost, the numbers are added. */
function merged(clusters, map) {
  const kept = [];
  for (const one of [...clusters].sort((first, second) => second.total - first.total)) {
    one.at = map.latLngToLayerPoint(toLatLng(one.x, one.y));
    const near = kept.find((other) => other.at.distanceTo(one.at) < (ringSize(other.total) + ringSize(one.total)) * TOUCH);
    if (near) swallow(near, one);
    else kept.push(one);
  }
  return kept;
}

function swallow(large, small) {
  const counts = new Map(large.counts);
  for (const [number, count] of small.counts) counts.set(number, (counts.get(number) || 0) + count);
  large.counts = [...counts].sort(([first], [second]) => first - second);
  large.total += small.total;
}

const VISIBILITIES = ["", "held", "hidden"];

function pinsOf(found) {
  const table = found.p || { i: [] };
  return table.i.map((id, at) => ({
    id,
    x: found.x + table.x[at],
    y: found.y + table.y[at],
    category: table.k[at],
    group: table.g[at],
    hasWords: Boolean(table.w[at]),
    visibility: VISIBILITIES[table.v?.[at] || 0],
    right: 0,
    down: 0,
  }));
}

/* Pins on one spot (a grid puts them there) stand around it, so that each can be seen and hit. */
function fanned(pins) {
  const spots = Map.groupBy ? Map.groupBy(pins, (one) => `${one.x},${one.y}`) : grouped(pins);
  for (const together of spots.values()) {
    if (together.length === 1) continue;
    together.forEach((one, at) => {
      const angle = at * 2.4;
      const away = FAN * Math.sqrt(at + 1);
      one.right = Math.round(away * Math.cos(angle));
      one.down = Math.round(away * Math.sin(angle));
    });
  }
  return pins;
}

function grouped(pins) {
  const spots = new Map();
  for (const one of pins) {
    const key = `${one.x},${one.y}`;
    if (spots.has(key)) spots.get(key).push(one);
    else spots.set(key, [one]);
  }
  return spots;
}
