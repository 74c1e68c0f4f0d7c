// @ts-check
// What a reader by keys or by ear must not lose: the focus where an answer takes its holder away, and how many
// incidents there are, said in a region that stays. (What comes together with its region is not always said.)
{
  const STOPS = "button:not(:disabled), a[href], input:not(:disabled), select, summary, [tabindex='0']";
  const SOON = 60; // ms
  const PAIRS = [
    ["stSidebar", "stExpandSidebarButton"],
    ["stExpandSidebarButton", "stSidebarCollapseButton"],
  ];
  const wordsOf = (element) => element.textContent.replace(/[\d.,\s]+/g, " ").trim();
  const stopsIn = (scope) => /** @type {HTMLElement[]} */ ([...scope.querySelectorAll(STOPS)]);
  const isLost = () => !document.activeElement || document.activeElement === document.body;

  let held = null; // what held the focus last: its words, and what it stands in with its place there
  let timer = 0;

  const note = (target) => {
    held = { target, words: wordsOf(target), scopes: /** @type {any[]} */ ([]) };
    // The page is looked through once: what stands before the target in a scope is the end of what does in the page.
    const before = stopsIn(document.body);
    before.length = before.indexOf(target) + 1;
    let first = before.length - 1;
    for (let scope = target.parentElement; scope && scope !== document.body; scope = scope.parentElement) {
      const key = [...scope.classList].find((name) => name.startsWith("st-key-")) ?? "";
      const part = scope.dataset.testid ?? "";
      while (first > 0 && scope.contains(before[first - 1])) first--;
      held.scopes.push({ scope, key, part, place: before.length - 1 - first });
    }
  };

  /** Give the focus to what came in its holder's place, else to what stands where it stood. */
  const giveBack = () => {
    const { words, scopes } = held;
    held = null;
    for (const { scope, key, part, place } of scopes) {
      const pair = PAIRS.find(([name]) => name === part);
      const beside = pair && document.querySelector(`[data-testid=${pair[1]}]`);
      const button = beside?.matches(STOPS) ? beside : beside?.querySelector(STOPS);
      if (button instanceof HTMLElement && button.checkVisibility()) return button.focus({ preventScroll: true });
      const now = scope.isConnected ? scope : key && document.querySelector(`.${CSS.escape(key)}`);
      const stops = now ? stopsIn(now) : [];
      const isSeen = (stop) => stop.checkVisibility();
      const same = words && stops.find((stop) => wordsOf(stop) === words && isSeen(stop));
      const there = same || stops.slice(Math.max(place, 0)).find(isSeen) || stops.findLast(isSeen);
      if (there) return there.focus({ preventScroll: true });
    }
  };

  const voice = document.body.appendChild(document.createElement("p"));
  voice.setAttribute("role", "status");
  const unseen = { position: "absolute", inlineSize: "1px", blockSize: "1px", margin: 0, overflow: "hidden" };
  Object.assign(voice.style, unseen, { clipPath: "inset(50%)" });
  let said = "";
  const say = () => {
    const count = document.querySelector(".st-key-question .count")?.textContent.trim() ?? "";
    if (count && said && count !== said) voice.textContent = count;
    said = count || said;
  };

  const look = () => {
    const isAnswering = document.querySelector(".stApp")?.getAttribute("data-test-script-state") === "running";
    timer = isAnswering ? setTimeout(look, SOON) : 0;
    if (isAnswering) return;
    if (held && isLost() && !(held.target.isConnected && held.target.checkVisibility())) giveBack();
  };

  document.addEventListener("pointerdown", ({ target }) => held?.target.contains(target) || (held = null), true);
  document.addEventListener("focusin", ({ target }) => note(target));
  const changes = { childList: true, subtree: true, characterData: true };
  new MutationObserver(() => {
    say();
    timer ||= setTimeout(look, SOON);
  }).observe(document.body, changes);
}
