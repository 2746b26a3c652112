/* Taking a text apart sentence by sentence: between two sentences a button says whether they belong together, each part can be
   marked as not belonging. Writes what the text field would hold; arrow keys walk through the cuts, Enter sends. */
import { make } from "../make.js";

export default function mount(form, props) {
  const area = form.querySelector("textarea[name=passages]");
  const field = area?.closest(".field");
  if (!field || props.sentences.length < 2) return;
  const words = props.words;
  const joined = props.sentences.map(() => false); // joined[i]: sentence i belongs to the one before
  const aside = props.sentences.map(() => false);
  const typed = area.value;
  const board = make("div", { class: "passages", role: "group", "aria-label": words.title });
  const rests = make("div", { hidden: "" });

  function parts() {
    const found = [];
    props.sentences.forEach((sentence, i) => {
      if (i && joined[i]) found.at(-1).push(i);
      else found.push([i]);
    });
    return found;
  }

  function write() {
    const kept = parts().filter((part) => !aside[part[0]]);
    area.value = kept.map((part) => part.map((i) => props.sentences[i].text).join(" ")).join("\n---\n");
    rests.replaceChildren(...left().map(([first, last]) => rest(props.sentences[first].start, props.sentences[last].stop)));
  }

  /* Neighbouring parts that do not belong are one rest of the text. */
  function left() {
    const runs = [];
    props.sentences.forEach((_, i) => {
      if (!isAside(i)) return;
      if (i && isAside(i - 1)) runs.at(-1)[1] = i;
      else runs.push([i, i]);
    });
    return runs;
  }

  function isAside(i) {
    while (i && joined[i]) i -= 1;
    return aside[i];
  }

  function rest(start, stop) {
    return make("input", { type: "hidden", name: `rest-${start}-${stop}`, value: "nicht" });
  }

  function draw() {
    const focused = board.contains(document.activeElement) ? document.activeElement.dataset.at : null;
    board.replaceChildren(...parts().flatMap((part, number) => [...(number ? [cutButton(part[0])] : []), partBox(part, number)]));
    board.querySelector(`[data-at="${focused}"]`)?.focus();
    write();
  }

  function partBox(part, number) {
    const box = make("div", { class: aside[part[0]] ? "passages__part passages__part--aside" : "passages__part" });
    part.forEach((i) => {
      if (i !== part[0]) box.append(cutButton(i));
      box.append(make("p", {}, props.sentences[i].text));
    });
    const toggle = make(
      "button",
      {
        type: "button",
        class: "passages__aside",
        "aria-pressed": String(aside[part[0]]),
        "aria-label": `${words.aside} (${words.part} ${number + 1})`,
        "data-at": `aside-${part[0]}`,
      },
      words.aside,
    );
    toggle.addEventListener("click", () => {
      aside[part[0]] = !aside[part[0]];
      draw();
    });
    box.append(toggle);
    return box;
  }

  function cutButton(i) {
    const button = make(
      "button",
      { type: "button", class: joined[i] ? "passages__cut passages__cut--joined" : "passages__cut", "data-at": `cut-${i}` },
      joined[i] ? words.cut : words.join,
    );
    button.addEventListener("click", () => {
      joined[i] = !joined[i];
      aside[i] = false;
      draw();
    });
    return button;
  }

  function walk(event) {
    const cuts = [...board.querySelectorAll(".passages__cut")];
    const at = cuts.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      cuts[(at + (event.key === "ArrowDown" ? 1 : cuts.length - 1)) % cuts.length].focus();
    }
  }

  field.before(board, rests);
  field.hidden = true;
  draw();
  board.addEventListener("keydown", walk);
  board.querySelector(".passages__cut").focus();
  return () => {
    board.remove();
    rests.remove();
    field.hidden = false;
    area.value = typed;
  };
}
