// @ts-check
// What the file holds, unpacked; and its typeface.

/**
 * Return the JSON that an element of the file holds, packed as gzip and written in base64.
 * @param {string} id
 * @returns {Promise<any>}
 */
export async function unpacked(id) {
  const packed = atob((document.getElementById(id)?.textContent ?? "").trim());
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/**
 * Give the page its typeface.
 * @param {Record<string, string>} weights  each as base64
 */
export function setTypeface(weights) {
  for (const [weight, written] of Object.entries(weights)) {
    const bytes = Uint8Array.from(atob(written), (letter) => letter.charCodeAt(0));
    document.fonts.add(new FontFace("FiraGO", bytes.buffer, { weight }));
  }
}

const DAY = 86_400_000; // ms

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
