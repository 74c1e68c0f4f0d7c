"use strict";
/* The dashboard's map: base layers fetched once, marks exchanged by the page. The page calls show() with each answer. */

const SYRIA = [[32.25, 35.55], [37.4, 42.45]];
const PANES = { land: 210, relief: 220, water: 230, shades: 250, lines: 270, tiles: 205, areas: 420, names: 440, marks: 620 };

class IncidentMap {
  constructor(map, options) {
    this.map = map;
    this.boundsOf = SYRIA;
    for (const [name, level] of Object.entries(PANES)) map.createPane(name).style.zIndex = level;
    for (const name of ["names", "relief"]) map.getPane(name).style.pointerEvents = "none";
    this.drawings = Object.fromEntries(["land", "water", "shades", "lines", "areas"].map((pane) => [pane, L.svg({ pane, padding: 0.6 })]));
    this.shapes = {};
    this.waiting = [];
    // Made before the page asks for clicks, filled when the layer has arrived.
    this.governorates = L.geoJSON(null, {
      pane: "shades", renderer: this.drawings.shades, className: "governorate", bubblingMouseEvents: false,
      onEachFeature: (feature, layer) => this.makeGovernorate(feature, layer),
    }).addTo(map);
    this.labels = new MapLabels(map);
    // The desert and Jordan leave room for the legend in the south-east, in either direction of writing.
    this.legend = new LegendControl({ position: "bottomright" });
    this.home = new HomeControl({ position: "topleft" });
    this.scale = new ScaleControl({ imperial: false, maxWidth: 120, position: "bottomleft" });
    this.credits = L.control.attribution({ prefix: false, position: "bottomleft" });
    for (const control of [this.home, this.credits, this.scale, this.legend]) control.addTo(map);
    map.setMaxBounds(options.frame);
    // Leaflet focuses the map on a press; if that scrolled the page, the map would move away from under the click.
    const container = map.getContainer();
    container.focus = () => HTMLElement.prototype.focus.call(container, { preventScroll: true });
    this.relief = L.imageOverlay(options.relief, options.frame, { pane: "relief", className: "relief" }).addTo(map);
    this.mirrored = options.mirrored; // the buttons then began where the country reaches farthest east
    this.wholeCountry();
    // Whoever saw the whole country sees it whole when a phone is turned or a panel folded.
    map.on("resize", () => this.moved || this.brought || this.wholeCountry());
    map.on("zoomend moveend resize", () => this.arrange());
    for (const sign of ["pointerdown", "wheel", "keydown"]) container.addEventListener(sign, () => (this.moved = true), { capture: true, passive: true });
    map.on("moveend", () => this.moved && this.writeAddress());
    document.body.insertAdjacentHTML("beforeend", `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
      <pattern id="hatching" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">
      <rect width="6" height="6" class="ground"/><path d="M0,0V6" class="hatch"/></pattern></defs></svg>`);
    this.load(options.layers);
  }

  /** Show all of Syria, moved towards the west where the legend would else lie on the east. */
  wholeCountry() {
    this.brought = false;
    this.map.fitBounds(SYRIA, { animate: false, paddingTopLeft: [6, 6], paddingBottomRight: [this.mirrored ? 48 : 6, 30] });
    const [west, east] = [SYRIA[0][1], SYRIA[1][1]].map((longitude) => this.map.latLngToContainerPoint([35, longitude]).x);
    const room = this.map.getSize().x - (east - west);
    const wanted = window.innerWidth > 560 ? 130 : 0;
    this.map.panBy([Math.max(0, Math.min(wanted, room / 2 - 24)), 0], { animate: false });
  }

  /** Keep in the page's address what the reader moved the map to, or nothing where all of Syria is shown again. */
  writeAddress() {
    const { lat, lng } = this.map.getCenter();
    const address = new URL(parent.location.href);
    // Written by hand: URLSearchParams would write every comma of the address as %2C.
    const others = address.search.slice(1).split("&").filter((part) => part && !part.startsWith("at="));
    const spot = this.moved ? [`at=${lat.toFixed(3)},${lng.toFixed(3)},${this.map.getZoom()}`] : [];
    address.search = others.concat(spot).join("&");
    parent.history.replaceState(parent.history.state, "", address);
  }

  async load(urls) {
    const get = async (url) => (await fetch(url)).json();
    const names = Object.keys(urls);
    const layers = Object.fromEntries((await Promise.all(names.map((name) => get(urls[name])))).map((layer, place) => [names[place], layer]));
    this.drawBase(layers);
    if (document.fonts) await document.fonts.ready;
    this.arrange();
  }

