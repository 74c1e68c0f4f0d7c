// @ts-check
// A place that is typed with what lies around it asks for the place, as on the dashboard (around.py).

/** @typedef {import("./file_names.js").Part} Part */

/**
 * The parts without the governorates and regions beside a place in them, which is meant of its namesakes.
 * @param {Part[]} parts
 * @param {{wide: Record<string, string[]>, inside: Record<string, Record<string, number>>}} held  see searched.py
 * @param {Set<number>[]} sets
 */
export function withinWhatIsAround(parts, { wide, inside }, sets) {
  const meant = [...parts], around = new Set();
  const those = (/** @type {Part} */ place, /** @type {Part} */ beside) => {
    const lying = inside[place.name ?? ""] ?? {}, own = wide[place.name ?? ""], codes = wide[beside.name ?? ""] ?? [];
    if (own && !(own.length < codes.length && own.every((code) => codes.includes(code)))) return [];
    return codes.filter((code) => code in lying).flatMap((code) => [...sets[lying[code]]]);
  };
  for (let at = 0; at + 1 < parts.length; at++) {
    for (const [place, beside] of [[at, at + 1], [at + 1, at]]) {
      const found = around.has(beside) ? [] : those(parts[place], parts[beside]);
      if (!found.length) continue;
      meant[place] = { ...parts[place], found: new Set(found) };
      around.add(beside);
    }
  }
  return meant.filter((_part, at) => !around.has(at));
}
