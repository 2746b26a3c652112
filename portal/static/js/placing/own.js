/* The own pins of the sitting: the list below the map (drawn by the portal) and their marks on it. */
import { post } from "./post.js";

export function ownList({ form, props, aim, lookOf, fill, sending, onChanged }) {
  const section = document.getElementById("own-pins");
  const holder = section.querySelector("[data-own]");
  let asked = 0;

  /* Marks on the map for exactly the pins of the list; those that are still being sent stay. */
  function sync() {
    const listed = new Set();
    for (const entry of holder.querySelectorAll("[data-pin]")) {
      const { pin, at, category } = entry.dataset;
      listed.add(pin);
      if (!at) continue;
      const [lat, lng] = at.split(",").map(Number);
      const look = lookOf(Number(category));
      aim.setOwn(pin, { lat, lng }, look, fill(props.texts.own, look));
    }
    return listed;
  }

  async function refresh(address) {
    const mine = (asked += 1);
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok || mine !== asked) return;
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== asked) return;
      holder.dispatchEvent(new CustomEvent("page:replacing", { bubbles: true }));
      holder.replaceChildren(...document.importNode(parsed.body, true).childNodes);
      section.hidden = false;
      holder.dispatchEvent(new CustomEvent("page:replaced", { bubbles: true }));
      sync();
    } catch {
      /* no network: the marks on the map say what was stored */
    }
  }

  async function takeBack(id) {
    const data = new FormData();
    data.set("form_token", form.elements.form_token.value);
    data.set("sitting", form.elements.sitting.value);
    data.set("pin", id);
    const { ok, answer } = await post(props.undo, data, sending);
    if (!ok) {
      sending.say(answer?.message || props.texts.notTakenBack, "warning");
      return false;
    }
    aim.removeOwn(id);
    onChanged(id);
    sending.say(props.texts.takenBack, "success");
    await refresh(answer.own);
    return true;
  }

  async function submitted(event) {
    const sent = event.target.closest("form[data-take-back]");
    if (!sent) return;
    event.preventDefault();
    if (await takeBack(sent.elements.pin.value)) section.querySelector("h2").focus({ preventScroll: true });
  }

  section.addEventListener("submit", submitted);
  return { sync, refresh, takeBack, destroy: () => section.removeEventListener("submit", submitted) };
}
