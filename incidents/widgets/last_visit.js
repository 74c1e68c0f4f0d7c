// @ts-check
// What is new since the reader's last visit. Which version he saw stands in his own browser, under one key, and is sent
// to nobody: the page tells of every version it knows, and the browser chooses. The first visit is told nothing.

const KEPT = "incidents.seen";

/** @returns {string | null} what the browser keeps; nothing where it keeps nothing for this page */
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {string} seen */
function keep(seen) {
  try {
    localStorage.setItem(KEPT, seen);
  } catch {
    // A browser that keeps nothing: every visit is the first.
  }
}

/** @param {string} words @param {() => void} pressed */
function button(words, pressed) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: words, onclick: pressed });
  return made;
}

/** @param {HTMLElement} root */
function sayNothing(root) {
  root.classList.remove("says");
  root.replaceChildren(Object.assign(document.createElement("span"), { hidden: true })); // drawn, with nothing to say
}

/**
 * @param {HTMLElement} root
 * @param {{record: string, now: string, lines: Record<string, string>, see: string, dismiss: string}} told
 * @param {(choice: string, value: string) => void} emit
 */
export function show(root, { record, now, lines, see, dismiss }, emit) {
  const here = `${record} ${now}`;
  const seen = kept();
  const mark = seen?.startsWith(`${record} `) ? seen.slice(record.length + 1) : null;
  sayNothing(root);
  if (mark === null) return keep(here);
  const named = Object.keys(lines).find((one) => one === mark) ?? mark.slice(0, mark.lastIndexOf("-"));
  const line = mark === now ? undefined : lines[named];
  if (!line) return mark === now ? undefined : keep(here);
  const done = () => {
    keep(here);
    sayNothing(root);
  };
  const said = document.createElement("p");
  said.textContent = line;
  root.classList.add("says");
  root.replaceChildren(
    said,
    button(see, () => {
      done();
      emit("since", named);
    }),
    button(dismiss, done),
  );
}
