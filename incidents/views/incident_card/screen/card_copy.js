// @ts-check
// Copies the text of the element that a button of a card names. It holds no text of the record.

let isListening = false;

/** Listen for the buttons of all cards, once. */
export function listenForCopies() {
  if (isListening) return;
  isListening = true;
  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest(".incident-card [data-copies]") : null;
    if (!(button instanceof HTMLElement)) return;
    const card = button.closest(".incident-card"),
      said = card?.querySelector("[role=status]");
    const words = card?.querySelector(`#${button.dataset.copies}`);
    const isDone = words ? await isCopied(words.textContent ?? "") : false;
    button.focus();
    if (!isDone && words) getSelection()?.selectAllChildren(words); // one key is left to the reader
    if (said) said.textContent = (isDone ? button.dataset.done : button.dataset.selected) ?? "";
  });
}

/** Pages served without TLS to other computers have no clipboard. @param {string} words */
async function isCopied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}
