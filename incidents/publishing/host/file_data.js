// @ts-check
// What the file holds, unpacked; and its typeface.

/**
 * Return the JSON that an element of the file holds, packed as gzip and written in base64.
 * @param {string} id
 * @returns {Promise<any>}
 */
export async function unpacked(id) {
  const bytes = bytesOf((document.getElementById(id)?.textContent ?? "").trim());
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/**
 * Give the page its typeface.
 * @param {Record<string, string>} weights  each as base64
 */
export function setTypeface(weights) {
  for (const [weight, written] of Object.entries(weights)) {
    document.fonts.add(new FontFace("FiraGO", bytesOf(written).buffer, { weight }));
  }
}

/**
 * Return what base64 writes. A call per letter, as of ``Uint8Array.from``, would take a tenth of the opening.
 * @param {string} written
 */
function bytesOf(written) {
  const letters = atob(written),
    bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
