// Tells when a page has come to rest: every request to the server is answered, nothing runs, loads, moves or waits for
// a moment to pass, in the page and in the frames in it. Put into every document before its own scripts.
(() => {
  const SOON = 1000; // ms; a timer set further ahead is not part of an answer
  const timers = new Set();
  let loading = 0;
  let stirred = 0; // counts whatever happens, to tell a page at rest from one between two steps

  const later = window.setTimeout;
  window.setTimeout = (act, delay = 0, ...given) => {
    const due = (...passed) => {
      timers.delete(timer);
      act(...passed);
    };
    const timer = later.call(window, due, delay, ...given);
    if (delay <= SOON) {
      timers.add(timer);
      stirred++;
    }
    return timer;
  };
  for (const name of ["clearTimeout", "clearInterval"]) {
    const clear = window[name];
    window[name] = (timer) => {
      timers.delete(timer);
      clear.call(window, timer);
    };
  }
  const get = window.fetch;
  window.fetch = (...asked) => {
    loading++;
    stirred++;
    return get.call(window, ...asked).finally(() => loading--);
  };

  // The messages of Streamlit, as far as they begin and end a run, by the numbers of their fields.
  const [ASKED, ASKED_FRAGMENT] = [11, 5]; // BackMsg.proto
  const [BEGUN, ENDED, ENDED_EARLY, ACK] = [4, 6, 2, 26]; // ForwardMsg.proto
  const [ABOUT, RUN, RUN_FRAGMENTS] = [2, 6, 2]; // ForwardMsg.proto
  const HEARTBEAT = new Uint8Array([0x88, 0x01, 0x01]);
  let socket = null;
  let pageDue = false; // a run of the page was asked for and has not begun
  let moreDue = false; // a run was ended for the sake of another that has not begun
  const partsDue = new Set(); // fragments asked for that have not begun; the server may join or drop these
  let running = false;
  let acknowledged = () => {};

  const text = (bytes) => new TextDecoder().decode(bytes);
  function* fields(bytes) {
    let at = 0;
    const number = () => {
      let value = 0,
        factor = 1,
        byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * factor;
        factor *= 128;
      } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = number();
      const size = { 0: 0, 1: 8, 5: 4 }[tag & 7];
      if (size === 0) yield [tag >>> 3, number()];
      else {
        const length = size ?? number();
        yield [tag >>> 3, bytes.subarray(at, (at += length))];
      }
    }
  }
  const first = (bytes, field) => {
    for (const [name, value] of fields(bytes)) if (name === field) return value;
  };

  function asks(bytes) {
    const asked = first(bytes, ASKED);
    if (!asked) return;
    stirred++;
    const part = first(asked, ASKED_FRAGMENT);
    if (part?.length) partsDue.add(text(part));
    else {
      pageDue = true;
      partsDue.clear();
    }
  }
  function hears(bytes) {
    let about, kind, value;
    for (const [name, held] of fields(bytes)) {
      if (name === ABOUT) about = held;
      else if (name === BEGUN || name === ENDED || name === ACK) [kind, value] = [name, held];
    }
    if (kind === ACK) return acknowledged();
    stirred++;
    if (kind === BEGUN) {
      const run = (about && first(about, RUN)) ?? new Uint8Array();
      const parts = [...fields(run)].filter(([name]) => name === RUN_FRAGMENTS);
      for (const [, part] of parts) partsDue.delete(text(part));
      if (!parts.length) pageDue = false;
      moreDue = false;
      running = true;
    }
    if (kind === ENDED) {
      running = false;
      moreDue = value === ENDED_EARLY;
    }
  }
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(address, ...given) {
      super(address, ...given);
      if (!String(address).includes("_stcore/stream")) return;
      socket = this;
      pageDue = moreDue = running = false;
      partsDue.clear();
      this.addEventListener("message", (event) => hears(new Uint8Array(event.data)));
    }
    send(data) {
      if (this === socket) asks(new Uint8Array(data.buffer ?? data, data.byteOffset, data.byteLength));
      super.send(data);
    }
  };
  const reached = () => socket?.readyState === Socket.OPEN;
  const roundTrip = () =>
    new Promise((done) => {
      acknowledged = done;
      Socket.prototype.send.call(socket, HEARTBEAT);
      later.call(window, done, 5000); // the connection may be lost, which the next look will see
    });

  const moves = ({ playState, effect }) =>
    playState === "running" && Number.isFinite(effect?.getComputedTiming().endTime);
  // What is told soonest comes first: to see that a page is not at rest, one trouble is enough.
  function* troubles() {
    if (timers.size) yield "a timer";
    if (loading) yield "something to load";
    if (document.readyState !== "complete") yield "the document";
    if (window === top) {
      if (!reached()) yield "a connection";
      if (pageDue || moreDue) yield "a run of the script to begin";
      if (running) yield "a run of the script";
      if (document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning") yield "the script's state";
      if (!document.querySelector("h1, .problems, [data-testid=stException]")) yield "a head";
      const skeleton = document.querySelector("[data-testid=stSkeleton]");
      if (skeleton) yield `a part of the page: ${skeleton.parentElement.outerHTML.slice(0, 400)}`;
      if (document.querySelector(".map_part") && !document.querySelector(".map_part .name")) yield "the map";
      for (const part of document.querySelectorAll("div.part"))
        if (!part.childElementCount) yield `the part ${part.className}`;
      for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart]"))
        if (!chart.querySelector("svg, canvas")) yield "a chart";
    }
    if (document.fonts.status !== "loaded") yield "a typeface";
    if (document.getAnimations().some(moves)) yield "a movement";
  }
  const inside = () =>
    Array.from(window)
      .map((frame) => {
        try {
          return frame.rest;
        } catch {
          return null;
        }
      })
      .filter(Boolean);
  const isBusy = () => !troubles().next().done || inside().some((frame) => frame.isBusy());
  const rest = {
    isBusy,
    awaits: () => [
      ...troubles(),
      ...inside().flatMap((frame) => frame.awaits().map((trouble) => `${trouble} in a frame`)),
    ],
    stirred: () => inside().reduce((sum, frame) => sum + frame.stirred(), stirred),

    /** Wait until the page rests, and does so while messages go to the server and back; return what it still awaits. */
    async come(patience) {
      const end = performance.now() + patience;
      let calm = 0,
        before = -1,
        busy = true;
      while (performance.now() < end) {
        busy = isBusy();
        calm = busy || rest.stirred() !== before ? 0 : calm + 1;
        before = rest.stirred();
        if (calm >= (partsDue.size ? 8 : 3)) return [];
        if (busy) await new Promise((done) => later.call(window, done, 15));
        else {
          await new Promise((done) => requestAnimationFrame(done));
          await roundTrip();
        }
      }
      const awaited = rest.awaits();
      return awaited.length ? awaited : ["an end of its stirring"];
    },
  };
  window.rest = rest;
  window.theMap = () => document.querySelector(".map-canvas")?.incidents;
})();
