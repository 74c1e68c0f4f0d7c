// @ts-check
// Days as numbers, counted from 1 January 1970.

const DAY = 86_400_000; // ms

/** The filters of both ends of a period, and how a question calls these. @type {Record<string, "from" | "to">} */
export const ENDS = { date_from: "from", date_to: "to" };

/** @param {string | null | undefined} text  YYYY-MM-DD @returns {number | null} days since 1 January 1970 */
export function dayOf(text) {
  const stamp = /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(stamp) ? null : Math.round(stamp / DAY);
}

/** @param {number} day @returns {number} months since January 1970 */
export function monthOf(day) {
  const date = new Date(day * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** @returns {number} today */
export const today = () => Math.floor(Date.now() / DAY);
