// @ts-check
// What lies within some km of a place or of a spot that was pressed: the rule of the dashboard (circles.py,
// distances.py) with its constants, for the places of the incidents.

/** @typedef {{center: string | [number, number], km: number}} Near  the id of a place, or degrees */
/** @typedef {[number, number][][]} Area  rings of longitude and latitude */

const BY_PLACE = /^([\w-]+),(\d{1,3})$/,
  BY_DEGREES = /^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,3})$/;
const RADIAN = Math.PI / 180;
/** @type {Map<string, number[]>} km to each spot, by centre */
const kept = new Map();

/** @param {string} text @param {any} near  see nearby.py @returns {Near | null} */
export function readNear(text, near) {
  const degrees = BY_DEGREES.exec(text),
    place = BY_PLACE.exec(text),
    km = Number((degrees ?? place)?.at(-1));
  if (!(km >= 1 && km <= near.farthest)) return null;
  if (place) return place[1] in near.places ? { center: place[1], km } : null;
  const [latitude, longitude] = (degrees ?? []).slice(1, 3).map((one) => Number(Number(one).toFixed(near.decimals)));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { center: [latitude, longitude], km } : null;
}

/** @param {Near} asked @param {any} near @returns {string} */
export function writeNear({ center, km }, near) {
  return [typeof center === "string" ? center : center.map((one) => one.toFixed(near.decimals)), km].flat().join(",");
}

/** The circle as the map draws it. @param {Near} asked @param {any} near @returns {[number, number, number]} */
export function circleOf({ center, km }, near) {
  const [latitude, longitude] = typeof center === "string" ? near.places[center] : center;
  return [Number(latitude.toFixed(4)), Number(longitude.toFixed(4)), km];
}

/** The box about a circle: south, west, north, east. @param {Near} asked @param {any} near */
export function boxOf(asked, near) {
  const [latitude, longitude, km] = circleOf(asked, near),
    up = km / near.km_per_degree;
  const across = up / Math.cos(latitude * RADIAN);
  return [latitude - up, longitude - across, latitude + up, longitude + across].map((one) => Number(one.toFixed(3)));
}

/**
 * Say per set of places whether one of them may lie within.
 * @param {Near} asked
 * @param {any} data
 * @returns {boolean[]}
 */
export function reached({ center, km }, data) {
  const { spots, sets, places } = data.near,
    key = String(center);
  const middle = typeof center === "string" ? places[center] : center;
  const away = kept.get(key) ?? spots.map((/** @type {any} */ spot) => nearest(middle, spot, data));
  kept.set(key, away);
  return sets.map((/** @type {number[]} */ set) => set.some((spot) => away[spot] <= km));
}

/** @param {[number, number]} middle @param {any} spot @param {any} data @returns {number} km */
function nearest(middle, [latitude, longitude, radius, outline], data) {
  const { earth_radius_km: earth } = data.near;
  if (!outline) return Math.max(0, apart(middle, latitude, longitude, earth) - radius);
  const [layer, column, value] = outline;
  const { features } = data.base.layers[layer];
  const { geometry } = features.find((/** @type {any} */ one) => one.properties[column] === value);
  const areas = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return Math.min(...areas.map((/** @type {Area} */ area) => toArea(middle, area, earth)));
}

/** @param {[number, number]} middle @param {number} latitude @param {number} longitude @param {number} earth */
function apart([north, east], latitude, longitude, earth) {
  const half =
    Math.sin(((latitude - north) * RADIAN) / 2) ** 2 +
    Math.cos(north * RADIAN) * Math.cos(latitude * RADIAN) * Math.sin(((longitude - east) * RADIAN) / 2) ** 2;
  return 2 * earth * Math.asin(Math.sqrt(Math.min(1, half)));
}

/** How far an area lies, drawn about the middle so that every distance from there is true; 0 from inside. */
function toArea(/** @type {[number, number]} */ middle, /** @type {Area} */ area, /** @type {number} */ earth) {
  const north = middle[0] * RADIAN;
  const drawn = area.map((ring) =>
    ring.map(([longitude, latitude]) => {
      const far = apart(middle, latitude, longitude, earth);
      const to = latitude * RADIAN,
        east = (longitude - middle[1]) * RADIAN;
      const across = Math.sin(east) * Math.cos(to);
      const up = Math.cos(north) * Math.sin(to) - Math.sin(north) * Math.cos(to) * Math.cos(east);
      const bearing = Math.atan2(across, up);
      return [far * Math.sin(bearing), far * Math.cos(bearing)];
    }),
  );
  let isInside = false,
    least = Infinity;
  for (const ring of drawn) {
    for (let at = 1; at < ring.length; at++) {
      const [[ax, ay], [bx, by]] = [ring[at - 1], ring[at]],
        dx = bx - ax,
        dy = by - ay;
      if (ay > 0 !== by > 0 && ax - (ay * dx) / dy > 0) isInside = !isInside;
      const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(ax + along * dx, ay + along * dy));
    }
  }
  return isInside ? 0 : least;
}
