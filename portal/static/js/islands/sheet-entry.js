/* Typing a paper sheet with the keyboard alone: an answer of one figure jumps on by itself, Enter goes on, questions that the
   sheet tells to skip are greyed out and passed, yet can be typed. Without this the fields work with Tab. */
const TESTS = {
  less: (mine, theirs) => mine < theirs,
  at_most: (mine, theirs) => mine <= theirs,
  more: (mine, theirs) => mine > theirs,
  at_least: (mine, theirs) => mine >= theirs,
};

function figure(written) {
  const number = Number(String(written).trim().replace(",", "."));
  return String(written).trim() === "" || Number.isNaN(number) ? null : number;
}

/* What a row says, as conditions compare it: codes of options, or what was typed. */
function answerOf(row) {
  const typed = row.input.value.trim();
  if (!typed || typed === "-" || typed === row.decline) return { given: false, values: [] };
  const keys = Object.keys(row.codes);
  const names = Object.entries(row.names || {});
  if (names.length) {
    const wanted = typed.split(";").map((name) => name.trim().toLowerCase());
    return { given: true, values: names.filter(([name]) => wanted.includes(name.toLowerCase())).map(([, code]) => code), number: null };
  }
  if (!keys.length || row.ranking) return { given: true, values: [typed], number: figure(typed) };
  const parts = keys.length > 9 || row.one ? typed.split(/[\s,;+/]+/) : [...typed.replace(/\D/g, "")];
  const values = parts.map((part) => row.codes[part]).filter(Boolean);
  return { given: true, values, number: values.length === 1 ? figure(values[0]) : null };
}

function holds(condition, answers) {
  if (!condition) return true;
  if (condition.all) return condition.all.every((part) => holds(part, answers));
  if (condition.any) return condition.any.some((part) => holds(part, answers));
  const answer = answers[condition.question] || { given: false };
  if (condition.test === "unanswered") return !answer.given;
  if (!answer.given) return false;
  if (condition.test === "answered") return true;
  if (condition.test === "is") return answer.values.includes(condition.value);
  if (condition.test === "is_not") return !answer.values.includes(condition.value);
  const theirs = figure(condition.value);
  return answer.number !== null && theirs !== null && TESTS[condition.test](answer.number, theirs);
}

function rowsOf(form) {
  return [...form.querySelectorAll("[data-sheet-row]")].map((element) => ({
    ...JSON.parse(element.dataset.sheetRow),
    element,
    input: element.querySelector(".sheet__input"),
    words: element.querySelector("[data-sheet-words]"),
    error: element.querySelector("[data-sheet-error]"),
    isSkipped: false,
  }));
}

export default function mount(form) {
  const rows = rowsOf(form);
  const save = form.querySelector("[data-sheet-save]");

  function walk() {
    const answers = {};
    for (const row of rows) {
      row.isSkipped = !holds(row.showIf, answers);
      row.element.classList.toggle("sheet__row--skipped", row.isSkipped);
      if (!row.isSkipped) answers[row.code] = answerOf(row);
    }
  }

  function complain(row, message) {
    row.error.hidden = !message;
    row.error.querySelector("[data-sheet-error-text]").textContent = message;
    row.element.classList.toggle("sheet__row--error", Boolean(message));
    if (message) row.input.setAttribute("aria-invalid", "true");
    else row.input.removeAttribute("aria-invalid");
  }

  /* The sentence for a figure that stands at no box, "" when all are known. */
  function unknown(row) {
    const keys = Object.keys(row.codes);
    const typed = row.input.value.trim();
    if (!keys.length || row.ranking || !typed || typed === "-" || typed === row.decline) return "";
    const parts = row.one || keys.length > 9 ? typed.split(/[\s,;+/]+/) : [...typed.replace(/[\s,;+/]/g, "")];
    const wrong = parts.find((part) => !(part in row.codes));
    if (wrong === undefined) return "";
    return form.dataset.unknown.replace("{number}", rows.indexOf(row) + 1).replace("{key}", wrong);
  }

  function go(field) {
    if (!field) return;
    field.focus();
    if (field.select) field.select();
    field.scrollIntoView({ block: "nearest" });
  }

  function wantsWords(row) {
    if (!row.words) return false;
    const typed = row.input.value;
    if (row.why) return Boolean(typed.trim()) && typed.trim() !== row.decline && typed.trim() !== "-";
    return row.one ? typed.trim() === row.other : typed.includes(row.other);
  }

  function onward(row, from) {
    walk();
    if (from === row.input && wantsWords(row)) return go(row.words);
    const next = rows.slice(rows.indexOf(row) + 1).find((one) => !one.isSkipped);
    return go(next ? next.input : save);
  }

  function back(row, from) {
    if (from === row.words) return go(row.input);
    const before = rows.slice(0, rows.indexOf(row)).reverse().find((one) => !one.isSkipped);
    return go(before?.input);
  }

  const rowAt = (field) => rows.find((row) => row.input === field || row.words === field);

  function typed(event) {
    const row = rowAt(event.target);
    if (!row) return;
    walk();
    if (event.target !== row.input) return;
    const value = row.input.value.trim();
    complain(row, "");
    if (!row.one || !value || event.inputType?.startsWith("delete")) return;
    const most = Math.max(...Object.keys(row.codes).map(Number));
    const isWhole = value === row.decline || value === "-" || Number(value) * 10 > most || value.length >= String(most).length;
    if (!isWhole) return;
    const wrong = unknown(row);
    complain(row, wrong);
    if (wrong) row.input.select();
    else onward(row, row.input);
  }

  function pressed(event) {
    const row = rowAt(event.target);
    if (!row || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(save);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const wrong = unknown(row);
      if (event.target === row.input) complain(row, wrong);
      if (wrong) row.input.select();
      else onward(row, event.target);
    } else if (event.key === "ArrowUp" && event.target.tagName === "INPUT" && !event.target.list) {
      event.preventDefault();
      back(row, event.target);
    } else if (event.key === "ArrowDown" && event.target.tagName === "INPUT" && !event.target.list) {
      event.preventDefault();
      onward(row, event.target);
    }
  }

  /* What a fast typist pressed before this was there landed in one field: deal it out, key by key. */
  function catchUp() {
    const field = document.activeElement;
    const row = rowAt(field);
    if (!row?.one || field !== row.input || field.value === field.defaultValue) return;
    const keys = [...field.value];
    field.value = "";
    for (const key of keys) {
      const into = document.activeElement;
      if (!rowAt(into)) return;
      into.value += key;
      into.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }

  form.addEventListener("input", typed);
  form.addEventListener("keydown", pressed);
  walk();
  catchUp();
  form.dataset.typing = "";
  return () => {
    delete form.dataset.typing;
    form.removeEventListener("input", typed);
    form.removeEventListener("keydown", pressed);
  };
}
