// The one canvas that the map is drawn on. A browser without a graphics card pays for every canvas that lies over
// another on every frame, so land, areas, places and names are put together here, pixel by pixel, and between two days
// only where something changed.

/** A canvas over the view and a part more on each side, drawn at most once a frame. */
const Canvas = L.Renderer.extend({
  options: { padding: 0.15 },

  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.className = "marchland-canvas";
    this._context = this._container.getContext("2d");
  },
  _destroyContainer() {
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    L.DomUtil.remove(this._container);
    delete this._container;
    delete this._context;
  },
  _updatePaths() {},
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    L.DomUtil.setTransform(this._container, this._bounds.min, 1);
    this.moved();
  },

  /** Draw before the next frame is shown. */
  schedule() {
    if (this._map && !this._frame && !this._drawing) this._frame = requestAnimationFrame(() => this.flush());
  },

  /** Draw at once, so that the next frame has only to show it; what more comes before that frame is drawn with it. */
  draw() {
    if (this._frame) return;
    this.flush();
    this.schedule();
  },

  /** Draw now what waits to be drawn. */
  flush() {
    if (!this._map || !this._bounds || this._drawing) return;
    cancelAnimationFrame(this._frame);
    this._drawing = true; // what comes up meanwhile is drawn with the rest
    if (this._moved) this._measure();
    this._draw(this._moved);
    this._moved = this._drawing = false;
    this._frame = 0;
  },

  /** All is to be drawn again. */
  moved() {
    this._moved = true;
    this.schedule();
  },

  /** Where the canvas lies and how large it is, for whoever draws. */
  _measure() {
    const size = this._bounds.getSize();
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const wide = Math.round(size.x * ratio);
    const high = Math.round(size.y * ratio);
    const zoom = this._map.getZoom();
    const origin = this._map.getPixelOrigin().add(this._bounds.min);
    this.view = { zoom, scale: Math.pow(2, zoom), origin, size, ratio, wide, high };
    if (this._container.width !== wide || this._container.height !== high) {
      this._container.width = wide;
      this._container.height = high;
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
    }
  },
});

/** The ground alone, for under the tiles of a street map. */
export const GroundCanvas = Canvas.extend({
  setGround(ground) {
    this.ground = ground;
    this.moved();
  },
  _draw() {
    if (this.ground) this.ground.paint(this._context, this.view);
  },
});

/**
 * `ground` and `areas` paint on a context, `points` and `names` into pixels. What is no longer as drawn comes by
 * `stale`, `touch` and `touchAreas`, at the latest by `prepare`, which is called before each drawing.
 */
