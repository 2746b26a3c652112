/* Words of the scripts, in the reader's language: the layout prints them into <meta name="ui-texts">. */
let words;

export function text(name, values = {}) {
  if (!words) words = JSON.parse(document.querySelector('meta[name="ui-texts"]')?.content || "{}");
  return Object.entries(values).reduce((found, [key, value]) => found.replace(`{${key}}`, String(value)), words[name] || "");
}
