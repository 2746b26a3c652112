/* How pins and clusters look: a colour AND a shape, and rings that show what a cluster is made of. */
const SPACE = "http://www.w3.org/2000/svg";
const SMALLEST = 38;
const LARGEST = 60;

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/* The sign of a category: `look` is { fill, path }; the path lies within ±10 units around (0, 0). */
export function sign(look, size = 28) {
  const shape = svg("path", { class: "pin__shape", d: look.path, fill: look.fill });
  return svg(
    "svg",
    { class: "pin__sign", viewBox: "-13 -13 26 26", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    shape,
  );
}

/* Pixels across for so many pins: ten times as many make it a step wider. */
export function ringSize(total) {
  return Math.round(Math.min(LARGEST, SMALLEST + 6 * Math.log10(Math.max(1, total / 2))));
}

/* A ring with one part per category and the number in the middle. `parts`: [[look, count]]. */
export function ring(parts, total, words) {
  const size = ringSize(total);
  const middle = size / 2;
  const thick = 6;
  const radius = middle - thick / 2 - 2;
  const round = 2 * Math.PI * radius;
  const drawn = svg("svg", {
    class: "pin__ring", viewBox: `0 0 ${size} ${size}`, width: size, height: size, "aria-hidden": "true", focusable: "false",
  });
  drawn.append(svg("circle", { class: "pin__middle", cx: middle, cy: middle, r: middle - 1 }));
  let done = 0;
  for (const [look, count] of parts) {
    const length = (count / total) * round;
    drawn.append(svg("circle", {
      class: "pin__part", cx: middle, cy: middle, r: radius, fill: "none", stroke: look.fill, "stroke-width": thick,
      "stroke-dasharray": `${length} ${round - length}`, "stroke-dashoffset": -done,
      transform: `rotate(-90 ${middle} ${middle})`,
    }));
    done += length;
  }
  const label = svg("text", { class: "pin__number", x: middle, y: middle, "text-anchor": "middle", "dominant-baseline": "central" });
  label.textContent = words;
  drawn.append(label);
  return drawn;
}
