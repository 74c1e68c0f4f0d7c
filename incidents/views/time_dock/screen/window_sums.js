// @ts-check
// What the incidents of a window of days add up to, counted in the browser as summaries.py counts them on the server.

/**
 * Incidents as columns of equal length (rows.py says what stands in them).
 * @typedef {object} Rows
 * @property {number} kinds how many kinds there are
 * @property {(number | null)[]} from first day on which the incident answers, from 1 January 1970
 * @property {(number | null)[]} to last such day
 * @property {number[]} kind
 * @property {(number | null)[]} latitude
 * @property {(number | null)[]} longitude
 * @property {number[]} radius class of the area, 0 for a named place
 * @property {number[]} low killed at least, as it enters the sum
 * @property {number[]} high killed at most
 * @property {number[]} arrested_low the same of the arrested
 * @property {number[]} arrested_high
 * @property {number[]} flags
 */

/**
 * @typedef {object} Sums
 * @property {number} incidents
 * @property {number | null} killedLow null where nobody states a figure
 * @property {number | null} killedHigh
 * @property {number} killedUnknown incidents without a figure
 * @property {number} killedOf incidents that enter the sum, with a figure or without
 * @property {number} killedOpen incidents whose figure is a least one
 * @property {number | null} arrestedLow
 * @property {number | null} arrestedHigh
 * @property {number} arrestedOpen
 * @property {number} attacks
 * @property {number} contested
 * @property {number[]} byKind
 */

// The flags of a row (rows.py).
export const UNKNOWN = 1;
const OPEN = 2,
  ARRESTED_UNKNOWN = 32,
  ARRESTED_OPEN = 64;
export const CONTESTED = 4;
export const COUNTED = 8;
export const ATTACK = 16;

/**
 * Say whether an incident answers a window: its span touches it, and a day that is not known touches none.
 * @param {Rows} rows
 * @param {number} at
 * @param {number} from
 * @param {number} to
 */
export function answers(rows, at, from, to) {
  const first = rows.from[at],
    last = rows.to[at];
  return first !== null && last !== null && first <= to && last >= from;
}

/**
 * Add up the incidents that answer the days ``from`` to ``to``, both included.
 * @param {Rows} rows
 * @param {number} from
 * @param {number} to
 * @returns {Sums}
 */
export function windowSums(rows, from, to) {
  const byKind = new Array(rows.kinds).fill(0);
  const killed = [0, 0],
    arrested = [0, 0];
  let incidents = 0,
    unknown = 0,
    counted = 0,
    open = 0,
    contested = 0,
    attacks = 0,
    notTold = 0,
    orMore = 0;
  for (let at = 0; at < rows.from.length; at++) {
    if (!answers(rows, at, from, to)) continue;
    const flags = rows.flags[at];
    incidents++;
    byKind[rows.kind[at]]++;
    killed[0] += rows.low[at];
    killed[1] += rows.high[at];
    arrested[0] += rows.arrested_low[at];
    arrested[1] += rows.arrested_high[at];
    if (flags & COUNTED) counted++;
    if (flags & UNKNOWN) unknown++;
    if (flags & OPEN) open++;
    if (flags & CONTESTED) contested++;
    if (flags & ATTACK) attacks++;
    if (flags & ARRESTED_UNKNOWN) notTold++;
    if (flags & ARRESTED_OPEN) orMore++;
  }
  const [killedLow, killedHigh] = ends(killed, counted > unknown);
  const [arrestedLow, arrestedHigh] = ends(arrested, counted > notTold);
  return {
    incidents,
    killedLow,
    killedHigh,
    killedUnknown: unknown,
    killedOf: counted,
    killedOpen: counted > unknown ? open : 0,
    arrestedLow,
    arrestedHigh,
    arrestedOpen: counted > notTold ? orMore : 0,
    attacks,
    contested,
    byKind,
  };
}

/** @param {number[]} sums @param {boolean} isKnown @returns {(number | null)[]} */
const ends = (sums, isKnown) => sums.map((sum) => (isKnown ? Math.round(sum) : null));
