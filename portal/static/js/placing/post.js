/* Sends a pin, or takes one back: once, also over a bad network, with a little work for the device when the portal asks for it. */
import { solve } from "../proof_of_work.js";
import { sent } from "../sending.js";

const MOST_TRIES = 3;

/* A key of its own for each pin. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/* {ok, status, answer}; `answer` is null when the network stayed away. `say(words, tone)` hears of what takes long. */
export async function post(address, data, { say, worker, texts }) {
  for (let tries = 1; ; tries += 1) {
    const response = await sent(address, data, { accept: "application/json", say });
    if (!response) return { ok: false, status: 0, answer: null };
    const answer = await read(response);
    if (response.ok || tries === MOST_TRIES || !(await isMended(answer, data, { say, worker, texts }))) {
      return { ok: response.ok, status: response.status, answer };
    }
  }
}

/* Whether sending again can help: with a solution of the challenge, or a fresh token for a page that lay open for long. */
async function isMended(answer, data, { say, worker, texts }) {
  if (answer.challenge) {
    say(texts.working, "info");
    const work = await solve(worker, answer.challenge);
    if (work) data.set("work", work);
    return Boolean(work);
  }
  if (answer.code !== "stale-form" || !answer.form_token) return false;
  for (const field of document.querySelectorAll("[name=form_token]")) field.value = answer.form_token;
  data.set("form_token", answer.form_token);
  return true;
}

async function read(response) {
  if (response.headers.get("Content-Type")?.includes("json")) return response.json();
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const said = [...page.querySelectorAll("main h1, main .page__lead")].map((part) => part.textContent.trim());
  return { message: said.filter(Boolean).join(". "), fields: {} };
}
