// @ts-check
// What the file says of itself: record, version, licence, coverage, how to check that it is unchanged, what is inside.

import { button, element } from "./elements.js";

/**
 * Show the sheet that tells about the file. It is filled when somebody asks: nobody waits for it who opens the file.
 * @param {HTMLDialogElement} sheet
 * @param {any} data
 * @param {any} told
 */
export function tellAbout(sheet, data, told) {
  const { words } = told;
  const pairs = told.about.flatMap((/** @type {[string, string]} */ [name, text]) => [
    element("dt", {}, name),
    element("dd", {}, element("bdi", {}, text)),
  ]);
  const inside = told.inside.map((/** @type {any} */ { name, whose, licence }) =>
    element(
      "li",
      {},
      element("strong", {}, element("bdi", {}, name)),
      " ",
      element("bdi", {}, whose),
      ...(licence ? [terms(licence, data.licences[licence])] : []),
    ),
  );
  const close = button("plain close", () => sheet.close(), words.close);
  sheet.setAttribute("aria-label", words.about);
  sheet.replaceChildren(
    element("header", {}, element("h2", {}, words.about), close),
    element("dl", {}, ...pairs),
    element("p", {}, words.links_out),
    // Written by the program, every text escaped.
    ...(told.news ? [element("h3", {}, words.new), document.createRange().createContextualFragment(told.news)] : []),
    element("h3", {}, words.unchanged),
    element("p", {}, words.unchanged_how),
    element("pre", { dir: "ltr" }, `${data.check}\n${lastLine()}`),
    element("p", {}, words.unchanged_by),
    element("h3", {}, words.inside),
    element("ul", {}, ...inside),
  );
  sheet.showModal();
}

/** @param {string} licence @param {string | undefined} text */
function terms(licence, text) {
  if (!text) return element("bdi", { dir: "ltr" }, licence);
  const box = element("details", {}, element("summary", { dir: "ltr" }, licence));
  box.append(element("pre", { dir: "ltr" }, text));
  return box;
}

/** Return what the last line of the file tells. */
function lastLine() {
  const last = document.lastChild;
  return last instanceof Comment ? (/[0-9a-f]{64}/.exec(last.data)?.[0] ?? "") : "";
}
