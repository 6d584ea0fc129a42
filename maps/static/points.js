// The places on a canvas. Between two days only the places that changed are drawn again, with what they overlap.
// Marks are copied into a pixel buffer by hand: thousands of drawImage calls would take ten times as long.
(function (marchland) {
  "use strict";

  const CELL = 16; // CSS pixels of the grid that finds places by position
  const MERCATOR = 20037508.342789244;

  const Canvas = L.Renderer.extend({
    /** Subclasses draw in `_redraw`; the canvas covers the view and half of it again on each side. */
    options: { padding: 0.2 },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.className = "marchland-canvas";
      this._context = this._container.getContext("2d");
    },
    _destroyContainer() {
      L.DomUtil.remove(this._container);
      delete this._container;
      delete this._context;
    },
    _updatePaths() {},
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      this._ratio = Math.min(window.devicePixelRatio || 1, 2);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      const width = Math.round(size.x * this._ratio);
      const height = Math.round(size.y * this._ratio);
      if (this._container.width !== width || this._container.height !== height) {
        this._container.width = width;
        this._container.height = height;
        this._container.style.width = size.x + "px";
        this._container.style.height = size.y + "px";
      }
      this._context.setTransform(this._ratio, 0, 0, this._ratio, 0, 0);
      this._redraw();
    },
  });

  /** Points of the map on this canvas for places whose projected metres are in `world`. */
  const Points = Canvas.extend({
    initialize(options) {
      Canvas.prototype.initialize.call(this, options);
      this.counts = new Map();
    },

    setControl(control, sides) {
      this.control = control;
      this.sides = sides;
      const n = control.places;
      this._world = new Float64Array(2 * n);
      for (let i = 0; i < n; i++) {
        const point = L.Projection.SphericalMercator.project(L.latLng(control.latitude[i] / 1e4, control.longitude[i] / 1e4));
        this._world[2 * i] = point.x / (2 * MERCATOR) + 0.5;
        this._world[2 * i + 1] = 0.5 - point.y / (2 * MERCATOR);
      }
      this._look = new Int16Array(n).fill(-1);
      this._shown = new Uint8Array(n).fill(1);
      this.day = undefined;
      this._sprites = null;
    },

    setPalette(palette) {
      this.palette = palette;
      this._sprites = null;
      if (this._map && this.control) this._update();
    },

    /** Show only the places for which `test(place, interval)` holds. */
    setFilter(test) {
      this._test = test;
      if (this.control) this._refilter(null);
      if (this._map && this.control) this._redraw();
    },

    setDay(day) {
      const control = this.control;
      if (!control || day === this.day) return;
      const touched = this.day === undefined ? null : control.touched(this.day, day);
      this.day = day;
      const changed = [];
      const look = (place) => {
        const k = control.at(place, day);
        const now = control.look(k, day);
        if (now !== this._look[place]) {
          this._look[place] = now;
          if (this._test) this._shown[place] = this._test(place, k) ? 1 : 0;
          changed.push(place);
        }
      };
      if (touched) for (const place of touched) look(place);
      else for (let place = 0; place < control.places; place++) look(place);
      if (!this._map || !this._bounds) return;
      if (!this._x || changed.length > control.places / 8) this._redraw();
      else if (changed.length) this._patch(changed);
    },

    /** The place under a point of the map's container, or -1; the larger one where they overlap. */
    hit(containerPoint) {
      if (!this._grid) return -1;
      const at = this._map.containerPointToLayerPoint(containerPoint).subtract(this._bounds.min);
      let best = -1;
      let nearest = Infinity;
      this._around(at.x, at.y, 14, (place) => {
        if (this._look[place] < 0 || !this._shown[place]) return;
        const distance = Math.hypot(this._x[place] - at.x, this._y[place] - at.y) - this._radius[this.control.rank[place]];
        if (distance < 6 && distance < nearest) {
          nearest = distance;
          best = place;
        }
      });
      return best;
    },

    /** How many places are shown in each state on this day: [[status, holder, count]]. */
    tally() {
      const counts = this.control.states.map(() => 0);
      for (let place = 0; place < this.control.places; place++) if (this._look[place] >= 0) counts[this._look[place] & 31]++;
      return this.control.states.map(([status, holder], i) => [status, holder, counts[i]]);
    },

    lookOf(place) {
      return this._look[place];
    },

    isShown(place) {
      return this._shown[place] === 1;
    },

    latLngOf(place) {
      return L.latLng(this.control.latitude[place] / 1e4, this.control.longitude[place] / 1e4);
    },

    _refilter() {
      for (let place = 0; place < this.control.places; place++) {
        this._shown[place] = !this._test || this._test(place, this.control.at(place, this.day)) ? 1 : 0;
      }
    },

    _redraw() {
      if (!this.control || this.day === undefined) return;
      this._place();
      this._pixels.fill(0);
      for (let i = this.control.places - 1; i >= 0; i--) this._draw(i, 0, 0, this._wide, this._high);
      this._context.putImageData(this._image, 0, 0);
      this.fire("drawn", { all: true });
    },

    /** Where every place is on this canvas, and the grid that finds it again. */
    _place() {
      const n = this.control.places;
      const zoom = this._map.getZoom();
      const size = this._bounds.getSize();
      if (!this._sprites || this._sprites.ratio !== this._ratio || this._sprites.control !== this.control) {
        this._sprites = new marchland.Sprites(this.control, this.sides, this.palette, this._ratio);
      }
      const key = [zoom, this._bounds.min.x, this._bounds.min.y, size.x, size.y, n].join();
      if (this._placed === key && this._x) return;
      this._placed = key;
      this._zoomNow = zoom;
      this._wide = this._container.width;
      this._high = this._container.height;
      if (!this._image || this._image.width !== this._wide || this._image.height !== this._high) {
        this._image = new ImageData(this._wide, this._high);
        this._pixels = new Uint32Array(this._image.data.buffer);
      }
      this._radius = [0, 1, 2, 3, 4].map((rank) => this._sprites.radius(rank, zoom));
      this._reach = [0, 1, 2, 3, 4].map((rank) => this._sprites.reach(rank, zoom));
      this._farthest = 0;
      for (let i = 0; i < n; i++) this._farthest = Math.max(this._farthest, this._reach[this.control.rank[i]]);
      const scale = 256 * Math.pow(2, zoom);
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      this._x = new Float32Array(n);
      this._y = new Float32Array(n);
      this._columns = Math.ceil(size.x / CELL) + 2;
      this._rows = Math.ceil(size.y / CELL) + 2;
      const cells = new Int32Array(n);
      const counts = new Uint32Array(this._columns * this._rows + 1);
      for (let i = 0; i < n; i++) {
        const x = (this._x[i] = this._world[2 * i] * scale - origin.x);
        const y = (this._y[i] = this._world[2 * i + 1] * scale - origin.y);
        const column = Math.floor(x / CELL) + 1;
        const row = Math.floor(y / CELL) + 1;
        cells[i] = column < 0 || row < 0 || column >= this._columns || row >= this._rows ? -1 : row * this._columns + column;
        if (cells[i] >= 0) counts[cells[i] + 1]++;
      }
      for (let c = 1; c < counts.length; c++) counts[c] += counts[c - 1];
      this._cellStart = counts.slice();
      this._grid = new Uint32Array(n);
      for (let i = 0; i < n; i++) if (cells[i] >= 0) this._grid[counts[cells[i]]++] = i;
    },

    _around(x, y, reach, visit) {
      const left = Math.max(0, Math.floor((x - reach) / CELL) + 1);
      const right = Math.min(this._columns - 1, Math.floor((x + reach) / CELL) + 1);
      const top = Math.max(0, Math.floor((y - reach) / CELL) + 1);
      const bottom = Math.min(this._rows - 1, Math.floor((y + reach) / CELL) + 1);
      for (let row = top; row <= bottom; row++) {
        const start = this._cellStart[row * this._columns + left];
        const end = this._cellStart[row * this._columns + right + 1];
        for (let k = start; k < end; k++) visit(this._grid[k]);
      }
    },

    /** Draw again only around the places that changed: clear each one's square, copy into it all that reaches there. */
    _patch(changed) {
      this._place();
      const wide = this._wide;
      const high = this._high;
      let [left, top, right, bottom] = [wide, high, 0, 0];
      const there = [];
      let half = 0;
      let [x0, y0, x1, y1] = [0, 0, 0, 0];
      const meets = (other) => {
        const reach = this._reach[this.control.rank[other]] * this._ratio + 1;
        const x = this._x[other] * this._ratio;
        const y = this._y[other] * this._ratio;
        if (x + reach > x0 && x - reach < x1 && y + reach > y0 && y - reach < y1) there.push(other);
      };
      for (const place of changed) {
        half = Math.ceil(this._reach[this.control.rank[place]] * this._ratio) + 1;
        const x = Math.round(this._x[place] * this._ratio);
        const y = Math.round(this._y[place] * this._ratio);
        x0 = Math.max(0, x - half);
        y0 = Math.max(0, y - half);
        x1 = Math.min(wide, x + half);
        y1 = Math.min(high, y + half);
        if (x0 >= x1 || y0 >= y1) continue;
        for (let row = y0; row < y1; row++) this._pixels.fill(0, row * wide + x0, row * wide + x1);
        there.length = 0;
        this._around(this._x[place], this._y[place], half / this._ratio + this._farthest, meets);
        there.sort((a, b) => b - a);
        for (const other of there) this._draw(other, x0, y0, x1, y1);
        left = Math.min(left, x0);
        top = Math.min(top, y0);
        right = Math.max(right, x1);
        bottom = Math.max(bottom, y1);
      }
      if (left < right) this._context.putImageData(this._image, 0, 0, left, top, right - left, bottom - top);
      this.fire("drawn", { all: false });
    },

    /** Copy a place's mark into the buffer, as much of it as lies in the given part (device pixels). */
    _draw(place, x0, y0, x1, y1) {
      const look = this._look[place];
      if (look < 0 || !this._shown[place]) return;
      const sprite = this._sprites.get(look, this.control.rank[place], this._zoomNow);
      const side = sprite.side;
      const left = Math.round(this._x[place] * this._ratio) - (side >> 1);
      const top = Math.round(this._y[place] * this._ratio) - (side >> 1);
      const fromX = Math.max(x0, left);
      const toX = Math.min(x1, left + side);
      const fromY = Math.max(y0, top);
      const toY = Math.min(y1, top + side);
      const source = sprite.pixels;
      const target = this._pixels;
      for (let y = fromY; y < toY; y++) {
        let from = (y - top) * side + fromX - left;
        let to = y * this._wide + fromX;
        for (let x = fromX; x < toX; x++, from++, to++) {
          const pixel = source[from];
          const alpha = pixel >>> 24;
          if (alpha === 0) continue;
          target[to] = alpha === 255 || target[to] >>> 24 === 0 ? pixel : over(pixel, target[to]);
        }
      }
    },
  });

  /** One translucent pixel (ABGR, not premultiplied) over another. */
  function over(above, below) {
    const a = above >>> 24;
    const b = ((below >>> 24) * (255 - a)) / 255;
    const sum = a + b;
    let mixed = Math.round(sum) << 24;
    for (let shift = 0; shift < 24; shift += 8) {
      const channel = (((above >>> shift) & 255) * a + ((below >>> shift) & 255) * b) / sum;
      mixed |= Math.round(channel) << shift;
    }
    return mixed >>> 0;
  }

  Object.assign(marchland, { Canvas, Points });
})((window.marchland = window.marchland || {}));
