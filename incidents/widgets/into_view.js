// @ts-check
// Scrolls to a card that was opened from further up or down; run once per incident. A card over its column is in view.
(() => {
  const card = document.querySelector(".st-key-incident_card");
  const top = card ? card.getBoundingClientRect().top : 0;
  if (card && (top < 0 || top > innerHeight * 0.5)) card.scrollIntoView({ block: "start" });
})();
