/* What stands below a note that could not be saved: the reason, or both texts and the choice between them. */
import { icon, make } from "../make.js";

function button(words, pressed, kind = "secondary") {
  const made = make("button", { type: "button", class: `kern-btn kern-btn--${kind} kern-btn--x-small` }, make("span", { class: "kern-label" }, words));
  made.addEventListener("click", pressed);
  return made;
}

function side(title, words, mine) {
  return make("section", { class: `conflict__side${mine ? " conflict__side--mine" : ""}`, "aria-label": title },
    make("p", { class: "conflict__title" }, title), make("p", { class: "conflict__text" }, words));
}

export function showRefusal(place, entry, texts, { takeMine, takeTheirs }) {
  if (!place) return;
  place.replaceChildren();
  if (entry?.conflict) {
    const both = make("div", { class: "conflict" }, side(texts.theirs, entry.conflict.removed ? "–" : entry.conflict.text, false), side(texts.mine, entry.text, true));
    const buttons = make("div", { class: "button-row" }, button(texts.takeMine, takeMine), button(texts.takeTheirs, takeTheirs, "tertiary"));
    place.append(make("div", { class: "evening__refused stack tight", role: "alert", "data-conflict": true }, make("p", {}, texts.conflict), both, buttons));
  } else if (entry?.refused) {
    place.append(make("p", { class: "kern-error", role: "alert" }, icon("danger"), make("span", { class: "kern-body" }, texts.refused.replace("{reason}", entry.refused))));
  }
}
