// @ts-check
// How the names on the map are written.

const FONT = "FiraGO, 'Noto Sans Arabic', sans-serif";
/* The only place of the sizes of names: they are measured and written with the same. */
const STYLES = {
  country: { weight: 400, size: 14, height: 18, spacing: 2.8, capitals: true },
  governorate: { weight: 400, size: 10.5, height: 14, spacing: 1.26, capitals: true },
  town: { weight: 400, size: 12.5, height: 16, spacing: 0 },
  city: { weight: 700, size: 13, height: 16, spacing: 0 },
  abroad: { weight: 400, size: 11, height: 15, spacing: 0 },
  river: { weight: 400, size: 11, height: 14, spacing: 0, italic: true },
  lake: { weight: 400, size: 11, height: 14, spacing: 0, italic: true },
  sea: { weight: 400, size: 12.5, height: 16, spacing: 0, italic: true },
  region: { weight: 400, size: 10.5, height: 14, spacing: 0, italic: true },
};
const CITY = 5; // the zoom from which a name counts makes a town a city

/** @param {any} item  a name */
export const styleOf = (item) => STYLES[item.kind === "town" && item.minZoom <= CITY ? "city" : item.kind];
/** @type {Map<string, boolean>} by language: to ask for it takes longer than to write a name */
const spaced = new Map();

/** Whether letters may stand apart or aslant: those that join may not. @param {string} lang */
export function isSpaced(lang) {
  if (!spaced.has(lang)) spaced.set(lang, new Intl.Locale(lang).maximize().script === "Latn");
  return Boolean(spaced.get(lang));
}

/** @param {any} style  one of the above @param {string} lang */
export const fontOf = ({ weight, size, italic }, lang) =>
  `${italic && isSpaced(lang) ? "italic " : ""}${weight} ${size}px/1.3 ${FONT}`;
