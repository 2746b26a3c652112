/* Sends form data until an answer comes: when the network is gone it waits and tries again with the same content, which a form's
   key keeps from being stored twice. */
import { tell } from "./tell.js";
import { text } from "./texts.js";

const PAUSES = [2, 5, 10, 20, 30, 60].map((seconds) => seconds * 1000);

function pause(milliseconds) {
  return new Promise((go) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      go();
    }
    window.addEventListener("online", done);
  });
}

export function hasFile(data) {
  return [...data.values()].some((value) => value instanceof File && value.size > 0);
}

/* The answer, or null when none came. A server that refuses a huge photo hangs up, which looks like a lost network: with a photo
   and a network that is there, one more try is enough. `say` is told (words, tone) while it waits. */
export async function sent(address, data, { accept = "text/html", say = tell } = {}) {
  for (const [attempt, wait] of [...PAUSES, null].entries()) {
    try {
      return await fetch(address, { method: "POST", body: data, headers: { Accept: accept } });
    } catch {
      if (wait === null || (attempt > 0 && navigator.onLine && hasFile(data))) return null;
      say(text("offline"), "warning");
      await pause(wait);
      say(text("retrying"), "info");
    }
  }
  return null;
}
