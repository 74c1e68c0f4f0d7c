// @ts-check
// What the map wears: words, direction, legend, credits. All of it comes with each answer.

import { escaped, speakZoom } from "./controls.js";

/**
 * Put on language, direction, legend, summary and online tiles; none of them draws the base anew.
 * @param {any} on  the map of the dashboard
 * @param {any} data  the answer
 */
export function dress(on, data) {
  const { words } = data;
  const container = on.map.getContainer();
  on.mirrored = words.dir === "rtl";
  container.lang = data.lang;
  container.setAttribute("role", "region");
  const beside = data.beside ? [data.beside.words.beside] : [];
  container.setAttribute("aria-label", [words.summary, ...beside].join(" · "));
  const start = on.mirrored ? "right" : "left";
  for (const control of [on.map.zoomControl, ...on.buttons]) {
    if (control.getPosition() !== `top${start}`) control.setPosition(`top${start}`); // Leaflet would make it anew
  }
  on.home.speak(words.home);
  on.full.speak(words.full_screen);
  on.measure.speak(words.measure);
  on.ruler.speak(words);
  speakZoom(on.map.zoomControl, words);
  on.legend.show(data);
  on.scale.speak(words.units);
  on.scale.getContainer().dir = words.dir;
  on.credits.getContainer().dir = words.dir;
  on.base.tiles(data.tiles);
  on.base.shade(data);
  for (const old of on.credited ?? []) on.credits.removeAttribution(old);
  on.credited = [...words.credits, ...(data.beside?.credits ?? [])].map(escaped);
  on.credited.forEach((text) => on.credits.addAttribution(text));
}
