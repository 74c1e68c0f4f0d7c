// @ts-check
// Copies the text of the element that a button names. One listener for all cards; it holds no text of the record.
if (!window.copiesFromCards) {
  window.copiesFromCards = true;
  const within = async (words) => {
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
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".incident-card [data-copies]");
    if (!button) return;
    const card = button.closest(".incident-card");
    await within(card.querySelector(`#${button.dataset.copies}`).textContent);
    button.focus();
    card.querySelector("[role=status]").textContent = button.dataset.done;
  });
}
