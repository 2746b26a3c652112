/* Sends what waits in the outbox, one note after the other, and tries again while there is no network. */
const PAUSES = [2, 4, 8, 15, 30].map((seconds) => seconds * 1000);

export function startSender({ outbox, address, token, told, waits }) {
  let busy = false;
  let again = false;
  let failures = 0;
  let timer = null;
  let over = false;

  function asForm(entry) {
    const form = new FormData();
    const values = {
      form_token: token(), submission_key: entry.key, version: entry.version, text: entry.text, kind: entry.kind,
      agenda_item_id: entry.item || "",
    };
    if (entry.asks) Object.assign(values, { asks_promise: "1", owner: entry.owner || "", due_on: entry.due || "" });
    for (const [name, value] of Object.entries(values)) form.append(name, value);
    return form;
  }

  async function sendOne(entry) {
    const to = entry.id ? `${address}/${entry.id}` : address;
    const answer = await fetch(to, { method: "POST", body: asForm(entry), headers: { Accept: "application/json" } });
    const said = await answer.json().catch(() => null);
    // Led to the sign-in page, or something between us and the portal answered: nothing is acknowledged.
    if (!said || answer.status === 429 || answer.status >= 500) return answer.status === 404 ? "gone" : answer.redirected ? "signIn" : "wait";
    const now = outbox.get(entry.key) || entry;
    const typedOn = now.text !== entry.text || now.kind !== entry.kind || now.owner !== entry.owner || now.due !== entry.due;
    if (answer.ok) {
      const kept = { ...now, id: said.id, version: said.version, dirty: typedOn, refused: "", conflict: null };
      if (kept.dirty || !kept.finished) outbox.put(kept);
      else outbox.drop(kept.key);
      told("saved", kept, said);
      return typedOn ? "more" : "done";
    }
    if (answer.status === 409 && said.theirs) {
      told("conflict", outbox.put({ ...now, id: said.theirs.id, dirty: false, conflict: said.theirs }), said);
    } else {
      told("refused", outbox.put({ ...now, dirty: false, refused: said.detail || "" }), said);
    }
    return "done";
  }

  async function send() {
    clearTimeout(timer);
    if (busy) return void (again = true);
    busy = true;
    let outcome = "done";
    do {
      again = false;
      for (const entry of outbox.all().filter((one) => one.dirty && one.text.trim())) {
        told("saving", entry);
        try {
          outcome = await sendOne(entry);
        } catch {
          outcome = "offline";
        }
        if (over) return;
        if (outcome === "more") again = true;
        if (outcome !== "done" && outcome !== "more") break;
      }
    } while (again && (outcome === "done" || outcome === "more"));
    busy = false;
    const left = outbox.all().filter((one) => one.dirty && one.text.trim()).length;
    failures = outcome === "done" || outcome === "more" ? 0 : failures + 1;
    waits(left ? outcome : "", left);
    if (left && failures) timer = setTimeout(send, PAUSES[Math.min(failures, PAUSES.length) - 1]);
  }

  const online = () => send();
  window.addEventListener("online", online);
  return {
    send,
    stop() {
      over = true;
      clearTimeout(timer);
      window.removeEventListener("online", online);
    },
  };
}
