// The estimated areas under everything else: who probably holds the land around each settlement, and the line between.
// Cells share corners, so what bounds an area is found by number alone; the paths are kept from one view to the next.
(function (marchland) {
  "use strict";

  const HATCH = 7; // CSS pixels from line to line

  /** The cells that maps/areas.py wrote, with the neighbour beyond each edge (-1: none, the coast or the frame). */
  class Land {
    constructor(data) {
      Object.assign(this, data);
      const corners = data.longitude.length;
      this.middle = marchland.world(data.latitude[0] / data.grid, data.longitude[0] / data.grid);
      this.x = new Float32Array(corners);
      this.y = new Float32Array(corners);
      for (let i = 0; i < corners; i++) {
        const point = marchland.world(data.latitude[i] / data.grid, data.longitude[i] / data.grid);
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
        for (let last = ring + data.rings[cell]; ring < last; ring++) {
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
      const at = marchland.world(lat, lng);
      const x = at.x - this.middle.x;
      const y = at.y - this.middle.y;
      const inside = new Uint8Array(this.cells);
      for (let e = 0; e < this.to.length; e++) {
        const [a, b] = [this.corner[e], this.to[e]];
        if (this.y[a] > y === this.y[b] > y) continue;
        if (x < this.x[a] + ((y - this.y[a]) / (this.y[b] - this.y[a])) * (this.x[b] - this.x[a])) inside[this.of[e]] ^= 1;
      }
      return inside.indexOf(1);
    }
  }

  class Areas {
    constructor() {
      this.day = undefined;
      this.hidden = false;
    }

    /** `control` tells when who holds the cells of `land`; null takes the areas away. */
    setControl(control, land) {
      this.control = control;
      this.land = land && control.areas ? land : null;
      this.day = this.since = undefined;
      this._paths = null;
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
      if (box[0] > box[2]) return null;
      this._paths = null;
      return box;
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
      const { scale, ratio, size } = view;
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
          context.fillStyle = this._pattern(context, state, look, view, new DOMMatrix().scale(1 / scale).translate(dx - x, dy - y));
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
    }

    /** The hatch of a state, laid by `placed`, which turns its CSS pixels into the land's units. */
    _pattern(context, state, look, { ratio }, placed) {
      const tile = (this._patterns[state] = this._patterns[state] || drawTile(look, ratio));
      const pattern = context.createPattern(tile, "repeat");
      pattern.setTransform(placed.scale(look.step / tile.width));
      return pattern;
    }
  }

  /**
   * How the area of a state looks: a tint, and lines that say it again in grey. The first side is the land's own, and
   * stands out only where it is what changed (`ranging`).
   */
  function areaLook(state, sides, palette, ranging) {
    const order = Object.keys(sides);
    if (state === order[0]) return { tint: alpha(sides[state].colour, ranging ? palette.otherTint : palette.ownTint) };
    if (sides[state]) {
      const { colour } = sides[state];
      return { tint: alpha(colour, palette.otherTint), pattern: alpha(colour, palette.otherHatch), step: HATCH, wide: 1 };
    }
    const rim = palette.front;
    if (state === "contested") return { tint: alpha(palette.fought, 0.2), pattern: alpha(palette.ink, 0.5), step: 5, wide: 1.1, back: true, rim };
    if (state === "disputed") return { tint: alpha(palette.fought, 0.12), pattern: alpha(palette.ink, 0.4), step: 7, dots: true, rim };
    return { tint: alpha(palette.unknown, 0.2) };
  }

  function alpha(colour, share) {
    return colour + Math.round(share * 255).toString(16).padStart(2, "0");
  }

  function drawTile({ pattern, step, wide, back, dots }, ratio) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = Math.round(step * ratio);
    const context = tile.getContext("2d");
    context.scale(tile.width, tile.height);
    context.fillStyle = context.strokeStyle = pattern;
    if (dots) {
      context.beginPath();
      context.arc(0.5, 0.5, 0.17, 0, 2 * Math.PI);
      context.fill();
      return tile;
    }
    context.lineWidth = wide / step;
    for (const shift of [-1, 0, 1]) {
      context.beginPath();
      context.moveTo(shift - 0.5, back ? -0.5 : 1.5);
      context.lineTo(shift + 1.5, back ? 1.5 : -0.5);
      context.stroke();
    }
    return tile;
  }

  /** A small picture of an area's look, `wide` by `high`, from the context's origin. */
  function paintArea(context, state, sides, palette, ranging, wide, high) {
    const look = areaLook(state, sides, palette, ranging);
    context.save();
    context.beginPath();
    context.rect(0, 0, wide, high);
    context.fillStyle = palette.land;
    context.fill();
    context.fillStyle = look.tint;
    context.fill();
    if (look.pattern) {
      const tile = drawTile(look, 2);
      const pattern = context.createPattern(tile, "repeat");
      pattern.setTransform(new DOMMatrix().scale(look.step / tile.width));
      context.fillStyle = pattern;
      context.fill();
    }
    context.strokeStyle = palette.outline;
    context.lineWidth = 1;
    context.strokeRect(0.5, 0.5, wide - 1, high - 1);
    context.restore();
  }

  /**
   * Path2Ds of the areas by state and of the line between sides. Only the edges where the state changes are walked.
   * Corners between areas are rounded: they are an estimate's, and no more exact for being sharp. The coast is not.
   */
  function bounds(land, state, names, sides) {
    const { x, y, to, of, beyond, corner } = land;
    const next = new Int32Array(to.length).fill(-1); // the edges of one state that start at a corner, as chains
    const head = new Int32Array(x.length).fill(-1);
    const open = names.map(() => []);
    for (let e = 0; e < to.length; e++) {
      const own = state[of[e]];
      if (own >= 0 && (beyond[e] < 0 || state[beyond[e]] !== own)) open[own].push(e);
    }
    const front = new Path2D();
    const isSide = names.map((name) => name in sides);
    const areas = names.map((name, own) => {
      const path = new Path2D();
      for (const e of open[own]) {
        next[e] = head[corner[e]];
        head[corner[e]] = e;
      }
      const take = (at) => {
        const e = head[at];
        if (e >= 0) head[at] = next[e];
        return e;
      };
      for (const start of open[own]) {
        if (head[corner[start]] < 0) continue;
        const ring = [];
        for (let e = take(corner[start]); e >= 0; e = take(to[e])) ring.push(e);
        trace(path, front, ring, own);
      }
      return [name, path];
    });

    function trace(path, line, ring, own) {
      const n = ring.length;
      const other = (e) => (beyond[e] < 0 ? -2 : state[beyond[e]]);
      // where three areas meet the corner stays, or they would round it each their own way
      const smooth = (e, after) => beyond[e] >= 0 && beyond[after] >= 0 && other(e) === other(after);
      const between = (e) => other(e) > own && isSide[own] && isSide[other(e)];
      const middle = (e) => [(x[corner[e]] + x[to[e]]) / 2, (y[corner[e]] + y[to[e]]) / 2];
      let drawing = false;
      const first = middle(ring[0]);
      path.moveTo(first[0], first[1]);
      for (let i = 0; i < n; i++) {
        const e = ring[i];
        const after = ring[(i + 1) % n];
        const [cx, cy] = [x[to[e]], y[to[e]]];
        const [mx, my] = middle(after);
        if (smooth(e, after)) path.quadraticCurveTo(cx, cy, mx, my);
        else {
          path.lineTo(cx, cy);
          path.lineTo(mx, my);
        }
        if (!between(e)) {
          drawing = false;
          if (between(after)) {
            line.moveTo(cx, cy);
            line.lineTo(mx, my);
            drawing = true;
          }
          continue;
        }
        if (!drawing) line.moveTo(...middle(e));
        drawing = true;
        if (between(after) && smooth(e, after)) line.quadraticCurveTo(cx, cy, mx, my);
        else line.lineTo(cx, cy);
        if (between(after) && !smooth(e, after)) line.lineTo(mx, my);
      }
      path.closePath();
    }

    return { areas: areas.filter(([name], own) => open[own].length), front };
  }

  Object.assign(marchland, { Areas, Land, paintArea });
})((window.marchland = window.marchland || {}));
