// @ts-check
// A slip of the pen: one letter more, less or another, or two exchanged.

/** Those of some names that a text is with one slip. @param {string} text @param {string[]} names */
export const slipsOf = (text, names) => names.filter((name) => name[0] === text[0] && isOneSlip(text, name));

/** Whether two different words differ by one slip. @param {string} one @param {string} other @returns {boolean} */
function isOneSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let first = 0;
  while (first < one.length && one[first] === other[first]) first++;
  const rests = [one.slice(first), other.slice(first)];
  const [long, short] = rests.toSorted((left, right) => right.length - left.length);
  if (long.length > short.length) return long.slice(1) === short;
  if (long.slice(1) === short.slice(1)) return true;
  return long[0] === short[1] && long[1] === short[0] && long.slice(2) === short.slice(2);
}
