/* What a phone keeps of a walk: findings until the portal has them, and the permission to send them.

   A finding: {key, walk, state, at, topic, rating, remark, place, lat, lon, accuracy, photo, reason, code, field, late, tries}.
   state: "waiting", "sent" or "refused". A photo is {bytes, type}: some browsers lose Blobs in their database. Nothing of a
   finding goes away before the portal has acknowledged it. */
const DATABASE = "miteinander-begehungen";
const STORES = { findings: "key", settings: "walk" };

let opened = null;

function database() {
  opened ||= new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) {
        const store = asked.result.createObjectStore(name, { keyPath });
        if (name === "findings") store.createIndex("walk", "walk");
      }
    };
    asked.onsuccess = () => {
      asked.result.onclose = () => (opened = null);
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
  opened.catch(() => (opened = null));
  return opened;
}

/* Runs `work(store)` in one transaction; resolves with its request's result when everything is on the disk. */
async function within(name, mode, work) {
  const transaction = (await database()).transaction(name, mode, mode === "readwrite" ? { durability: "strict" } : undefined);
  return new Promise((resolve, reject) => {
    const asked = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export function keepFinding(finding) {
  return within("findings", "readwrite", (store) => store.put(finding));
}

/* A finding under another key instead of the one it had, both or none. */
export function replaceFinding(key, finding) {
  return within("findings", "readwrite", (store) => {
    if (key !== finding.key) store.delete(key);
    return store.put(finding);
  });
}

/* Reads, changes and writes one finding in one go; nothing happens when it is not there. */
export function changeFinding(key, change) {
  return within("findings", "readwrite", (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      if (asked.result) store.put({ ...asked.result, ...change });
    };
    return asked;
  });
}

/* The newest first. */
export async function findingsOf(walk) {
  const found = await within("findings", "readonly", (store) => store.index("walk").getAll(walk));
  return found.sort((one, other) => other.at - one.at);
}

/* Takes those off the list that the portal has. */
export async function forgetSent(walk) {
  const sent = (await findingsOf(walk)).filter((one) => one.state === "sent");
  await within("findings", "readwrite", (store) => {
    for (const one of sent) store.delete(one.key);
  });
}

export function keepPermission(walk, permission) {
  return within("settings", "readwrite", (store) => store.put({ walk, permission }));
}

export async function permissionOf(walk) {
  const found = await within("settings", "readonly", (store) => store.get(walk));
  return found?.permission || "";
}
