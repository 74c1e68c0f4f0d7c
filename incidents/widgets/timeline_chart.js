(() => {
  const chart = document.querySelector(".st-key-timeline");
  if (!chart) return;
  // A brush that stood there from the start does not report that it was cleared: Streamlit thinks it was never set.
  chart.ondblclick = (event) => {
    if (event.target.closest(".stVegaLiteChart")) document.querySelector(".st-key-clear_dates button")?.click();
  };
  // Vega gives the parts of a brush a role but no name: they are hidden from those to whom the chart is told in words.
  const hide = () => {
    for (const part of chart.querySelectorAll("[class*=brush_]:not([aria-hidden])")) part.setAttribute("aria-hidden", "true");
  };
  hide();
  new MutationObserver(hide).observe(chart, { childList: true, subtree: true });
})();
