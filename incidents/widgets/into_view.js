// Scrolls to a card that was opened from further down; run once per incident.
(() => {
  const card = document.querySelector(".st-key-incident_card");
  const top = card ? card.getBoundingClientRect().top : 0;
  if (card && (top < 0 || top > innerHeight * 0.7)) card.scrollIntoView({ block: "start" });
})();
