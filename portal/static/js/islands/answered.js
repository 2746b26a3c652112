/* Forgets what this browser kept of questions whose answers the portal has by now (see draft.js). data-slug names the survey,
   data-codes the questions; without it all of them are forgotten. */
export default function mount(element) {
  const { slug, codes } = element.dataset;
  const all = `draft:survey-${slug}-`;
  const done = codes === undefined ? null : new Set(codes.split(" ").map((code) => all + code));
  try {
    Object.keys(localStorage)
      .filter((key) => (done ? done.has(key) : key.startsWith(all)))
      .forEach((key) => localStorage.removeItem(key));
  } catch { /* storage is off: nothing was kept */ }
  return () => {};
}
