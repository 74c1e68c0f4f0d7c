// @ts-check
// A place that is typed with what lies around it asks for the place, as on the dashboard (around.py, arounds.py).

/**
 * @typedef {{text: string, isName: boolean, found: Set<number>, name?: string, isOfAParty?: boolean,
 *   around?: number[]}} Part  as in file_names.js
 */
/** @typedef {[string[], Record<string, number>]} Around  governorates that it is or fills; by governorate a set */

/**
 * The parts without the governorates and regions beside a place in them, which is meant of its namesakes.
 * @param {Part[]} parts
 * @param {{around: Record<string, number>, arounds: Around[], lies_round: Record<string, string>}} held  searched.py
 * @param {Set<number>[]} sets
 */
export function withinWhatIsAround(parts, { around, arounds, lies_round: round }, sets) {
  const meant = [...parts],
    dropped = new Set();
  const lying = parts.map(({ around: numbers, name }) =>
    (numbers ?? [around[name ?? ""] ?? -1]).flatMap((number) => (number < 0 ? [] : [arounds[number]])),
  );
  const filled = lying.map((some) => [...new Set(some.flatMap(([own]) => own))]);
  const those = (/** @type {number} */ place, /** @type {number} */ beside) => {
    const own = filled[place],
      codes = filled[beside];
    if (own.length && !(own.length < codes.length && own.every((code) => codes.includes(code)))) return [];
    const all = own.length ? codes : [...codes, ...codes.filter((code) => code in round).map((code) => round[code])];
    return lying[place].flatMap(([, inside]) =>
      all.filter((code) => code in inside).flatMap((code) => [...sets[inside[code]]]),
    );
  };
  for (let at = 0; at + 1 < parts.length; at++) {
    for (const [place, beside] of [
      [at, at + 1],
      [at + 1, at],
    ]) {
      const found = dropped.has(beside) ? [] : those(place, beside);
      if (!found.length) continue;
      meant[place] = { ...parts[place], found: new Set(found) };
      dropped.add(beside);
    }
  }
  return meant.filter((_part, at) => !dropped.has(at));
}
