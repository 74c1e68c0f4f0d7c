// @ts-check
// What is typed and not yet known to be saved: kept by the browser until the server says that it stands in the draft.
// A server that is killed, a page loaded anew, a tab that is closed: whoever opens the draft next sends it again.

/** @typedef {{n: number, step: string, table: string, row: number, column?: string, value?: string}} Change */

const REST = 400; // milliseconds without a key until what was typed goes out
const ABANDONED = 10_000; // milliseconds after which what another tab left is taken over
const PREFIX = "desk ";

/** The steps of one draft that wait for the server. */
export class Queue {
  /** @param {string} draft */
  constructor(draft) {
    this.draft = draft;
    this.client = clientOfTab();
    /** @type {Change[]} */
    this.waiting = [];
    this.timer = 0;
    /** @type {(changes: {draft: string, client: string, changes: Change[]}) => void} */
    this.send = () => {};
    this.told = () => {}; // called whenever more or less waits
    this.adopt();
  }

  /** Take over what earlier visits left: of this tab, and of tabs that are gone. */
  adopt() {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${this.draft} `))) {
      const left = JSON.parse(localStorage.getItem(key) ?? "{}");
      const isOwn = key.endsWith(` ${this.client}`);
      if (!isOwn && Date.now() - (left.touched ?? 0) < ABANDONED) continue;
      this.waiting.push(...(left.changes ?? []));
      if (!isOwn) localStorage.removeItem(key);
    }
    this.waiting.sort((one, other) => one.n - other.n);
    this.keep();
  }

  /**
   * Note a step; ``soon`` says that more keys may follow.
   * @param {Omit<Change, "n">} change
   * @param {boolean} soon
   */
  note(change, soon = false) {
    const n = Math.max(Date.now(), (this.waiting.at(-1)?.n ?? 0) + 1);
    const last = this.waiting.at(-1);
    const isSame = last?.step === "set" && last.table === change.table && last.row === change.row;
    if (isSame && change.step === "set" && last.column === change.column) this.waiting.pop();
    this.waiting.push({ n, ...change });
    this.keep();
    clearTimeout(this.timer);
    if (soon) this.timer = window.setTimeout(() => this.flush(), REST);
    else this.flush();
  }

  flush() {
    clearTimeout(this.timer);
    if (this.waiting.length) this.send({ draft: this.draft, client: this.client, changes: this.waiting });
  }

  /** Let go of what the server has. @param {number} n */
  let_go(n) {
    const before = this.waiting.length;
    this.waiting = this.waiting.filter((change) => change.n > n);
    if (this.waiting.length !== before) this.keep();
  }

  /**
   * Return what waits for a cell, undefined where nothing does.
   * @param {string} table
   * @param {number} row
   * @param {string} column
   */
  of(table, row, column) {
    const is = (/** @type {Change} */ one) => one.table === table && one.row === row && one.column === column;
    return this.waiting.findLast(is)?.value;
  }

  /**
   * Let nothing wait for a cell any more; return what did last, undefined where nothing had.
   * @param {string} table
   * @param {string} row
   * @param {string} column
   */
  drop(table, row, column) {
    const held = this.of(table, Number(row), column);
    const is = (/** @type {Change} */ one) => one.table === table && one.row === Number(row) && one.column === column;
    this.waiting = this.waiting.filter((one) => !is(one));
    this.keep();
    return held;
  }

  keep() {
    this.told();
    const key = `${PREFIX}${this.draft} ${this.client}`;
    if (!this.waiting.length) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ touched: Date.now(), changes: this.waiting }));
  }
}

function clientOfTab() {
  const held = sessionStorage.getItem("desk client") ?? crypto.randomUUID();
  sessionStorage.setItem("desk client", held);
  return held;
}
