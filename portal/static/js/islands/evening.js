/* The screen of a running meeting: every note is saved by itself as one types, stays in this browser until the portal has it, and
   never overwrites what somebody else wrote meanwhile. What others change is drawn anew every few seconds. */
import { startClock } from "../evening/clock.js";
import { newKey, openOutbox } from "../evening/outbox.js";
import { showRefusal } from "../evening/refusal.js";
import { startSender } from "../evening/sender.js";

const PAUSE = 700;
const LOOK = 4000;
const PARTS = { agenda: "ablauf", people: "leute", notes: "notizen" };

export default function mount(element, props) {
  const compose = element.querySelector("#evening-compose");
  if (!compose) return startClock(element, props.texts);
  const texts = props.texts;
  const outbox = openOutbox(props.meeting);
  const timers = new Map();
  let stamp = element.querySelector("[data-stamp]")?.dataset.stamp || "";
  let wanted = new Set();
  let over = false;
  const banner = document.createElement("p");
  banner.className = "evening__offline";
  banner.setAttribute("role", "status");
  banner.hidden = true;
  element.querySelector(".evening__main").prepend(banner);
  element.dataset.live = "";

  const sender = startSender({
    outbox,
    address: props.address,
    token: () => element.querySelector("[name=form_token]").value,
    told,
    waits(outcome, left) {
      banner.hidden = !left || !outcome || outcome === "done";
      banner.textContent = (outcome === "signIn" ? texts.signIn : texts.offline).replace("{n}", left);
    },
  });

  /* --- from the page to the outbox and back --- */

  const keyOf = (form) => form.dataset.note || form.elements.submission_key.value;
  const formOf = (entry) => (compose.elements.submission_key.value === entry.key ? compose : element.querySelector(`form[data-note="${CSS.escape(entry.id || entry.key)}"]`));
  const say = (form, words) => form && (form.querySelector("[data-state]").textContent = words);
  const isAsking = () => !compose.querySelector("[data-promise]").hidden;

  function promise(form, shown) {
    const part = form.querySelector("[data-promise]");
    part.hidden = !shown;
    part.querySelectorAll("input").forEach((field) => (field.disabled = !shown));
  }

  function keep(form, changes = {}) {
    const known = outbox.get(keyOf(form));
    const kind = form === compose ? (isAsking() ? "agreement" : known?.kind || "info") : form.querySelector("[name=kind]:checked").value;
    return outbox.put({
      id: form.dataset.note || null, ...known, key: keyOf(form), version: known?.version ?? Number(form.elements.version.value),
      text: form.elements.text.value, kind, item: form.elements.agenda_item_id.value, owner: form.elements.owner.value,
      due: form.elements.due_on.value, asks: kind === "agreement", dirty: true, finished: form !== compose, conflict: null, refused: "", ...changes,
    });
  }

  function saveSoon(form) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(sender.send, PAUSE));
  }

  function told(what, entry, said) {
    const form = formOf(entry);
    if (what === "saving") return say(form, texts.saving);
    say(form, what === "saved" ? texts.saved : "");
    if (what === "saved" && form && form.dataset.note) {
      form.elements.version.value = entry.version;
      form.className = form.className.replace(/evening__note--\w+/, `evening__note--${said.kind}`);
      if (said.isSaid !== form.elements.text.readOnly) drawAnew("notes");
    }
    refuse(entry);
    if (what === "saved" && (entry.finished || !form) && form !== compose) drawAnew("notes");
  }

  function refuse(entry) {
    const form = formOf(entry) || compose;
    showRefusal(form.querySelector("[data-refused]"), entry, texts, {
      takeMine() {
        const theirs = entry.conflict;
        if (theirs.removed) {
          outbox.drop(entry.key);
          outbox.put({ ...entry, key: newKey(), id: null, version: 0, conflict: null, dirty: true, finished: true });
          if (form === compose) begin();
        } else outbox.put({ ...entry, version: theirs.version, conflict: null, dirty: true });
        form.querySelector("[data-refused]").replaceChildren();
        sender.send();
      },
      takeTheirs() {
        outbox.drop(entry.key);
        form.querySelector("[data-refused]").replaceChildren();
        if (form === compose) begin();
        drawAnew("notes", true);
      },
    });
  }

  /* --- the new note --- */

  function begin() {
    compose.elements.submission_key.value = newKey();
    compose.elements.text.value = "";
    compose.elements.owner.value = "";
    compose.elements.agenda_item_id.value = element.querySelector("#evening-agenda")?.dataset.current || "";
    promise(compose, false);
    compose.querySelector("[data-refused]").replaceChildren();
    compose.elements.text.dispatchEvent(new Event("input"));
  }

  function finish(kind) {
    if (!compose.elements.text.value.trim()) return compose.elements.text.focus();
    if (kind === "agreement" && !isAsking()) {
      promise(compose, true);
      compose.elements.due_on.value ||= props.due;
      keep(compose);
      sender.send();
      return compose.elements.owner.focus();
    }
    keep(compose, { kind, asks: kind === "agreement", finished: true });
    begin();
    compose.elements.text.focus();
    return sender.send();
  }

  /* --- what happens --- */

  function typed(event) {
    const form = event.target.closest("form");
    if (form !== compose && !form?.dataset.note) return;
    if (form === compose && !compose.elements.text.value.trim() && !outbox.get(keyOf(compose))) return;
    if (event.target.name === "kind") {
      promise(form, event.target.value === "agreement");
      keep(form);
      sender.send();
      return;
    }
    keep(form);
    saveSoon(form);
  }

  function submitted(event) {
    const form = event.target;
    if (form !== compose && !form.dataset.note) return;
    event.preventDefault();
    if (form === compose) {
      const inPromise = document.activeElement?.closest("[data-promise]");
      finish(isAsking() && inPromise ? "agreement" : event.submitter?.value || "info");
    } else if (event.submitter?.hasAttribute("data-remove")) removeNote(form);
    else {
      keep(form);
      sender.send();
    }
  }

  async function removeNote(form) {
    const known = outbox.get(keyOf(form));
    const data = new FormData(form);
    data.set("version", known?.version ?? form.elements.version.value);
    try {
      const answer = await fetch(`${props.address}/${form.dataset.note}/entfernen`, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) outbox.drop(keyOf(form));
      else if (said.theirs) return told("conflict", outbox.put({ ...(known || keep(form)), dirty: false, conflict: said.theirs }), said);
    } catch {
      banner.hidden = false;
      banner.textContent = texts.offline.replace("{n}", outbox.all().length);
      return undefined;
    }
    return drawAnew("notes", true);
  }

  function pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    if (!compose.contains(event.target)) return;
    event.preventDefault();
    finish(isAsking() ? "agreement" : "info");
  }

  /* --- what others change --- */

  function isBusy(part) {
    const place = element.querySelector(`#evening-${part}`);
    if (!place) return true;
    if (place.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) return true;
    return part === "notes" && [...place.querySelectorAll("form[data-note]")].some((form) => {
      const entry = outbox.get(form.dataset.note);
      return entry && (entry.conflict || entry.refused || entry.dirty);
    });
  }

  function drawAnew(part, now = false) {
    if (over || !window.htmx) return;
    if (!now && isBusy(part)) return void wanted.add(part);
    wanted.delete(part);
    const url = `${props.screen}?teil=${PARTS[part]}`;
    window.htmx.ajax("GET", url, { target: `#evening-${part}`, swap: "outerHTML" }).catch?.(() => wanted.add(part));
  }

  function drawn(event) {
    if (event.target !== document.body && !element.contains(event.target)) return;
    const agenda = element.querySelector("#evening-agenda");
    if (!compose.elements.text.value.trim()) compose.elements.agenda_item_id.value = agenda?.dataset.current || "";
    fill();
  }

  /* Into freshly drawn notes goes what this browser has not got rid of yet; the note that is being typed stands only above. */
  function fill() {
    for (const entry of outbox.all()) {
      const form = formOf(entry);
      if (form === compose) {
        const twin = entry.id && element.querySelector(`form[data-note="${CSS.escape(entry.id)}"]`);
        if (twin) twin.hidden = true;
      } else if (form) {
        form.elements.text.value = entry.text;
        refuse(entry);
      }
    }
  }

  async function look() {
    for (const part of [...wanted]) drawAnew(part);
    if (!props.stand || document.visibilityState !== "visible") return;
    try {
      const answer = await fetch(props.stand, { headers: { Accept: "application/json" } });
      const said = answer.ok ? await answer.json() : null;
      if (!said || over || said.stamp === stamp) return;
      const [before, after] = [stamp.split("."), said.stamp.split(".")];
      const differs = (...places) => places.some((place) => before[place] !== after[place]);
      stamp = said.stamp;
      if (differs(4)) drawAnew("agenda");
      if (differs(2, 3)) drawAnew("people");
      if (differs(0, 1, 4, 5, 6)) drawAnew("notes");
    } catch { /* no network: the next look tries again */ }
  }

  function agendaChanged(event) {
    if (event.detail?.target?.id === "evening-agenda" && event.detail.requestConfig?.verb === "post") drawAnew("notes", !isBusy("notes"));
  }

  /* --- beginning and end --- */

  const left = outbox.all().find((entry) => !entry.finished);
  if (left) {
    compose.elements.submission_key.value = left.key;
    compose.elements.text.value = left.text;
    compose.elements.agenda_item_id.value = left.item || "";
    if (left.kind === "agreement") {
      promise(compose, true);
      compose.elements.owner.value = left.owner || "";
      compose.elements.due_on.value = left.due || "";
    }
  } else if (!compose.querySelector("[data-error-summary]")) compose.elements.submission_key.value = newKey();
  fill();
  sender.send();
  const stopClock = startClock(element, texts);
  const looking = setInterval(look, LOOK);
  element.addEventListener("input", typed);
  element.addEventListener("submit", submitted);
  element.addEventListener("keydown", pressed);
  document.addEventListener("htmx:afterSettle", drawn);
  document.addEventListener("htmx:afterRequest", agendaChanged);
  return () => {
    over = true;
    sender.stop();
    stopClock();
    clearInterval(looking);
    timers.forEach((timer) => clearTimeout(timer));
    banner.remove();
    delete element.dataset.live;
    element.removeEventListener("input", typed);
    element.removeEventListener("submit", submitted);
    element.removeEventListener("keydown", pressed);
    document.removeEventListener("htmx:afterSettle", drawn);
    document.removeEventListener("htmx:afterRequest", agendaChanged);
  };
}
