/* Setting pins on the map of a Nadelkarte: what it stands for first, then a tap. Three taps for the first pin, one for each
   further one. Everything goes through the form of the page, which works by itself without this. */
import { pinLayer } from "../map/pins.js";
import { written } from "../map/position.js";
import { aimOn } from "../placing/aim.js";
import { locate } from "../placing/locate.js";
import { ownList } from "../placing/own.js";
import { newKey, post } from "../placing/post.js";
import { spotAsker } from "../placing/spot.js";

/* Two quick taps mean "closer", not two pins. */
const DOUBLE_TAP = 320;
const NEUTRAL = { label: "", fill: "#1b2129", path: "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z" };
const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

export default function mount(form, props) {
  const { texts } = props;
  const find = (selector) => form.querySelector(selector);
  const part = Object.fromEntries(["map", "words", "panel", "done", "tools"].map((name) => [name, find(`[data-part=${name}]`)]));
  const step = find("[data-step]");
  const wrong = find("[data-wrong]");
  const setButton = find("[data-set]");
  const setLabel = setButton.querySelector(".kern-label");
  const comment = form.elements.comment;
  const isWhyNeeded = props.why === "required";
  const sending = { say, worker: props.worker, texts };

  let isOnMap = true;
  let isBusy = false;
  /* The pin that was set last, for "Rückgängig" and "Warum? ergänzen". */
  let last = null;
  let isInstant = false;
  let isReading = false;
  let tapTimer = 0;
  let queue = Promise.resolve();

  const fill = (words, values = {}) => Object.entries(values).reduce((all, [name, value]) => all.replaceAll(`{${name}}`, value), words);
  const category = () => Number(find("[name=category]:checked")?.value || 0);
  const lookOf = (number) => props.legend.find((one) => one.number === number) || NEUTRAL;

  function say(words, tone = "info") {
    step.textContent = words;
    step.dataset.tone = tone;
  }

  function complain(words) {
    wrong.textContent = words;
    wrong.hidden = !words;
  }

  /* While somebody aims, taps go through the pins of others; "Nadeln ansehen" makes those answer again. */
  function invite() {
    const { label } = lookOf(category());
    if (label) isReading = false;
    aim.map.getContainer().toggleAttribute("data-aiming", Boolean(label));
    if (isReading) say(texts.readNow);
    else if (!label) say(texts.chooseFirst);
    else if (isInstant) say(fill(texts.tapNext, { label }));
    else say(last ? texts.tapNextWithWhy : fill(texts.tapNow, { label }));
  }

  /* On the map */
  part.map.hidden = false;
  const spot = spotAsker(props.spot, { category, found: tellSpot });
  const aim = aimOn(find("[data-map]"), props, { chosen, moved, crossed: (latlng) => spot.later(latlng) });
  const filter = Object.fromEntries(["k", "g", "m"].map((name) => [name, new URLSearchParams(location.search).getAll(name)]));
  const pins = props.pins ? pinLayer(aim.map, { ...props.pins, filter }) : null;
  const own = ownList({ form, props, aim, lookOf, fill, sending, onChanged: ownChanged });

  function chosen(latlng, { byKeys }) {
    clearTimeout(tapTimer);
    if (isReading) return;
    if (isInstant && category() && !form.elements.instead.value) {
      if (byKeys) setAtOnce(latlng);
      else tapTimer = setTimeout(() => setAtOnce(latlng), DOUBLE_TAP);
      return;
    }
    aim.setDraft(latlng, lookOf(category()), fill(texts.draft, { label: lookOf(category()).label }));
    if (!category()) {
      say(texts.chooseFirst, "warning");
      const first = find("[name=category]");
      first.focus({ preventScroll: true });
      find("#category").scrollIntoView({ block: "start", behavior: calm() });
      return;
    }
    openPanel({ byKeys });
    spot.now(latlng);
  }

  function moved(latlng) {
    if (category()) spot.later(latlng);
  }

  function tellSpot(found) {
    if (!found.inside) tellOutside();
    else if (aim.draft()) tellWhere(lookOf(category()).label, found);
    else say(fill(texts.movedTo, { place: found.place || texts.cross }));
  }

  function tellOutside() {
    if (aim.draft() && !form.elements.instead.value) closePanel();
    say(texts.outside, "warning");
  }

  function tellWhere(label, { place, near }) {
    say(texts.there);
    if (form.elements.instead.value) return;
    find("[data-said]").textContent = place ? fill(texts.in, { label, place }) : fill(texts.inside, { label });
    find("[data-near]").textContent = near ? fill(near === 1 ? texts.nearOne : texts.nearMany, { n: near, label }) : "";
  }

  function openPanel({ byKeys = false, said = fill(texts.inside, { label: lookOf(category()).label }) } = {}) {
    complain("");
    part.done.hidden = true;
    part.panel.hidden = false;
    find("[data-where]").hidden = !isOnMap;
    find("[data-cancel]").hidden = !isOnMap;
    find("[data-said]").textContent = said;
    find("[data-near]").textContent = "";
    say(texts.there);
    if (byKeys) (isWhyNeeded ? comment : setButton).focus({ preventScroll: true });
    showHalf(part.panel);
  }

  /* So much of it that one sees what to do (its button sticks to the lower edge), and the pin on the map above it too. */
  function showHalf(element) {
    const { top, height } = element.getBoundingClientRect();
    const hidden = top + Math.min(height, window.innerHeight * 0.55) - window.innerHeight;
    if (hidden > 0) window.scrollBy({ top: hidden, behavior: calm() });
    else if (top < 0) element.scrollIntoView({ block: "start", behavior: calm() });
  }

  function closePanel() {
    aim.clearDraft();
    form.elements.instead.value = "";
    setLabel.textContent = texts.set;
    part.panel.hidden = isOnMap;
    part.done.hidden = !last;
    complain("");
    invite();
  }

  /* Sending */
  function dataFor(latlng, { withWords }) {
    const data = new FormData(form);
    data.set("at", latlng ? written(latlng) : "");
    if (latlng) ["sozialraum_id", "place_text"].forEach((name) => data.delete(name));
    if (!withWords) ["comment", "photo", "photo_note", "without_photo", "instead"].forEach((name) => data.delete(name));
    return data;
  }

  async function submitted(event) {
    event.preventDefault();
    if (isBusy) return;
    const latlng = isOnMap ? aim.draft() : null;
    if (!category() || (isOnMap && !latlng)) {
      invite();
      complain(category() ? step.textContent : texts.chooseFirst);
      return;
    }
    const data = dataFor(latlng, { withWords: true });
    busy(true);
    const { ok, status, answer } = await post(form.action, data, sending);
    busy(false);
    if (!ok) return void refused(status, answer);
    const photo = data.get("photo");
    const isBare = !String(data.get("comment") || "").trim() && !(photo instanceof File && photo.size);
    const where = { at: latlng, sozialraum_id: data.get("sozialraum_id") || "", place_text: data.get("place_text") || "" };
    const byKeys = document.activeElement === document.body || form.contains(document.activeElement);
    placed(answer, { where, number: category(), isBare, former: form.elements.instead.value });
    if (byKeys) find("[data-again]").focus({ preventScroll: true });
    (isOnMap ? part.map : part.done).scrollIntoView({ block: isOnMap ? "start" : "nearest", behavior: calm() });
  }

  function busy(is) {
    isBusy = is;
    if (is) setButton.setAttribute("aria-disabled", "true");
    else setButton.removeAttribute("aria-disabled");
    setLabel.textContent = is ? texts.sending : form.elements.instead.value ? texts.saveWhy : texts.set;
  }

  function refused(status, answer) {
    if (status === 409) form.elements.submission_key.value = newKey();
    const said = answer ? [answer.message, ...Object.values(answer.fields || {})].filter(Boolean).join(" ") : texts.notSent;
    complain(said || texts.tooManyWords);
    say(said || texts.tooManyWords, "warning");
    if (status === 409) own.refresh(props.own);
    if (answer?.fields?.comment) comment?.focus();
  }

  /* One tap, one pin: it stands at once, and is taken away again when it could not be stored. */
  function setAtOnce(latlng) {
    const number = category();
    const look = lookOf(number);
    const data = dataFor(latlng, { withWords: false });
    const key = newKey();
    data.set("submission_key", key);
    aim.hideCross();
    aim.setOwn(key, latlng, look, fill(texts.own, look), { isSending: true });
    say(texts.sending);
    queue = queue.then(async () => {
      const { ok, answer } = await post(form.action, data, sending);
      aim.removeOwn(key);
      if (ok) return void placed(answer, { where: { at: latlng }, number, isBare: true });
      say(answer?.fields?.at || answer?.message || Object.values(answer?.fields || {})[0] || texts.notSent, "warning");
      if (answer) return;
      form.elements.submission_key.value = key; // the same pin again, also when it arrived without our hearing of it
      aim.setDraft(latlng, look, fill(texts.draft, look));
      openPanel();
      complain(texts.notSent);
    });
  }

  function placed(answer, { where, number, isBare, former = "" }) {
    last = { id: answer.id, where, number, said: answer.said };
    form.elements.submission_key.value = newKey();
    clearWords();
    aim.clearDraft();
    if (former) aim.removeOwn(former);
    if (where.at) aim.setOwn(answer.id, where.at, lookOf(number), fill(texts.own, lookOf(number)));
    isInstant = isOnMap && !isWhyNeeded;
    setLabel.textContent = texts.set;
    part.panel.hidden = isOnMap;
    part.done.hidden = false;
    find("[data-group]")?.setAttribute("hidden", "");
    const said = fill(answer.held ? texts.savedHeld : texts.saved, { said: answer.said });
    find("[data-done]").textContent = said;
    find("[data-code]").hidden = false;
    find("[data-code-value]").textContent = answer.code;
    find("[data-undo]").hidden = false;
    if (find("[data-add-why]")) find("[data-add-why]").hidden = !isBare || isWhyNeeded;
    say(isInstant ? texts.savedNext : texts.savedShort, "success");
    own.refresh(answer.own);
    pins?.refresh();
  }

  function clearWords() {
    form.elements.instead.value = "";
    form.elements.place_text.value = "";
    if (form.elements.photo) form.elements.photo.value = "";
    if (comment) comment.value = "";
    form.elements.place_text.dispatchEvent(new Event("input", { bubbles: true }));
    complain("");
  }

  /* What follows a pin */
  function again() {
    if (last && !category()) find(`[name=category][value="${last.number}"]`).checked = true;
    if (isOnMap) {
      if (!part.panel.hidden) closePanel();
      part.map.scrollIntoView({ block: "start", behavior: calm() });
      aim.map.getContainer().focus({ preventScroll: true });
    } else find("#category input:checked")?.focus();
    invite();
  }

  function addWhy() {
    const { where, number, said } = last;
    form.elements.instead.value = last.id;
    find(`[name=category][value="${number}"]`).checked = true;
    if (where.at) aim.setDraft(where.at, lookOf(number), fill(texts.own, lookOf(number)));
    else {
      form.elements.sozialraum_id.value = where.sozialraum_id;
      form.elements.sozialraum_id.dispatchEvent(new Event("change", { bubbles: true }));
      form.elements.place_text.value = where.place_text;
    }
    openPanel({ said: fill(texts.whyFor, { said }) });
    setLabel.textContent = texts.saveWhy;
    comment.focus();
  }

  async function undo() {
    if (!last || isBusy) return;
    isBusy = true;
    say(texts.takingBack);
    const isDone = await own.takeBack(last.id);
    isBusy = false;
    if (isDone) find("[data-again]").focus({ preventScroll: true });
  }

  /* A pin was taken back, here or in the list. */
  function ownChanged(id) {
    pins?.refresh();
    if (last?.id !== id) return;
    find("[data-undo]").hidden = true;
    find("[data-add-why]")?.setAttribute("hidden", "");
    find("[data-done]").textContent = texts.takenBack;
    if (form.elements.instead.value === id) closePanel();
  }

  /* With the map or without */
  function useMap(is) {
    isOnMap = is;
    if (!is) aim.clearDraft();
    for (const name of ["map", "tools"]) part[name].hidden = !is;
    part.words.hidden = is;
    find("[data-with-map]").hidden = is;
    isInstant = is && Boolean(last) && !isWhyNeeded;
    form.elements.instead.value = "";
    part.panel.hidden = is;
    find("[data-where]").hidden = true;
    find("[data-cancel]").hidden = true;
    complain("");
    if (is) aim.map.invalidateSize({ animate: false });
    invite();
  }

  function withoutMap() {
    useMap(false);
    part.words.scrollIntoView({ block: "nearest", behavior: calm() });
    part.words.querySelector("input:not([hidden])")?.focus({ preventScroll: true });
  }

  function withMap() {
    useMap(true);
    aim.map.getContainer().focus({ preventScroll: true });
    part.map.scrollIntoView({ block: "start", behavior: calm() });
  }

  function read() {
    const chosenOne = find("[name=category]:checked");
    if (chosenOne) chosenOne.checked = false;
    isReading = true;
    closePanel();
    aim.hideCross();
    part.map.scrollIntoView({ block: "start", behavior: calm() });
  }

  function located(latlng) {
    aim.goTo(latlng);
    if (category() && !isInstant) chosen(latlng, { byKeys: false });
    else spot.now(latlng);
  }

  function changed(event) {
    if (event.target.name !== "category" || !isOnMap) return;
    if (aim.draft()) chosen(aim.draft(), { byKeys: false });
    else {
      invite();
      if (!event.target.matches(":focus-visible")) part.map.scrollIntoView({ block: "start", behavior: calm() });
    }
  }

  function clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.move) aim.step(button.dataset.move);
    else if ("here" in button.dataset) chosen(aim.here(), { byKeys: true });
    else if ("cancel" in button.dataset) again();
    else if ("again" in button.dataset) again();
    else if ("addWhy" in button.dataset) addWhy();
    else if ("undo" in button.dataset) undo();
    else if ("withoutMap" in button.dataset) withoutMap();
    else if (button.closest("[data-with-map]")) withMap();
    else if ("locate" in button.dataset) locate({ say, texts, found: located });
    else if ("read" in button.dataset) read();
  }
  const nearer = () => clearTimeout(tapTimer);

  aim.map.on("dblclick", nearer);
  find("[data-locate]").hidden = !navigator.geolocation;
  /* How old somebody is belongs to this sitting and is not kept on the device (see draft.js). */
  for (const field of form.querySelectorAll("[name=group]")) field.dataset.draftSkip = "";
  form.addEventListener("submit", submitted);
  form.addEventListener("change", changed);
  form.addEventListener("click", clicked);
  useMap(!form.elements.sozialraum_id.value && !form.elements.place_text.value);
  own.sync();
  form.dataset.mounted = "";

  return () => {
    spot.stop();
    clearTimeout(tapTimer);
    form.removeEventListener("submit", submitted);
    form.removeEventListener("change", changed);
    form.removeEventListener("click", clicked);
    own.destroy();
    pins?.destroy();
    aim.destroy();
  };
}
