// Where the page begins: the map of this frame, opened once and then shown one view after another.

import { allowZoom, fitWindow } from "./frame.js";
import { TheatreMap } from "./theatre_map.js";

let opened;
const current = new Promise((resolve) => (opened = resolve));

/** Make the map of this frame from Leaflet's `map`; `options` are those of TheatreMap. */
export function open(map, options) {
  allowZoom();
  document.documentElement.lang = document.documentElement.lang || "en";
  fitWindow(map, options.still);
  const made = new TheatreMap(map, options);
  window.marchland = { current: made, show }; // for tests and for people at the console; no module reads it
  opened(made);
}

/** Show a view, as soon as there is a map. */
export async function show(view) {
  await (await current).show(view);
}
