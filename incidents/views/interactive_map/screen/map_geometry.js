// @ts-check
// Boxes (left, top, right, bottom), lines and shapes: by what names and marks find room on the map.

/* global L */

const shared = (a, b, from, to) => Math.max(0, Math.min(a[to], b[to]) - Math.max(a[from], b[from]));
export const overlap = (a, b) => shared(a, b, 0, 2) * shared(a, b, 1, 3);
export const apart = (a, b) => a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];

/** Return the point at a length along a line, of which ``lengths`` are those up to each of its points. */
export function pointAt(points, lengths, length) {
  let low = 0,
    high = lengths.length - 1;
  while (high - low > 1) {
    const mid = (low + high) >> 1;
    if (lengths[mid] <= length) low = mid;
    else high = mid;
  }
  const share = (length - lengths[low]) / (lengths[high] - lengths[low] || 1);
  const [from, to] = [points[low], points[high]];
  return L.point(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y));
}

/** Return the middle of a shape's extent. */
export function middle(geometry) {
  const all = geometry.coordinates.flat(Infinity);
  const x = all.filter((_, i) => i % 2 === 0),
    y = all.filter((_, i) => i % 2 === 1);
  return [(Math.min(...y) + Math.max(...y)) / 2, (Math.min(...x) + Math.max(...x)) / 2];
}

/** Say whether a point (longitude, latitude) lies inside a polygon or one of several. */
export function contains(geometry, [x, y]) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.some(([ring]) =>
    ring.reduce((inside, [ax, ay], place) => {
      const [bx, by] = ring[(place + 1) % ring.length];
      return ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay) ? !inside : inside;
    }, false),
  );
}
