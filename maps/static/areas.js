// The estimated areas under everything else: who probably holds the land around each settlement, and the line between.
// Cells share corners, so what bounds an area is found by number alone; the paths are kept from one view to the next.

import { areaLook, drawTile } from "./area_look.js";
import { bounds } from "./boundaries.js";
import { Coverage } from "./coverage.js";

export class Areas {
  constructor() {
    this.day = undefined;
    this.hidden = false;
  }

  /** `control` tells when who holds the cells of `land`; null takes the areas away. */
  setControl(control, land) {
    this.control = control;
    this.land = land && control.areas ? land : null;
    this.day = this.since = undefined;
    this._paths = this._outline = null;
    this.coverage = this.land && new Coverage(control, land);
    if (!this.land) return;
    this._first = new Uint32Array(land.cells + 1);
    for (let cell = 0; cell < land.cells; cell++) this._first[cell + 1] = this._first[cell] + control.area_count[cell];
    this._state = new Int8Array(land.cells).fill(-1);
    this._shown = this._state;
  }

  setPalette(palette, sides) {
    Object.assign(this, { palette, sides });
    this._patterns = {};
  }

  /**
   * Turn to a day, or with `since` to what changed from then to that day. Nothing changed: null; else the rectangle of
   * the world, [west, north, east, south], within which cells look different now.
   */
  turn(day, since = null) {
    if (!this.land || (day === this.day && since === this.since)) return null;
    const { land } = this;
    const before = since === null ? null : Int8Array.from(this._state, (_, cell) => this._stateOn(cell, since));
    const shown = before ? new Int8Array(land.cells) : this._state;
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const another = (before === null) !== (this._shown === this._state);
    for (let cell = 0; cell < land.cells; cell++) {
      const now = this._stateOn(cell, day);
      const is = before && before[cell] === now ? -1 : now;
      if (another || now !== this._state[cell] || is !== this._shown[cell]) land.stretch(box, cell);
      this._state[cell] = now;
      if (before) shown[cell] = is;
    }
    this.day = day;
    this.since = since;
    this._shown = shown;
    const veiled = this.coverage.turn(day);
    if (box[0] <= box[2]) this._paths = null;
    else if (!veiled) return null;
    return veiled ? around(box, veiled) : box;
  }

  _stateOn(cell, day) {
    const { area_start: start, area_state: state } = this.control;
    let k = this._first[cell + 1] - 1;
    while (k >= this._first[cell] && start[k] > day) k--;
    return k >= this._first[cell] ? state[k] : -1;
  }

  /** Square kilometres by state on this day; with `since`, of what changed. */
  extent() {
    const sums = {};
    if (!this.land) return sums;
    for (let cell = 0; cell < this.land.cells; cell++) {
      const state = this.control.areas[this._shown[cell]];
      if (state) sums[state] = (sums[state] || 0) + this.land.area[cell] / 10;
    }
    return sums;
  }

  /** The state of the area at a point, or null. */
  stateAt(lat, lng) {
    const cell = this.land ? this.land.cellAt(lat, lng) : -1;
    return cell < 0 ? null : this.control.areas[this._state[cell]] || null;
  }

  /** Paint on a context whose clip says where. */
  paint(context, view) {
    if (this.hidden || !this.land || this.day === undefined) return;
    const names = this.control.areas;
    if (!this._paths) {
      this._paths = bounds(this.land, this._shown, names, this.sides);
      if (this._shown !== this._state) this._paths.front = bounds(this.land, this._state, names, this.sides).front;
    }
    const { scale, ratio } = view;
    const x = this.land.middle.x * scale - view.origin.x;
    const y = this.land.middle.y * scale - view.origin.y;
    const onLand = () => context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
    for (const [state, path] of this._paths.areas) {
      const look = areaLook(state, this.sides, this.palette, this._shown !== this._state);
      context.save();
      onLand();
      if (look.tint) {
        context.fillStyle = look.tint;
        context.fill(path);
      }
      if (look.pattern) {
        // the hatch stays with the land while it is moved
        const { step } = look;
        const dx = -(((view.origin.x % step) + step) % step);
        const dy = -(((view.origin.y % step) + step) % step);
        context.imageSmoothingEnabled = false; // the hatch lies pixel on pixel
        const placed = new DOMMatrix().scale(1 / scale).translate(dx - x, dy - y);
        context.fillStyle = this._pattern(context, state, look, view, placed);
        context.fill(path);
      }
      if (look.rim) {
        context.strokeStyle = look.rim;
        context.lineWidth = 1.2 / scale;
        context.stroke(path);
      }
      context.restore();
    }
    context.save();
    onLand();
    context.lineJoin = context.lineCap = "round";
    const thin = Math.max(0.6, Math.min(1, (view.zoom - 2) / 4)); // a small map bears no thick line
    for (const [colour, width] of [[this.palette.frontHalo, 4.2], [this.palette.front, 1.7]]) {
      context.strokeStyle = colour;
      context.lineWidth = (thin * width) / scale;
      context.stroke(this._paths.front);
    }
    context.restore();
    if (this._shown === this._state) this._veil(context, onLand);
  }

  /** Land that little is told of fades, with the line that runs through it. */
  _veil(context, onLand) {
    const { land } = this;
    this._outline = this._outline || bounds(land, new Int8Array(land.cells), ["land"], this.sides).areas[0][1];
    context.save();
    onLand();
    context.clip(this._outline);
    this.coverage.paint(context, this.palette.untold);
    context.restore();
  }

  /** The hatch of a state, laid by `placed`, which turns its CSS pixels into the land's units. */
  _pattern(context, state, look, { ratio }, placed) {
    const tile = (this._patterns[state] = this._patterns[state] || drawTile(look, ratio));
    const pattern = context.createPattern(tile, "repeat");
    pattern.setTransform(placed.scale(look.step / tile.width));
    return pattern;
  }
}

/** The rectangle around two, each [west, north, east, south]. */
function around(one, other) {
  return [...[0, 1].map((i) => Math.min(one[i], other[i])), ...[2, 3].map((i) => Math.max(one[i], other[i]))];
}
