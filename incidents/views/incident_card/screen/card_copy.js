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
    const card = button.closest(".incident-card"), said = card?.querySelector("[role=status]");
    await copied(card?.querySelector(`#${button.dataset.copies}`)?.textContent ?? "");
    button.focus();
    if (said) said.textContent = button.dataset.done ?? "";
  });
}

/** @param {string} words */
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // Pages served without TLS to other computers have no clipboard of their own: the older way still works there.
    const field = document.createElement("textarea");
    field.value = words;
    field.style.cssText = "position:fixed;inset-block-start:0;opacity:0";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
