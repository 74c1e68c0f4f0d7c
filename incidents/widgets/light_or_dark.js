// @ts-check
// Light or dark: as the reader's system has it, until he chooses the other; his browser keeps that. The style sheet
// knows both. Streamlit's own widgets follow what the browser says of the system, and look again after printing: so
// what is asked for here is told them as the system's, and nothing has to be loaded or asked of the server.
{
  const KEPT = "light-or-dark";
  const QUERY = "(prefers-color-scheme: dark)";
  const ask = window.matchMedia.bind(window);
  const system = ask(QUERY);
  const ofSystem = () => (system.matches ? "dark" : "light");
  let chosen = /** @type {string | null} */ (null);
  const remember = () => {
    try {
      const kept = localStorage.getItem(KEPT);
      chosen = kept === "dark" || kept === "light" ? kept : null;
    } catch {
      // A browser that keeps nothing for this page: what is chosen holds until the page is left.
    }
  };
  const keep = (/** @type {string | null} */ theme) => {
    chosen = theme;
    try {
      if (theme) localStorage.setItem(KEPT, theme);
      else localStorage.removeItem(KEPT);
    } catch {
      // as above
    }
  };
  const theme = () => chosen ?? ofSystem();

  window.matchMedia = (query) => {
    const list = ask(query);
    return query === QUERY ? Object.defineProperty(list, "matches", { get: () => theme() === "dark" }) : list;
  };
  const turn = () => {
    document.documentElement.dataset.theme = theme();
    dispatchEvent(new Event("afterprint"));
  };
  remember();
  if (chosen) turn();
  system.addEventListener("change", turn);
  addEventListener("storage", ({ key }) => {
    if (key !== KEPT) return;
    remember();
    turn();
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("#theme-switch")) return;
    const other = theme() === "dark" ? "light" : "dark";
    keep(other === ofSystem() ? null : other);
    turn();
  });
}

/**
 * Draw the switch.
 * @param {HTMLElement} root
 * @param {{label: string}} told
 */
export function show(root, { label }) {
  const switched = root.querySelector("button") ?? document.createElement("button");
  if (!switched.isConnected) switched.append(document.createElement("span"));
  Object.assign(switched, { id: "theme-switch", type: "button", title: label, ariaLabel: label });
  root.append(switched);
}
