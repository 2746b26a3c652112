/* Shows a message in the page's own region, which screen readers follow. A new one replaces the last. */
import { icon, make } from "./make.js";

export function tell(message, tone = "info") {
  const region = document.getElementById("tells");
  if (!region || !message) return;
  const box = make("div", { class: `kern-alert kern-alert--${tone} tell`, "data-told": true });
  box.append(icon(tone), make("div", { class: "tell__body" }, make("p", {}, message)));
  region.querySelectorAll("[data-told]").forEach((old) => old.remove());
  region.append(box);
  region.scrollIntoView({ block: "nearest" });
}

export function untell() {
  document.querySelectorAll("#tells [data-told]").forEach((old) => old.remove());
}
