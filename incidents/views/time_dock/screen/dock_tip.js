// @ts-check
// A few lines beside what is pointed at or focused. It lies above everything and takes no clicks.

import { element } from "./elements.js";

const EDGE = 8; // px to the edges of the window

export class Tip {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.box = element("div", { class: "dock-tip", popover: "manual" });
    this.isShown = false;
    root.append(this.box);
  }

  /**
   * Show lines of one text or two (what, and more of it) above an element; nothing hides it.
   * @param {string[][] | null} lines
   * @param {Element | null} at
   * @param {string} dir
   * @param {number} [x] px in the window, where not above the element's beginning
   */
  show(lines, at, dir, x) {
    if (!lines || !at) return this.hide();
    this.box.dir = dir;
    const words = JSON.stringify(lines);
    if (words !== this.words) {
      this.words = words;
      this.box.replaceChildren(
        ...lines.map(([head, ...rest]) =>
          element("p", {}, element(rest.length ? "b" : "span", {}, head), ...rest.flatMap((text) => [" ", text])),
        ),
      );
    }
    if (!this.isShown) this.box.showPopover();
    this.isShown = true;
    const above = at.getBoundingClientRect(),
      { offsetWidth: width, offsetHeight: height } = this.box;
    const left = Math.max(EDGE, Math.min(window.innerWidth - width - EDGE, x === undefined ? above.left : x + 10));
    this.box.style.setProperty("left", `${left}px`);
    this.box.style.setProperty("top", `${Math.max(EDGE, above.top - height - 6)}px`);
  }

  hide() {
    if (this.isShown) this.box.hidePopover();
    this.isShown = false;
  }
}
