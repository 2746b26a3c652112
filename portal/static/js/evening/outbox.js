/* What was typed and is not yet acknowledged, kept in this browser until the portal has it.

   An entry: {key, id, version, text, kind, item, owner, due, asks, dirty, finished, tab, at, conflict, refused}. `key` is the note's
   id, or for a new one the key made by the page: sent twice it is still one note. Each entry lies under a name of its own, so that
   two windows do not overwrite each other's. */
const QUIET = 60_000;

function tabName() {
  try {
    let name = sessionStorage.getItem("evening-tab");
    if (!name) sessionStorage.setItem("evening-tab", (name = newKey()));
    return name;
  } catch {
    return "one";
  }
}

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function openOutbox(meeting) {
  const prefix = `evening:${meeting}:`;
  const tab = tabName();
  const entries = new Map();

  function read() {
    try {
      for (let place = 0; place < localStorage.length; place += 1) {
        const name = localStorage.key(place);
        if (!name.startsWith(prefix)) continue;
        const entry = JSON.parse(localStorage.getItem(name));
        const isOurs = entry.tab === tab;
        // Of a window that is gone: what it left is finished. What another window is busy with is its own.
        if (!isOurs && Date.now() - entry.at < QUIET) continue;
        entries.set(entry.key, isOurs ? entry : { ...entry, tab, finished: true });
      }
    } catch { /* storage is off: everything still works as long as the page is open */ }
  }

  function put(entry) {
    const kept = { ...entry, tab, at: Date.now() };
    entries.set(kept.key, kept);
    try {
      localStorage.setItem(prefix + kept.key, JSON.stringify(kept));
    } catch { /* storage is full or off */ }
    return kept;
  }

  function drop(key) {
    entries.delete(key);
    try {
      localStorage.removeItem(prefix + key);
    } catch { /* storage is off */ }
  }

  read();
  return { all: () => [...entries.values()], get: (key) => entries.get(key), put, drop };
}
