// @ts-check
// Brings a card into view that was opened from further up or down. What stands above it may still be drawn, so it is
// held there until the reader does anything. A card over its column is in view.

/** @param {Element} card */
export function bringIntoView(card) {
  const bring = () => {
    if (!card.isConnected) return watch.disconnect();
    const { top } = card.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.5) card.scrollIntoView({ block: "start" });
  };
  const watch = new ResizeObserver(bring);
  for (let room = card.parentElement; room && room !== document.body; room = room.parentElement) {
    watch.observe(room); // which it is told of at once, too
  }
  for (const sign of ["pointerdown", "wheel", "keydown"]) {
    addEventListener(sign, () => watch.disconnect(), { once: true, capture: true, passive: true });
  }
}