  drawBase({ countries, governorates, golan, lakes, rivers, towns, badia }) {
    const draw = (layer, pane, style, filter) =>
      L.geoJSON(layer, { pane, renderer: this.drawings[pane], interactive: false, filter, style: { className: style } }).addTo(this.map);
    const isSyria = (feature) => feature.properties.iso_a3 === "SYR";
    draw(countries, "land", "country", (feature) => !isSyria(feature));
    draw(countries, "land", "glow", isSyria);
    draw(countries, "land", "syria", isSyria);
    this.governorates.addData(governorates);
    draw(lakes, "water", "lake");
    draw(rivers, "water", "river small", (feature) => !feature.properties.name_en);
    draw(rivers, "water", "river", (feature) => Boolean(feature.properties.name_en));
    if (golan) draw(golan, "lines", "disputed");
    draw(countries, "lines", "border", isSyria);
    for (const feature of governorates.features) this.shapes[feature.properties.pcode] = feature;
    for (const feature of badia.features) this.shapes[feature.properties.place_id] = feature;
    this.labels.add(countries, "country", 20, (p) => p.iso_a3 !== "SYR");
    const syria = countries.features.find(isSyria).geometry;
    const [home, abroad] = [true, false].map((inside) => ({ features: towns.features.filter((town) => inside === contains(syria, town.geometry.coordinates)) }));
    this.labels.add(home, "town", 0);
    this.labels.add(abroad, "abroad", 14);
    this.labels.add(governorates, "governorate", 15);
    this.labels.add(lakes, "lake", 18);
    this.labels.add(rivers, "river", 12);
    if (golan) this.labels.add(golan, "region", 12);
    this.labels.names.push({ kind: "sea", rank: 1, minZoom: 0, names: { name_en: "Mediterranean Sea", name_ar: "البحر المتوسط" }, point: [34.55, 35.05], lines: null });
    this.waiting.splice(0).forEach((draw) => draw());
    this.shade();
  }

  makeGovernorate(feature, layer) {
    const { pcode } = feature.properties;
    layer.toGeoJSON = () => ({ type: "Feature", geometry: null, properties: { governorate: pcode } });
    layer.bindTooltip(() => this.governorateTip(feature.properties), { sticky: true, opacity: 1, className: "map-tip" });
  }

  governorateTip(properties) {
    const box = document.createElement("div");
    box.className = "tip";
    if (!this.data) return box;
    box.dir = this.data.words.dir;
    box.appendChild(document.createElement("strong")).textContent = properties[`name_${this.data.lang}`] ?? properties.name_en;
    const shade = this.data.shading && this.data.shading[properties.pcode];
    for (const line of [...(shade ? shade[1] : []), this.data.words.filter_here]) {
      box.appendChild(document.createElement("div")).textContent = line;
    }
    return box;
  }

  /** Draw an answer: called by the page's feature group each time it changes. */
  show(group, data) {
    // The frame gets the same style sheet again with every answer; one is enough, and a long session stays small.
    const kept = new Set();
    for (const sheet of document.head.querySelectorAll("style")) {
      if (kept.has(sheet.textContent)) sheet.remove();
      kept.add(sheet.textContent);
    }
    // streamlit-folium keeps every group it ever drew alive; let the old ones go.
    (window.feature_group || []).forEach((old) => old.clearLayers && old.clearLayers());
    window.feature_group = [];
    this.data = data;
    this.dress(data);
    if (data.at && !this.opened) {
      this.brought = true; // by the address, to where it was left
      this.map.setView(data.at.slice(0, 2), data.at[2], { animate: false });
    }
    this.circle(data, Boolean(data.at) && !this.opened);
    this.opened = true;
    const marks = data.marks.map((values) => row(MARK_FIELDS, values));
    const areas = data.areas.map((values) => row(AREA_FIELDS, values));
    const layers = marks.map((item, place) => markLayer(item, place, data.words, place === data.opened));
    layers.forEach((layer) => group.addLayer(layer));
    const drawAreas = () => {
      this.areaLabels = [];
      areas.forEach((item, place) => {
        const number = marks.length + place;
        const [outline, label] = areaLayers(item, number, data.words, number === data.opened, (key) => this.shapes[key]);
        group.addLayer(outline).addLayer(label);
        this.areaLabels.push(label);
      });
    };
    this.marks = layers;
    this.areaLabels = [];
    if (Object.keys(this.shapes).length || !areas.some((item) => item.polygon)) drawAreas();
    else this.waiting.push(() => this.data === data && (drawAreas(), this.arrange()));
    this.shade();
    // The page adds the group to the map right after this call; elements exist from then on.
    queueMicrotask(() => {
      if (this.data !== data) return;
      reachByKeyboard([...this.marks, ...this.areaLabels], [...marks, ...areas], data.words);
      this.arrange();
    });
  }

