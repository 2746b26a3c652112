/* Sends a form once. Forms with a submission key are sent by fetch: when the network is gone they wait and try again with the
   same key, so that nothing is stored twice and nothing typed is lost. */
import { hasFile, sent } from "../sending.js";
import { tell, untell } from "../tell.js";
import { text } from "../texts.js";

function addressOf(form, button) {
  return new URL(button?.getAttribute("formaction") || form.getAttribute("action") || location.href, location.href);
}

/* An error page says what happened; the form with everything in it stays. */
function tellError(page) {
  const said = [...page.querySelectorAll("main h1, main .page__lead")].map((part) => part.textContent.trim());
  tell(said.join(". ") || text("notSent"), "danger");
}

/* A form that came back because something is missing: its page takes the place of ours. */
async function show(response) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok && !page.querySelector("main form[method=post]")) {
    tellError(page);
    return;
  }
  const fresh = page.querySelector("main");
  const main = document.querySelector("main");
  if (!fresh || !main) return;
  main.dispatchEvent(new CustomEvent("page:replacing", { bubbles: true }));
  const placed = document.importNode(fresh, true);
  main.replaceWith(placed);
  document.title = page.title || document.title;
  window.scrollTo(0, 0);
  placed.dispatchEvent(new CustomEvent("page:replaced", { bubbles: true }));
}

export default function mount(form) {
  const retries = Boolean(form.querySelector("[name=submission_key]")) && !form.hasAttribute("hx-post");
  let sending = false;
  let label = null;
  let before = "";

  function busy(button) {
    sending = true;
    form.setAttribute("aria-busy", "true");
    label = (button || form.querySelector("[type=submit]"))?.querySelector(".kern-label");
    if (!label) return;
    before = label.textContent;
    label.textContent = text("sending");
    label.closest("button").setAttribute("aria-disabled", "true");
  }
  function free() {
    sending = false;
    form.removeAttribute("aria-busy");
    if (!label) return;
    label.textContent = before;
    label.closest("button").removeAttribute("aria-disabled");
  }

  async function send(button) {
    const data = new FormData(form, button);
    busy(button);
    const response = await sent(addressOf(form, button), data);
    untell();
    if (!response) {
      free();
      tell(text(hasFile(data) && navigator.onLine ? "notSentWithPhoto" : "notSent"), "danger");
    } else if (response.redirected) {
      location.assign(response.url);
    } else {
      free();
      await show(response);
    }
  }
  function submitted(event) {
    if (event.defaultPrevented) return;
    if (sending) {
      event.preventDefault();
    } else if (retries) {
      event.preventDefault();
      send(event.submitter);
    } else {
      setTimeout(() => busy(event.submitter));
    }
  }
  /* Coming back with the browser's button must find a form that can be sent. */
  function returned(event) {
    if (event.persisted && sending) free();
  }
  form.addEventListener("submit", submitted);
  form.addEventListener("htmx:afterRequest", free);
  window.addEventListener("pageshow", returned);
  return () => {
    form.removeEventListener("submit", submitted);
    form.removeEventListener("htmx:afterRequest", free);
    window.removeEventListener("pageshow", returned);
  };
}
