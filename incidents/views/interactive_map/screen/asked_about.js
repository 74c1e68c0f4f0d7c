// @ts-check
// What is asked about, drawn under the marks: a circle about a spot, or a layer of the reader's own and what lies near.

import { element } from "./elements.js";

/* global L */

const FEW = 12; // names that stand on the map; of more each shows its own when it is pointed at
const PANE = "own";

export class AskedAbout {
  /** @param {any} map */
  constructor(map) {
    this.map = map;
    map.createPane(PANE).style.zIndex = "430"; // over the areas, under names and marks
    this.group = L.layerGroup().addTo(map);
    this.renderer = L.svg({ pane: PANE, padding: 0.6 });
  }

  /**
   * Draw a circle (latitude, longitude, km) and a layer; either may be missing.
   * @param {number[] | null} near
   * @param {any} layer
   */
  show(near, layer) {
    this.group.clearLayers();
    const outline = { pane: "areas", className: "asked-circle", interactive: false };
    if (near) this.group.addLayer(L.circle(near.slice(0, 2), { ...outline, radius: near[2] * 1000 }));
    if (!layer) return;
    const around = { pane: "areas", interactive: false, style: outline };
    if (layer.around) this.group.addLayer(L.geoJSON(layer.around, around));
    const named = layer.shapes.filter(([name]) => name).length;
    for (const [name, geometry] of layer.shapes) this.shape(name, geometry, named <= FEW);
  }

  shape(name, geometry, stands) {
    const drawn = { pane: PANE, renderer: this.renderer, bubblingMouseEvents: true };
    const line = geometry.type.endsWith("LineString") ? "own-layer own-line" : "own-layer";
    const shape = L.geoJSON(geometry, {
      pane: PANE,
      style: { ...drawn, className: line },
      pointToLayer: (_feature, at) => L.circleMarker(at, { ...drawn, className: "own-layer own-point", radius: 6 }),
    });
    this.group.addLayer(shape);
    if (!name) return;
    const said = element("bdi", { dir: "auto" }, name);
    if (!stands) return shape.bindTooltip(said, { className: "map-tip", sticky: true, direction: "top" });
    // Towards the middle of the map, where there is room for it in either language.
    const told = { pane: PANE, permanent: true, interactive: false, direction: "auto", className: "own-name" };
    shape
      .getLayers()
      .slice(0, 1)
      .forEach((first) => first.bindTooltip(said, { ...told, offset: [9, 0] }));
  }
}
