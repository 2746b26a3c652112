/* Noting findings on the way: kept on the phone at once, sent when there is a net. Without this script the form goes to the portal
   as any other. See js/walk/store.js for what is kept and js/walk/send.js for how it is sent. */
import { icon, make } from "../make.js";
import { drawList } from "../walk/list.js";
import { shrunk } from "../walk/photo.js";
import { placePicker } from "../walk/place.js";
import { sendWaiting } from "../walk/send.js";
import { findingsOf, forgetSent, keepFinding, keepPermission, permissionOf, replaceFinding } from "../walk/store.js";

const FIRST_WAIT = 5;
const LONGEST_WAIT = 600;

export default function mount(element, props) {
  const { texts, walk } = props;
  const form = element.querySelector("form");
  const parts = Object.fromEntries(
    ["state", "offline", "said", "list", "kept", "clear", "send", "preview", "photo-said", "mending", "signin"]
      .map((name) => [name, element.querySelector(`[data-part="${name}"]`)]),
  );
  const place = placePicker(element.querySelector("[data-part=place]"), props);
  const labels = { topics: labelsOf("topic"), ratings: labelsOf("rating") };
  const channel = new BroadcastChannel(`walk-${walk}`);
  let photo = null;
  let mended = null;
  let tries = 0;
  let timer = 0;
  let needsPermission = false;
  let isOver = false;

  /* --- what stands on the phone --- */

  function labelsOf(name) {
    const found = new Map();
    for (const one of form.querySelectorAll(`[name=${name}]`)) found.set(one.value, one.labels[0].textContent.trim());
    return found;
  }

  async function show() {
    const findings = await findingsOf(walk);
    if (isOver) return;
    const count = (state) => findings.filter((one) => one.state === state).length;
    const words = [
      numbered(count("refused"), texts.oneRefused, texts.manyRefused),
      numbered(count("waiting"), texts.oneUnsent, texts.manyUnsent),
    ].filter(Boolean);
    parts.state.textContent = words.join(", ") || (findings.length ? texts.allSent : texts.nothing);
    parts.state.dataset.tone = count("refused") ? "danger" : count("waiting") ? "warning" : "success";
    parts.send.hidden = !count("waiting");
    parts.kept.hidden = !findings.length;
    parts.clear.hidden = !count("sent");
    parts.signin.hidden = !(needsPermission && count("waiting"));
    drawList(parts.list, findings, texts, labels, act);
    element.dataset.unsent = count("waiting");
    element.dataset.ready = "";
  }

  function numbered(count, one, many) {
    return count === 0 ? "" : count === 1 ? one : many.replace("{n}", count);
  }

  function say(words) {
    parts.said.textContent = words;
  }

  /* --- sending --- */

  async function send({ now = false } = {}) {
    clearTimeout(timer);
    if (now) tries = 0;
    if (!navigator.onLine) return say(texts.offline);
    const outcome = await sendWaiting(walk, props.send, changed);
    if (isOver) return;
    needsPermission = Boolean(outcome.needsPermission);
    await show();
    if (outcome.isBusy) return again(FIRST_WAIT);
    if (needsPermission) return say(texts.noPermission);
    if (!outcome.left) {
      tries = 0;
      return say("");
    }
    tries += 1;
    const wait = Math.max(outcome.wait, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1)));
    say(navigator.onLine ? texts.serverSilent.replace("{n}", wait) : texts.offline);
    again(wait);
  }

  function again(seconds) {
    timer = setTimeout(send, seconds * 1000);
  }

  function changed() {
    channel.postMessage("changed");
    show();
  }

  async function sendSoon() {
    const registration = await navigator.serviceWorker?.getRegistration(props.scope);
    // The browser sends it even when this page is closed before the net is back.
    registration?.sync?.register("walk-findings").catch(() => {});
    await send({ now: true });
  }

  /* --- noting --- */

  async function submitted(event) {
    event.preventDefault();
    if (!complete()) return;
    const finding = written();
    try {
      if (mended) await replaceFinding(mended.key, finding);
      else await keepFinding(finding);
    } catch {
      say(texts.notKept);
      form.removeEventListener("submit", submitted);
      return form.submit();
    }
    clean();
    await show();
    say(texts.kept);
    form.querySelector("[name=topic]").focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
    await sendSoon();
  }

  function written() {
    const values = new FormData(form);
    const isNew = !mended || mended.code === "finding.changed";
    return {
      key: isNew ? newKey() : mended.key, walk, state: "waiting", at: mended?.at || Date.now(),
      topic: values.get("topic"), rating: values.get("rating"), remark: values.get("remark").trim(),
      place: values.get("place_text").trim(), ...place.value(), photo, reason: "", code: "", field: "", late: "",
    };
  }

  function complete() {
    form.querySelectorAll("[data-missing]").forEach((old) => old.remove());
    for (const [name, words] of [["topic", texts.noTopic], ["rating", texts.noRating]]) {
      if (form.querySelector(`[name=${name}]:checked`)) continue;
      const group = form.querySelector(`[name=${name}]`).closest("fieldset");
      group.append(make("p", { class: "kern-error", role: "alert", "data-missing": true }, icon("danger"), make("span", { class: "kern-body" }, words)));
      group.querySelector("input").focus();
      return false;
    }
    return true;
  }

  function clean() {
    form.reset();
    photo = mended = null;
    parts.mending.hidden = true;
    parts.preview.replaceChildren();
    parts["photo-said"].textContent = "";
    place.clear();
    form.querySelectorAll("[data-missing], .error-summary").forEach((old) => old.remove());
  }

  async function photographed(event) {
    const [file] = event.target.files;
    photo = null;
    parts.preview.replaceChildren();
    parts["photo-said"].textContent = "";
    if (!file) return;
    try {
      const { bytes, type, canvas } = await shrunk(file, props.longestEdge);
      photo = { bytes, type };
      canvas.className = "walk-phone__preview";
      parts.preview.replaceChildren(canvas);
      parts["photo-said"].textContent = texts.photoKept.replace("{n}", Math.round(bytes.byteLength / 1000));
    } catch {
      event.target.value = "";
      parts["photo-said"].textContent = texts.photoBroken;
    }
  }

  /* --- what the portal refused --- */

  async function act(name, finding) {
    const waiting = { ...finding, state: "waiting", reason: "", code: "", field: "" };
    if (name === "mend") return mend(finding);
    if (name === "anew") await replaceFinding(finding.key, { ...waiting, key: newKey() });
    if (name === "bare") await keepFinding({ ...waiting, photo: null });
    if (name === "again") await keepFinding(waiting);
    await show();
    await sendSoon();
  }

  function mend(finding) {
    clean();
    mended = finding;
    for (const name of ["topic", "rating"]) {
      const chosen = [...form.querySelectorAll(`[name=${name}]`)].find((one) => one.value === finding[name]);
      if (chosen) chosen.checked = true;
    }
    form.elements.remark.value = finding.remark;
    form.elements.place_text.value = finding.place;
    place.set({ lat: finding.lat, lon: finding.lon, accuracy: finding.accuracy });
    photo = finding.field === "photo" ? null : finding.photo;
    parts["photo-said"].textContent = photo ? texts.photoKept.replace("{n}", Math.round(photo.bytes.byteLength / 1000)) : "";
    parts.mending.textContent = `${texts.mending} ${finding.reason}`;
    parts.mending.hidden = false;
    parts.mending.scrollIntoView({ block: "start" });
    parts.mending.focus();
  }

  /* --- beginning and end --- */

  async function begin() {
    try {
      // A page that was kept for later may hold an older permission than the phone.
      const kept = await permissionOf(walk);
      if (until(props.permission) > until(kept)) await keepPermission(walk, props.permission);
      await show();
    } catch {
      return say(texts.notReady);
    }
    navigator.storage?.persist?.().catch(() => {});
    await prepare();
    await send({ now: true });
  }

  async function prepare() {
    if (!navigator.serviceWorker) return void (parts.offline.textContent = texts.notReady);
    parts.offline.textContent = texts.preparing;
    try {
      await navigator.serviceWorker.register(props.worker, { scope: props.scope, updateViaCache: "none" });
    } catch {
      // No net, or nobody is signed in: what was kept before still works.
      if (!navigator.serviceWorker.controller) return void (parts.offline.textContent = texts.notReady);
    }
    await navigator.serviceWorker.ready;
    if (isOver) return;
    parts.offline.textContent = texts.ready;
    element.dataset.offlineReady = "";
  }

  const awake = () => document.visibilityState === "visible" && send({ now: true });
  const online = () => {
    reachable();
    send({ now: true });
  };
  const offline = () => {
    reachable();
    say(texts.offline);
  };
  /* Without a net the way back would lead out of the one page that works. */
  const back = element.querySelector(".walk-phone__back");
  const reachable = () => (back.hidden = !navigator.onLine);
  const sendNow = () => send({ now: true });
  const clear = () => forgetSent(walk).then(show);
  const photoField = form.querySelector("input[type=file]");
  form.addEventListener("submit", submitted);
  photoField.addEventListener("change", photographed);
  // Taken before this was here.
  if (photoField.files.length) photographed({ target: photoField });
  parts.send.addEventListener("click", sendNow);
  parts.clear.addEventListener("click", clear);
  document.addEventListener("visibilitychange", awake);
  window.addEventListener("online", online);
  window.addEventListener("offline", offline);
  channel.addEventListener("message", show);
  reachable();
  begin();
  return () => {
    isOver = true;
    clearTimeout(timer);
    channel.close();
    place.destroy();
    form.removeEventListener("submit", submitted);
    photoField.removeEventListener("change", photographed);
    parts.send.removeEventListener("click", sendNow);
    parts.clear.removeEventListener("click", clear);
    document.removeEventListener("visibilitychange", awake);
    window.removeEventListener("online", online);
    window.removeEventListener("offline", offline);
  };
}

/* A random UUID, also where the browser has no function for it. */
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/* The second until which a permission holds stands before its first dot. */
function until(permission) {
  return parseInt((permission || "0").split(".")[0], 16) || 0;
}
