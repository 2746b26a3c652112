/* Sends what waits on the phone, one by one. Each finding carries the key the phone made, so the portal stores it once however
   often it comes; only its own acknowledgement makes the phone let go of the photo and the words. */
import { changeFinding, findingsOf, permissionOf } from "./store.js";

const LONGEST_SENDING = 60_000;
const REFUSING = new Set([400, 409, 413, 422]);

/* Resolves with {left, needsPermission, wait}: how many still wait, whether somebody has to sign in, and the seconds the portal
   asks to wait (0 when it said nothing). Of a page and a worker that both want to send, only one does: then `isBusy`. */
export function sendWaiting(walk, address, changed) {
  const run = () => sendOneByOne(walk, address, changed);
  if (!navigator.locks) return run();
  return navigator.locks.request(`walk-${walk}`, { ifAvailable: true }, (lock) => (lock ? run() : { isBusy: true }));
}

async function sendOneByOne(walk, address, changed) {
  const waiting = (await findingsOf(walk)).filter((one) => one.state === "waiting").reverse();
  const outcome = { left: waiting.length, needsPermission: false, wait: 0 };
  if (!waiting.length) return outcome;
  const permission = await permissionOf(walk);
  if (!permission) return { ...outcome, needsPermission: true };
  for (const finding of waiting) {
    const answer = await sendOne(finding, permission, address);
    if (answer.change) {
      await changeFinding(finding.key, answer.change);
      outcome.left -= 1;
      changed();
    }
    outcome.wait = Math.max(outcome.wait, answer.wait || 0);
    outcome.needsPermission ||= Boolean(answer.needsPermission);
    if (answer.isOver) break;
  }
  return outcome;
}

async function sendOne(finding, permission, address) {
  const aborting = new AbortController();
  const timer = setTimeout(() => aborting.abort(), LONGEST_SENDING);
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Walk-Permission": permission, Accept: "application/json" },
      // What counts is the permission, never who happens to be signed in.
      credentials: "omit",
      body: asForm(finding),
      signal: aborting.signal,
    });
    return await understood(answer, finding);
  } catch {
    return { isOver: true };
  } finally {
    clearTimeout(timer);
  }
}

async function understood(answer, finding) {
  const said = await answer.json().catch(() => null);
  // Somebody else's page (a hotel's sign-in page, say) may answer 200 to anything: only our own word counts.
  if (answer.ok) return said?.stored === finding.key ? { change: sentNow(said) } : { isOver: true };
  if (answer.status === 401) return { needsPermission: true, isOver: true };
  if (REFUSING.has(answer.status) && said?.detail) {
    return { change: { state: "refused", reason: said.detail, code: said.code || "", field: said.field || "" } };
  }
  const wait = Number(answer.headers.get("Retry-After")) || 0;
  return { wait, isOver: answer.status === 429 || answer.status === 503 };
}

function sentNow(said) {
  return {
    state: "sent", late: said.late || "", photo: null, remark: "", place: "", lat: "", lon: "", accuracy: "",
    reason: "", code: "", field: "",
  };
}

function asForm(finding) {
  const form = new FormData();
  const values = {
    submission_key: finding.key, topic: finding.topic, rating: finding.rating, remark: finding.remark, place_text: finding.place,
    at: finding.lat && `${finding.lat},${finding.lon}`, accuracy: finding.accuracy, noted: finding.at, sent: Date.now(),
  };
  for (const [name, value] of Object.entries(values)) form.append(name, value ?? "");
  if (finding.photo) form.append("photo", new Blob([finding.photo.bytes], { type: finding.photo.type }), "foto.jpg");
  return form;
}
