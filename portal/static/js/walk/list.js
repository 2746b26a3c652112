/* The findings on this phone, for people: what is still unsent, what was sent, and what needs help, with a way to mend it. */
import { make } from "../make.js";

const TONES = { waiting: "warning", sent: "success", refused: "danger" };

/* labels: {topics: Map, ratings: Map}; act(name, finding) for the buttons "mend", "anew", "again", "bare". */
export function drawList(element, findings, texts, labels, act) {
  element.replaceChildren(...findings.map((one) => row(one, texts, labels, act)));
}

function row(finding, texts, labels, act) {
  const title = `${labels.topics.get(finding.topic) || finding.topic} – ${labels.ratings.get(finding.rating) || finding.rating}`;
  const line = make("li", { class: `walk-phone__kept walk-phone__kept--${finding.state}`, "data-state": finding.state, "data-key": finding.key });
  line.append(
    make("p", { class: "walk-phone__kept-title" }, title),
    make("p", { class: "walk-phone__kept-meta" }, [time(finding.at), ...about(finding, texts)].join(" · ")),
  );
  if (finding.remark) line.append(make("p", { class: "walk-phone__kept-words" }, finding.remark));
  line.append(make("p", {}, make("span", { class: `status status--${TONES[finding.state]}` }, stateOf(finding, texts))));
  if (finding.state === "refused") line.append(make("p", { class: "walk-phone__why" }, finding.reason), buttons(finding, texts, act, title));
  return line;
}

function about(finding, texts) {
  return [finding.photo ? texts.withPhoto : "", finding.lat ? texts.withPlace : ""].filter(Boolean);
}

function stateOf(finding, texts) {
  if (finding.state === "sent" && finding.late) return texts.sentLate.replace("{why}", finding.late);
  return texts[finding.state];
}

function buttons(finding, texts, act, title) {
  const offered = finding.code === "finding.changed" ? [["anew", texts.sendAsNew]] : [["mend", texts.mend]];
  if (finding.photo && finding.field === "photo") offered.push(["bare", texts.withoutPhoto]);
  if (finding.code !== "finding.changed") offered.push(["again", texts.tryAgain]);
  const group = make("div", { class: "button-row" });
  for (const [name, label] of offered) {
    const button = make(
      "button",
      { type: "button", class: "kern-btn kern-btn--secondary", "aria-label": `${label}: ${title}` },
      make("span", { class: "kern-label" }, label),
    );
    button.addEventListener("click", () => act(name, finding));
    group.append(button);
  }
  return group;
}

function time(at) {
  const moment = new Date(at);
  const language = document.documentElement.lang || "de";
  return Number.isNaN(moment.getTime()) ? "" : moment.toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
}
