// @ts-check
// The map stands there before the page does: the part that shows every later answer draws what the first one is going
// to say (first_map.py), in the place where the page will have it (room_sizes.css), and the page takes it over. What
// draws is there before Streamlit's scripts begin, and so is the map where its message is.

import { asSeen } from "./as_seen.js";
import * as drawing from "./map.js";
import { drawWith, show } from "./map_part.js";
import { letGo, stand, told } from "./taken_over.js";

drawWith(drawing);

async function draw() {
  const said = await window.firstMap;
  if (!said) return;
  const place = document.createElement("div");
  place.id = "first_map";
  place.dir = said.words.dir;
  const root = place.appendChild(document.createElement("div"));
  root.className = "part map_part";
  if (stand(place, root, asSeen(said))) show(root, said, told);
}

draw().catch(letGo); // then it comes with the page
