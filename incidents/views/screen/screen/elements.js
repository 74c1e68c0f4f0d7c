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

/**
 * Let an element have just these children; those that it has already in this order are not touched.
 * @param {Element} parent
 * @param {(Node | string)[]} children
 */
export function fill(parent, children) {
  const due = new Set(children);
  for (const old of Array.from(parent.childNodes)) if (!due.has(old)) old.remove();
  let next = parent.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else parent.insertBefore(typeof child === "string" ? new Text(child) : child, next);
  }
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
  fill(root, children);
  if (top) root.scrollTop = top;
  if (!id) return;
  const again = root.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const target = again?.matches("button, a, input") ? again : again?.querySelector("button, a, input");
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
