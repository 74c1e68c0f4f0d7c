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
