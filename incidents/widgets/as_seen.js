// @ts-check

/** What of a message to the map is seen; where the map would open is not. @param {any} told */
export const asSeen = ({ at: _at, base: _base, ...seen }) => JSON.stringify(seen);