  /** Draw the circle that was asked for, and show it whole when it is a new one, unless the address brought the map. */
  circle({ near }, brought) {
    const key = near ? near.join() : "";
    if (key === (this.circled || "")) return;
    this.circled = key;
    if (this.around) this.around.remove();
    this.around = near ? L.circle(near.slice(0, 2), { radius: near[2] * 1000, pane: "areas", className: "asked-circle", interactive: false }).addTo(this.map) : null;
    if (brought) return;
    if (!near) return this.moved || this.wholeCountry();
    this.brought = true;
    this.map.fitBounds(L.latLng(near.slice(0, 2)).toBounds(near[2] * 2000), { animate: false, padding: [12, 12] });
  }

  /** Put on language, direction, theme, legend, summary and online tiles; none of them draws the base anew. */
  dress(data) {
    const { words } = data;
    document.documentElement.lang = data.lang;
    document.body.classList.toggle("dark", data.theme === "dark");
    document.body.classList.toggle("rtl", words.dir === "rtl");
    const start = words.dir === "rtl" ? "right" : "left";
    this.map.zoomControl.setPosition(`top${start}`);
    this.home.setPosition(`top${start}`);
    this.home.button.title = words.whole_country;
    this.home.button.setAttribute("aria-label", words.whole_country);
    for (const [button, name] of [["_zoomInButton", words.zoom_in], ["_zoomOutButton", words.zoom_out]]) {
      this.map.zoomControl[button].title = name;
      this.map.zoomControl[button].setAttribute("aria-label", name);
    }
    const container = this.map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", words.summary);
    this.legend.show(data);
    this.scale.speak(words.units);
    this.scale.getContainer().dir = words.dir;
    this.credits.getContainer().dir = words.dir;
    this.tiles(data.tiles);
    for (const old of this.credited || []) this.credits.removeAttribution(old);
    this.credited = words.credits.map(escaped);
    this.credited.forEach((text) => this.credits.addAttribution(text));
  }

  tiles(url) {
    if (this.online && this.online._url !== url) { this.online.remove(); this.online = null; }
    if (url && !this.online) this.online = L.tileLayer(url, { pane: "tiles", maxZoom: 16 }).addTo(this.map);
    document.body.classList.toggle("online", Boolean(url));
  }

  shade() {
    const shading = this.data && this.data.shading;
    this.governorates.eachLayer((layer) => {
      const element = layer.getElement();
      if (!element) return;
      const [style] = (shading && shading[layer.feature.properties.pcode]) || ["none"];
      element.setAttribute("class", `governorate leaflet-interactive ${style}`);
    });
  }

  /** Keep labels of areas off marks and off each other, then write the names where room is left. */
  arrange() {
    if (!this.data || !this.marks) return;
    const origin = this.map.getPixelBounds().min;
    const box = (layer, x = 0, y = 0) => {
      const at = this.map.project(layer.getLatLng()).subtract(origin).add([x, y]);
      return [at.x - layer.half, at.y - layer.half, at.x + layer.half, at.y + layer.half];
    };
    const taken = this.marks.map((layer) => box(layer));
    for (const label of this.areaLabels) {
      const away = [[0, 0], ...[16, 26].flatMap((far) => [[0, -far], [far * 0.8, -far * 0.6], [-far * 0.8, -far * 0.6], [far, 0], [-far, 0], [0, far]])];
      const [x, y] = away.find(([dx, dy]) => taken.every((other) => apart(box(label, dx, dy), other))) || [0, 0];
      const icon = label.getElement();
      if (icon) icon.style.margin = `${y - icon.offsetHeight / 2}px 0 0 ${x - icon.offsetWidth / 2}px`;
      taken.push(box(label, x, y));
    }
    this.labels.place(this.data.lang, taken.concat(this.furniture()));
  }

  /** Return the boxes of legend and controls, which names should not run under. */
  furniture() {
    const frame = this.map.getContainer().getBoundingClientRect();
    return [...this.map.getContainer().querySelectorAll(".leaflet-control")].map((element) => {
      const box = element.getBoundingClientRect();
      return [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top];
    });
  }
}