export const MapCanvas = Canvas.extend({
  initialize({ pane, points, areas, names }) {
    Canvas.prototype.initialize.call(this, { pane });
    Object.assign(this, { points, areas, names });
    this.bare = false; // without ground, where tiles lie under the canvas
    this.drawn = 0; // frames
    this._stale = new Set();
    this._changed = [];
    this._land = canvas();
    this._under = canvas();
  },

  /** Say that all of "ground", "areas", "points" or "names" is to be drawn again. */
  stale(...parts) {
    for (const part of parts) this._stale.add(part);
    this.schedule();
  },

  /** Say that these places are to be drawn again. */
  touch(places) {
    if (places.length) this._changed.push(places);
    this.schedule();
  },

  /** Say that areas changed within a rectangle of the world. */
  touchAreas(box) {
    this._areaBox = this._areaBox ? union(this._areaBox, box) : box;
    this.schedule();
  },

  /** Be at a day, or with `since` at what changed from then; whether areas changed. Draws before the next frame. */
  turn(day, since = null) {
    const changed = this.points.turn(day, since);
    if (changed === null) this.stale("points");
    else this.touch(changed);
    const box = this.areas.turn(day, since);
    if (box && !this.areas.hidden) this.touchAreas(box);
    return box !== null;
  },

  _draw(moved) {
    const { wide, high } = this.view;
    const parts = this._stale;
    let shifted = [];
    if (moved) {
      this._resize(wide, high);
      shifted = this._shift();
      for (const part of shifted.length ? ["points", "names"] : ["ground", "areas", "points", "names"]) parts.add(part);
      this.points.place(this.view);
    }
    this.prepare();
    if (!this.ground || (!parts.size && !this._changed.length && !this._areaBox)) return;
    const whole = [0, 0, wide, high];
    const boxes = [];
    if (parts.has("ground")) this._paintGround(whole);
    else for (const box of shifted) this._paintGround(box);
    if (parts.has("ground") || parts.has("areas")) this._layGround(whole);
    else {
      for (const box of shifted) this._layGround(box);
      const box = this._areaBox && this._onCanvas(this._areaBox, 8);
      if (box) {
        this._layGround(box);
        boxes.push(box);
      }
    }
    this._drawnView = this.view;
    if (parts.has("names")) this.names.place(this.view);
    if (parts.has("points")) this.points.measure();
    for (const places of this._changed) this.points.boxes(places, boxes);
    this._stale = new Set();
    this._changed = [];
    this._areaBox = null;
    if (parts.size || this.points.areMany(boxes.length)) {
      this._compose(...whole);
      this._context.putImageData(this._image, 0, 0);
    } else {
      for (const [x0, y0, x1, y1] of boxes) {
        this._compose(x0, y0, x1, y1);
        this._context.putImageData(this._image, 0, 0, x0, y0, x1 - x0, y1 - y0);
      }
    }
    this.drawn++;
  },

  _resize(wide, high) {
    if (this._image && this._image.width === wide && this._image.height === high) return;
    this._image = new ImageData(wide, high);
    this._pixels = new Int32Array(this._image.data.buffer);
    this._ground = new Int32Array(wide * high);
    for (const each of [this._land, this._under]) {
      each.width = wide;
      each.height = high;
    }
  },

  /** After a move without a zoom, keep what is still in view: the boxes that came into it, none where all is new. */
  _shift() {
    const [last, now] = [this._drawnView, this.view];
    if (!last || ["zoom", "ratio", "wide", "high"].some((name) => last[name] !== now[name])) return [];
    const dx = (now.origin.x - last.origin.x) * now.ratio;
    const dy = (now.origin.y - last.origin.y) * now.ratio;
    const [wide, high] = [now.wide, now.high];
    if (dx % 1 || dy % 1 || Math.abs(dx) >= wide / 2 || Math.abs(dy) >= high / 2) return [];
    const context = this._land.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "copy";
    context.drawImage(this._land, -dx, -dy);
    context.globalCompositeOperation = "source-over";
    const by = dy * wide + dx;
    this._ground.copyWithin(Math.max(0, -by), Math.max(0, by), this._ground.length - Math.max(0, -by));
    const boxes = [];
    if (dx) boxes.push(dx > 0 ? [wide - dx, 0, wide, high] : [0, 0, -dx, high]);
    if (dy) boxes.push(dy > 0 ? [0, high - dy, wide, high] : [0, 0, wide, -dy]);
    return boxes.length ? boxes : [[0, 0, 1, 1]];
  },

  _paintGround([x0, y0, x1, y1]) {
    const context = this._land.getContext("2d");
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    context.rect(x0, y0, x1 - x0, y1 - y0);
    context.clip();
    this.ground.paint(context, this.view);
    context.restore();
  },

  /** A rectangle of the world in pixels of the canvas, wider by `more`, or null when none of it is on the canvas. */
  _onCanvas([west, north, east, south], more) {
    const { scale, origin, ratio, wide, high } = this.view;
    const x = (value) => (value * scale - origin.x) * ratio;
    const y = (value) => (value * scale - origin.y) * ratio;
    const box = [
      Math.max(0, Math.floor(x(west) - more)), Math.max(0, Math.floor(y(north) - more)),
      Math.min(wide, Math.ceil(x(east) + more)), Math.min(high, Math.ceil(y(south) + more)),
    ];
    return box[0] < box[2] && box[1] < box[3] ? box : null;
  },

  /** Ground, areas and rivers within a box, as pixels that the places are put on. */
  _layGround([x0, y0, x1, y1]) {
    const context = this._under.getContext("2d");
    const [across, down] = [x1 - x0, y1 - y0];
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    context.rect(x0, y0, across, down);
    context.clip();
    if (this.bare) context.clearRect(x0, y0, across, down);
    else context.drawImage(this._land, x0, y0, across, down, x0, y0, across, down);
    this.areas.paint(context, this.view);
    this.ground.paintRivers(context, this.view);
    context.restore();
    const part = new Int32Array(context.getImageData(x0, y0, across, down).data.buffer);
    if (across === this.view.wide) this._ground.set(part, y0 * across);
    else {
      for (let row = 0; row < down; row++) {
        this._ground.set(part.subarray(row * across, (row + 1) * across), (y0 + row) * this.view.wide + x0);
      }
    }
  },

  _compose(x0, y0, x1, y1) {
    const { wide } = this.view;
    if (x0 === 0 && x1 === wide) this._pixels.set(this._ground.subarray(y0 * wide, y1 * wide), y0 * wide);
    else {
      for (let row = y0 * wide; row < y1 * wide; row += wide) {
        for (let i = row + x0; i < row + x1; i++) this._pixels[i] = this._ground[i];
      }
    }
    this.points.paint(this._pixels, x0, y0, x1, y1);
    this.names.paint(this._pixels, wide, x0, y0, x1, y1);
  },
});

function canvas() {
  const made = document.createElement("canvas");
  made.getContext("2d", { willReadFrequently: true });
  return made;
}

function union(a, b) {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}
