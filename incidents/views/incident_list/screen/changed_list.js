// @ts-check
// What changed, in a narrow form: each row is a filter, and what may lie behind the change stands below.

import { button, element } from "./elements.js";

/**
 * @param {any} changed
 * @param {(name: string, value: any) => void} emit
 */
export function changedPanel(changed, emit) {
  const { words } = changed;
  const rows = changed.rows.map((/** @type {any} */ row) => drawRow(row, words, emit));
  const full = button("more-rows", () => emit("full", true), words.full);
  full.dataset.id = "full";
  return element(
    "div",
    { class: "list-panel changed-panel", id: "side-panel", role: "tabpanel", "aria-labelledby": "side-tab-changed" },
    element("p", { class: "changed-periods" }, changed.periods),
    element("p", { class: "changed-headline" }, changed.headline),
    rows.length
      ? element("ul", { class: "changed-rows", "aria-label": words.rows }, ...rows)
      : element("p", { class: "list-none" }, words.still),
    element("p", { class: "list-foot" }, full),
    element("h3", {}, words.behind),
    element("ul", { class: "behind" }, ...changed.behind.map((/** @type {string} */ said) => element("li", {}, said))),
  );
}

/**
 * @param {any} row
 * @param {Record<string, string>} words
 * @param {(name: string, value: any) => void} emit
 */
function drawRow(row, words, emit) {
  const choose = () => emit("filter", { governorate: row.governorate, kind: row.kind });
  const few = row.few ? [element("abbr", { title: words.few }, "°")] : [];
  const pressed = button(
    row.rises ? "changed-row rises" : "changed-row falls",
    choose,
    element("strong", {}, row.where),
    element("b", {}, element("i", { class: "way", "aria-hidden": true }), row.difference, ...few),
    element("span", {}, element("i", { class: `mark ${row.kind}`, "aria-hidden": true }), row.what),
    element("span", { class: "then-now" }, row.counts),
  );
  pressed.dataset.id = `change-${row.governorate}-${row.kind}`;
  pressed.setAttribute("aria-pressed", String(row.chosen));
  return element("li", {}, pressed);
}
