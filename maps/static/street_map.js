// A street map from the network under everything, only where it is asked for.

import { GroundCanvas } from "./canvas.js";

export class StreetMap {
  /** `tiles` has the `url` of the tiles; `credit` is the element that is seen while they are. */
  constructor(map, tiles, credit) {
    Object.assign(this, { map, credit });
    this.ground = new GroundCanvas({ pane: "ground" }); // to be seen where a tile is missing
    this._tiles = L.tileLayer(tiles.url, { maxZoom: 19 });
  }

  /** Show it or not. */
  toggle(on) {
    this.credit.hidden = !on;
    for (const layer of [this.ground, this._tiles]) {
      if (on) layer.addTo(this.map);
      else layer.remove();
    }
  }

  /** What lies under the tiles. */
  setGround(ground) {
    this.ground.setGround(ground);
  }
}
