// @ts-check
// Elements made from data. Text is set as text, never read as markup.

/**
 * Return an element with these attributes (null and undefined are left out) and children (elements or texts).
 * @param {string} name
 * @param {Record<string, string | number | boolean | null | undefined>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * Return a button that says what it does and does it.
 * @param {string} className
 * @param {() => void} act
 * @param {...(Node | string)} children
 * @returns {HTMLButtonElement}
 */
export function button(className, act, ...children) {
  const made = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: className }, ...children));
  made.addEventListener("click", act);
  return made;
}

// How far each root is scrolled: to ask for it would lay out the page each time.
/** @type {WeakMap<HTMLElement, number>} */
const scrolled = new WeakMap();

/**
 * Draw anew without losing the reader's place: the focus stays on what has the same ``data-id``, the scroll where it
 * was.
 * @param {HTMLElement} root
 * @param {...(Node | string)} children
 */
export function redraw(root, ...children) {
  const held = document.activeElement;
  const id = held && root.contains(held) ? held.closest("[data-id]")?.getAttribute("data-id") : null;
  if (!scrolled.has(root)) {
    scrolled.set(root, root.scrollTop);
    root.addEventListener("scroll", () => scrolled.set(root, root.scrollTop), { passive: true });
  }
  const top = scrolled.get(root);
  root.replaceChildren(...children);
  if (top) root.scrollTop = top;
  if (!id) return;
  const again = root.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const target = again?.matches("button, a, input") ? again : again?.querySelector("button, a, input");
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
