// @ts-check
// Between the map of the document (first_map.js) and the page: the page takes it over as it is, with what the reader
// has done on it meanwhile, and draws only what differs; where the page has no map this one goes.

/** @typedef {(name: string, value: any) => void} Emit */

const RUNNING = "data-test-script-state";
const SAYS = "h1, .problems, .notice, [data-testid=stException]"; // a page that stands there
const SOON = 500; // ms
let standing = /** @type {{place: HTMLElement, root: HTMLElement, seen: string} | null} */ (null);
let isOver = false; // the page draws its map by itself, or has none
let tell = /** @type {Emit | null} */ (null); // from when the page has the map
const untold = /** @type {[string, any][]} */ ([]);

/**
 * Put a map into the document, unless the page has come to its own; say whether it stands there now.
 * @param {HTMLElement} place
 * @param {HTMLElement} root
 * @param {string} seen
 */
export function stand(place, root, seen) {
  if (isOver) return false;
  document.body.prepend(place); // before the page, whose grey bars give way to it (room_sizes.css)
  standing = { place, root, seen };
  runs.observe(document, { subtree: true, attributeFilter: [RUNNING] });
  return true;
}

/** Take what is done on the map, for the page. @type {Emit} */
export const told = (name, value) => void (tell ? tell(name, value) : untold.push([name, value]));

export function letGo() {
  isOver = true;
  standing?.place.remove();
  standing = null;
  runs.disconnect();
}

/**
 * Put the map that stands in the document in the place of the page's own, and tell what was done on it. Return where
 * the page's map is from now on, and what is seen in it already.
 * @param {HTMLElement} root
 * @param {Emit} emit
 * @returns {{root: HTMLElement, seen: string | null}}
 */
export function takeOver(root, emit) {
  const taken = standing,
    focused = document.activeElement;
  if (taken) root.replaceWith(taken.root);
  if (focused instanceof HTMLElement && taken?.root.contains(focused)) focused.focus({ preventScroll: true });
  letGo();
  tell = emit;
  for (const [name, value] of untold.splice(0)) emit(name, value);
  return taken ?? { root, seen: null };
}

// A page that has answered and has no place for a map will not take one over.
let hasRun = false;
const runs = new MutationObserver(() => {
  const state = document.querySelector(".stApp")?.getAttribute(RUNNING);
  if (hasRun && state === "notRunning") look();
  hasRun ||= state === "running";
});
function look() {
  if (!standing || document.querySelector(".st-key-map-canvas")) return;
  if (document.querySelector(SAYS)) letGo();
  else setTimeout(look, SOON);
}
addEventListener("part-not-loaded", letGo);
