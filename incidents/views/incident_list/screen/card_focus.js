// @ts-check
// Whence a card was opened, so that the focus goes back there when it is closed.

/** @type {Element | null} */
let opener = null;
let openedId = "";
let closed = ""; // of which card the focus was given back already

/**
 * Remember what holds the focus as that which opens a card.
 * @param {string} id  of the incident
 */
export function noteOpener(id) {
  opener = document.activeElement;
  openedId = id;
  closed = "";
}

/**
 * Give the focus back once a card is closed: to what opened it, else to the row of its incident, else to the list.
 * @param {HTMLElement} list
 * @param {string} closedId
 */
export function focusAgain(list, closedId) {
  if (closed === closedId) return;
  const rowOf = (/** @type {string} */ id) => list.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const isElsewhere = opener?.isConnected && opener !== document.body && !list.contains(opener);
  const caption = list.querySelector(".list-caption");
  const target = (isElsewhere ? opener : null) ?? rowOf(openedId) ?? rowOf(closedId) ?? caption;
  opener = null;
  openedId = "";
  closed = closedId;
  if (target instanceof HTMLElement || target instanceof SVGElement) target.focus();
}
