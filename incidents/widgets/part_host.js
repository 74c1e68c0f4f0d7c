// @ts-check
// What a part of the screen is to Streamlit: data in, choices out. The part itself is a module with an address of its
// own, so that the page gets its text once and not with every answer.

import { asSeen } from "./as_seen.js";
import { takeOver } from "./taken_over.js";

const LATE = 5_000; // ms; a choice that the server has not heard of for so long is not told again
/** @typedef {[number, string, any, boolean]} Choice  its number, name and value, and whether it is shown already */
/** @type {Map<string, {choice: Choice, at: number}[]>} */
const logs = new Map(); // by part, its latest choices: of two of one moment the server hears only the last
/** @type {Map<string, any>} */
const loaded = new Map(); // modules by address: one that is there draws at once, and does not queue behind other parts
let last = 0;
addEventListener("popstate", () => logs.clear()); // who goes back takes back what he has chosen since
// What the document runs by itself (document.py) is there before the first answer.
for (const run of document.querySelectorAll("script[data-part]")) load(run.getAttribute("data-part"));

export default async ({ data: sent, parentElement, setTriggerValue }) => {
  const isTold = parentElement.told === sent; // Streamlit draws itself anew, in another theme: there is no answer
  Object.assign(parentElement, { told: sent, tell: setTriggerValue });
  if (isTold) return;
  const data = sent instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(sent)) : sent;
  const part = loaded.get(data.module) ?? (await load(data.module));
  const emit = (name, value) => {
    if (name === "seen") keepSpot((parentElement.spot = value.at));
    // The server knows by itself: to ask it now would bring it back what the page held before this answer.
    if (name === "let_go") return keepSpot((parentElement.spot = null));
    const number = ++last,
      show = data.ahead && parentElement.ahead?.press(name, value, number);
    parentElement.tell(name, { log: logged(data.key, [number, name, value, Boolean(show)]) });
    show?.();
  };
  if (parentElement.spot !== undefined) keepSpot(parentElement.spot); // not what an older answer wrote
  const own = parentElement.querySelector(".part");
  const { root, seen } = data.name === "map_part" ? takeOver(own, emit) : { root: own, seen: null };
  const draw = (told) => part.show(root, told, emit);
  const begin = (told) => (seen && seen === asSeen(told) ? undefined : draw(told)); // it stands there already
  if (!data.ahead) {
    parentElement.ahead?.leave(data.name);
    return begin(data.told);
  }
  if (parentElement.ahead) return parentElement.ahead.answer(data.name, root, data, draw, emit);
  if (!data.told) return emit("again", true); // it stands here for the first time
  await begin(data.told); // the first answer does not wait for what only presses need
  parentElement.ahead = await load(data.ahead.module);
  if (parentElement.told === sent) parentElement.ahead.take(data.name, root, data, draw, emit);
};

/**
 * Note a choice of a part; return it behind those that it told just before.
 * @param {string} key
 * @param {Choice} choice
 */
function logged(key, choice) {
  const at = performance.now(),
    late = (logs.get(key) ?? []).filter((one) => at - one.at < LATE);
  logs.set(key, [...late, { choice, at }]);
  return logs.get(key)?.map((one) => one.choice);
}

async function load(address) {
  try {
    const part = await import(new URL(address, document.baseURI).href);
    loaded.set(address, part);
    return part;
  } catch (error) {
    dispatchEvent(new Event("part-not-loaded")); // which files_arrive.js hears
    throw error;
  }
}

// What the map shows stands in the address without an entry of the history, so that Back does not undo each move of it.
function keepSpot(at) {
  const address = new URL(location.href);
  // Written by hand: URLSearchParams would write every comma of the address as %2C.
  const others = address.search
    .slice(1)
    .split("&")
    .filter((part) => part && !part.startsWith("at="));
  const spot = at ? [`at=${at[0].toFixed(3)},${at[1].toFixed(3)},${at[2]}`] : [];
  address.search = others.concat(spot).join("&");
  history.replaceState(history.state, "", address);
}
