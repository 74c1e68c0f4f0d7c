// @ts-check
// The part of the country that a map shows.

/** Return the edges of what is seen, in degrees: south, west, north, east. */
export function edgesOf(map) {
  const seen = map.getBounds();
  return [seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()];
}

/** Say whether just this is shown already: the reader asks for what he sees. */
export function isShown(map, extent) {
  const edges = edgesOf(map);
  return Boolean(extent?.every((edge, at) => Math.abs(edge - edges[at]) < 0.001));
}
