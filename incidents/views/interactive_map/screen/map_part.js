// @ts-check
// The map as a part of a screen: loads Leaflet, begins the map once, and shows every answer in it.

/** @type {Promise<unknown> | undefined} */
let leaflet;
/** @type {typeof import("./map.js") | undefined} */
let drawing; // where Leaflet is there first, so is this: the map is then drawn at once, before what is to come after it
const maps = new WeakMap();
/** Let the map be drawn by what is there, at once. @param {typeof import("./map.js")} module */
export const drawWith = (module) => void (drawing = module);
if ("L" in globalThis) import("./map.js").then((module) => (drawing = module)).catch(() => {}); // begin() tells of it

/**
 * Draw what ``told`` says into ``root``.
 * @param {HTMLElement} root
 * @param {any} told
 * @param {(name: string, value: any) => void} emit
 */
export function show(root, told, emit) {
  return maps.has(root) ? answer(root, told, emit) : begin(root, told, emit);
}

/** @param {HTMLElement} root @param {any} told @param {(name: string, value: any) => void} emit */
async function begin(root, told, emit) {
  const { IncidentMap } = drawing ?? (await load(told.base.leaflet));
  if (!maps.has(root)) {
    const container = root.appendChild(document.createElement("div"));
    container.className = "map-canvas";
    container.append(hatching());
    maps.set(root, new IncidentMap(container, told.base, emit));
  }
  answer(root, told, emit);
}

/** Load what draws, after Leaflet, which a page in one file has in itself already. @param {string} address */
async function load(address) {
  leaflet ??= "L" in globalThis ? Promise.resolve() : import(new URL(address, document.baseURI).href);
  await leaflet;
  return import("./map.js");
}

/** Draw in a map that stands, at once. @param {HTMLElement} root @param {any} told @param {any} emit */
function answer(root, told, emit) {
  const map = maps.get(root);
  map.emit = emit;
  map.show(told);
  root.dataset.shown = String(Number(root.dataset.shown ?? 0) + 1);
}

/** Return the pattern of what nobody counts. */
function hatching() {
  const range = document.createRange();
  return range.createContextualFragment(`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
    <pattern id="hatching" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
    <rect width="6" height="6" class="ground"/><path d="M0,0V6" class="hatch"/></pattern></defs></svg>`);
}
