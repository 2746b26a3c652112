/* One of many things on a map can be reached with Tab; from it the arrow keys lead to the next one in that direction. */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/* `selector` finds them inside `element`. Returns how to undo it. */
export function moveAmong(element, selector) {
  function onFocus(event) {
    const here = event.target.closest(selector);
    if (!here) return;
    for (const other of element.querySelectorAll(`${selector}[tabindex="0"]`)) other.tabIndex = -1;
    here.tabIndex = 0;
  }

  function onKey(event) {
    const here = event.target.closest(selector);
    const way = WAYS[event.key];
    if (!here || !way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    next(here, way, element, selector)?.focus({ preventScroll: true });
  }

  element.addEventListener("focusin", onFocus);
  element.addEventListener("keydown", onKey, true);
  return () => {
    element.removeEventListener("focusin", onFocus);
    element.removeEventListener("keydown", onKey, true);
  };
}

/* The nearest one in a direction and on the screen; what lies aside counts as twice as far. */
function next(here, [right, down], element, selector) {
  const frame = element.getBoundingClientRect();
  const from = middle(here);
  let best = null;
  let nearest = Infinity;
  for (const other of element.querySelectorAll(selector)) {
    const at = middle(other);
    if (other === here || at.x < frame.left || at.x > frame.right || at.y < frame.top || at.y > frame.bottom) continue;
    const along = (at.x - from.x) * right + (at.y - from.y) * down;
    const aside = Math.abs((at.x - from.x) * down) + Math.abs((at.y - from.y) * right);
    const far = along + 2 * aside;
    if (along > 0 && far < nearest) [best, nearest] = [other, far];
  }
  return best;
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
