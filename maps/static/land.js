// The cells that estimated areas are made of.

import { world } from "./projection.js";

/** The cells that maps/areas.py wrote, with the neighbour beyond each edge (-1: none, the coast or the frame). */
export class Land {
  constructor(data) {
    Object.assign(this, data);
    const corners = data.longitude.length;
    this.middle = world(data.latitude[0] / data.grid, data.longitude[0] / data.grid);
    this.x = new Float32Array(corners);
    this.y = new Float32Array(corners);
    for (let i = 0; i < corners; i++) {
      const point = world(data.latitude[i] / data.grid, data.longitude[i] / data.grid);
      this.x[i] = point.x - this.middle.x; // near zero, where 32 bits are fine enough for any zoom
      this.y[i] = point.y - this.middle.y;
    }
    const edges = data.corner.length;
    this.edge = new Uint32Array(data.cells + 1); // the first edge of each cell
    this.to = new Int32Array(edges); // edge e runs from corner[e] to to[e] and bounds cell of[e]
    this.of = new Int32Array(edges);
    this.beyond = new Int32Array(edges).fill(-1);
    const known = new Map();
    let e = 0;
    let ring = 0;
    for (let cell = 0; cell < data.cells; cell++) {
      this.edge[cell] = e;
      const last = ring + data.rings[cell];
      for (; ring < last; ring++) {
        const begin = e;
        const end = begin + data.length[ring];
        for (; e < end; e++) {
          this.of[e] = cell;
          this.to[e] = data.corner[e + 1 < end ? e + 1 : begin];
          known.set(data.corner[e] * corners + this.to[e], e);
        }
      }
    }
    this.edge[data.cells] = e;
    for (let edge = 0; edge < edges; edge++) {
      const twin = known.get(this.to[edge] * corners + data.corner[edge]);
      if (twin !== undefined) this.beyond[edge] = this.of[twin];
    }
  }

  /** Widen a rectangle of the world to take in a cell and its neighbours, whose rounded corners follow it. */
  stretch(box, cell) {
    const corners = (which) => {
      for (let e = this.edge[which]; e < this.edge[which + 1]; e++) {
        const x = this.x[this.corner[e]] + this.middle.x;
        const y = this.y[this.corner[e]] + this.middle.y;
        if (x < box[0]) box[0] = x;
        if (y < box[1]) box[1] = y;
        if (x > box[2]) box[2] = x;
        if (y > box[3]) box[3] = y;
      }
    };
    for (let e = this.edge[cell]; e < this.edge[cell + 1]; e++) if (this.beyond[e] >= 0) corners(this.beyond[e]);
    corners(cell);
  }

  /** The cell at a point of the world, or -1: the one whose ring lies around it. */
  cellAt(lat, lng) {
    const at = world(lat, lng);
    const x = at.x - this.middle.x;
    const y = at.y - this.middle.y;
    const inside = new Uint8Array(this.cells);
    for (let e = 0; e < this.to.length; e++) {
      const [a, b] = [this.corner[e], this.to[e]];
      if (this.y[a] > y === this.y[b] > y) continue;
      const crossing = this.x[a] + ((y - this.y[a]) / (this.y[b] - this.y[a])) * (this.x[b] - this.x[a]);
      if (x < crossing) inside[this.of[e]] ^= 1;
    }
    return inside.indexOf(1);
  }
}
