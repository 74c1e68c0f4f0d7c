// @ts-check
// The controls for what lies near a place or a spot.

import { readNear, writeNear } from "./circles.js";
import { element } from "./elements.js";
import { written } from "./counted_words.js";

/** @typedef {import("./circles.js").Near} Near */

/** Name the middle of a circle. @param {Near} asked @param {any} filter @param {any} near */
export function centerNamed({ center, km }, filter, near) {
  if (typeof center === "string") return filter.places[center];
  return `\u2066${writeNear({ center, km }, near).split(",", 2).join(", ")}\u2069`;
}

/**
 * The controls: a place by its name or degrees, and how many km around it.
 * @param {any} filter
 * @param {any} near
 * @param {Near | null} asked
 * @param {(asked: Near | null) => void} take
 */
export function nearControls(filter, near, asked, take) {
  const names = Object.entries(filter.places);
  const field = /** @type {HTMLInputElement} */ (
    element("input", {
      type: "search",
      "data-id": "near",
      list: "near-places",
      placeholder: filter.placeholder,
      value: asked ? centerNamed(asked, filter, near).replaceAll(/[\u2066-\u2069]/g, "") : "",
    })
  );
  const within = { "data-id": "near-km", "aria-label": filter.within };
  const radius = /** @type {HTMLSelectElement} */ (element("select", within));
  const offered = [...new Set([...near.radii, asked?.km ?? near.usual])].toSorted((one, other) => one - other);
  for (const km of offered) {
    const chosen = km === (asked?.km ?? near.usual);
    radius.append(element("option", { value: km, selected: chosen }, filter.km.replace("{distance}", written(km))));
  }
  const meant = () => {
    const text = field.value.trim(),
      place = names.find(([, name]) => name === text)?.[0];
    take(text ? readNear(`${place ?? text.replaceAll(/\s/g, "")},${radius.value}`, near) : null);
  };
  field.addEventListener("change", meant);
  radius.addEventListener("change", () => asked && take({ ...asked, km: Number(radius.value) }));
  const options = names.map(([, name]) => element("option", { value: name }));
  const list = element("datalist", { id: "near-places" }, ...options);
  return element(
    "fieldset",
    { class: "near" },
    element("legend", {}, filter.title),
    element("small", {}, filter.note),
    field,
    radius,
    list,
  );
}
