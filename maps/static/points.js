// The places: how each looks on a day, where it is on the canvas, and which one is under the hand. Marks are copied
// into the canvas's pixels by hand: thousands of drawImage calls would take ten times as long.

import { AGE, FAINT } from "./control.js";
import { Pile } from "./pile.js";
import { world } from "./projection.js";
import { APPROXIMATE, Sprites } from "./sprites.js";

const CELL = 8; // CSS pixels of the grid that finds places by position
const NEAR = 6; // CSS pixels beyond its rim that a mark still takes the hand
const SEVERAL = 64 * 64; // pixels of a part in which it takes longer to find its marks than to go through all
const LAID = 16; // pixels laid over the ground in the time that a place takes to be looked at

export class Points {
  setControl(control) {
    this.control = control;
    const n = control.places;
    this._worldX = new Float64Array(n);
    this._worldY = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const { x, y } = world(control.latitude[i] / 1e4, control.longitude[i] / 1e4);
      this._worldX[i] = x;
      this._worldY[i] = y;
    }
    this._kind = control.rank.map((rank, i) => (control.radius[i] ? rank | APPROXIMATE : rank));
    this._look = new Int16Array(n).fill(-1);
    this._counted = new Int8Array(n).fill(-1); // the state that a place is counted in
    this._from = new Float32Array(n); // the look of a place is that of all days from here,
    this._until = new Float32Array(n).fill(-Infinity); // to before here
    this._before = null;
    this.day = this.since = undefined;
    this.counts = control.states.map(() => 0);
    this._sprites = this._x = null;
  }

  setPalette(palette, sides) {
    Object.assign(this, { palette, sides });
    if (this._sprites) this._sprites = new Sprites(this.control, sides, palette, this._sprites.ratio);
  }

  /**
   * States to leave out (a flag for each), and what else a place must pass: test(place, interval, day), or null. The
   * test may turn with the day where an interval has been without a report for more than `age` days, and only there.
   */
  setFilter(off, test, age = Infinity) {
    this._off = off;
    this._test = test;
    this._age = age;
    this._until.fill(-Infinity);
  }

  /**
   * Turn to a day, or with `since` to what changed from then to that day: the places that look different now, or null
   * when most of them may. `counts` then has how many places that pass are in each state.
   */
  turn(day, since = null) {
    const { control, counts } = this;
    if (since !== this.since) this._compareWith(since);
    this.day = day;
    this.since = since;
    const changed = [];
    for (let place = 0; place < control.places; place++) {
      if (this._from[place] <= day && day < this._until[place]) continue;
      const k = control.at(place, day);
      this._setSpan(place, k, day);
      const counted = this._passes(place, k) ? control.state[k] : -1;
      if (this._counted[place] >= 0) counts[this._counted[place]]--;
      if (counted >= 0) counts[counted]++;
      this._counted[place] = counted;
      const look = this._lookOf(k, counted);
      if (look === this._look[place]) continue;
      this._look[place] = look;
      changed.push(place);
    }
    return changed.length > control.places / 8 ? null : changed;
  }

  /** Remember every place's state on the day `since`; null: none. */
  _compareWith(since) {
    const { control, _before: before } = this;
    if (since === null || !before) {
      this._before = since === null ? null : new Int8Array(control.places);
      this._until.fill(-Infinity);
    }
    if (since === null) return;
    for (let place = 0; place < control.places; place++) {
      const k = control.at(place, since);
      const state = k < 0 ? -1 : control.state[k];
      if (state === this._before[place]) continue;
      this._before[place] = state;
      this._until[place] = -Infinity;
    }
  }

  /** The days around `day`, in interval `k` (-1: before all), on which a place looks and passes the same. */
  _setSpan(place, k, day) {
    const { first, start } = this.control;
    const next = k < 0 ? first[place] : k + 1;
    let from = k < 0 ? -Infinity : start[k];
    let until = next < first[place + 1] ? start[next] : Infinity;
    for (const turn of this.control.turns(k, this._age)) {
      if (turn <= day) from = Math.max(from, turn);
      else until = Math.min(until, turn);
    }
    this._from[place] = from;
    this._until[place] = until;
  }

  _passes(place, k) {
    if (k < 0 || (this._before && this._before[place] === this.control.state[k])) return false;
    return !this._test || this._test(place, k, this.day);
  }

  _lookOf(k, counted) {
    if (k < 0) return -1;
    if (counted < 0) return FAINT;
    if (this._off && this._off[counted]) return -1;
    return this._before ? counted | (AGE.fresh << 5) : this.control.look(k, this.day);
  }

  /** How many places that pass are in each state on this day: [[status, holder, count]]. */
  tally() {
    return this.control.states.map(([status, holder], i) => [status, holder, this.counts[i]]);
  }

  /** Whether a place is shown, and as more than a faint dot. */
  isShown(place) {
    return this._look[place] >= 0 && this._look[place] !== FAINT;
  }

  latLngOf(place) {
    return L.latLng(this.control.latitude[place] / 1e4, this.control.longitude[place] / 1e4);
  }

  /**
   * The place under a point of the map's container, or -1; the nearer one where they overlap, where a mark that says
   * less (a faint dot, a place known only to its municipality) gives way.
   */
  hit(map, containerPoint) {
    if (!this._x) return -1;
    const [x, y] = this._onCanvas(map, containerPoint);
    const near = NEAR * this._view.ratio;
    let best = -1;
    let nearest = near;
    const { control } = this;
    for (const place of this._around(x - near, y - near, x + near, y + near)) {
      if (this._look[place] < 0) continue;
      const beyond = this._look[place] === FAINT ? near / 2 : control.radius[place] ? near / 3 : 0;
      const radius = this._radius[control.rank[place]];
      const distance = Math.hypot(this._x[place] - x, this._y[place] - y) - radius + beyond;
      if (distance < nearest) {
        nearest = distance;
        best = place;
      }
    }
    return best;
  }

  /** Whether the middle of a mark, a faint dot aside, is in a rectangle of the map's container. */
  anyWithin(map, topLeft, bottomRight) {
    if (!this._x) return false;
    const [left, top] = this._onCanvas(map, topLeft);
    const [right, bottom] = this._onCanvas(map, bottomRight);
    for (const place of this._around(left, top, right, bottom)) {
      const [x, y] = [this._x[place], this._y[place]];
      if (x >= left && x <= right && y >= top && y <= bottom && this.isShown(place)) return true;
    }
    return false;
  }

  /** Where a point of the map's container is on the canvas, in its pixels. */
  _onCanvas(map, containerPoint) {
    const { lat, lng } = map.containerPointToLatLng(containerPoint);
    const at = world(lat, lng);
    const { scale, origin, ratio } = this._view;
    return [(at.x * scale - origin.x) * ratio, (at.y * scale - origin.y) * ratio];
  }

  /** The places whose marks may reach into a part of the canvas, one in several cells as often. */
  *_around(left, top, right, bottom) {
    const { _cell: cell, _columns: columns } = this;
    const within = (value, count) => Math.max(0, Math.min(count - 1, Math.floor(value / cell)));
    for (let row = within(top, this._rows); row <= within(bottom, this._rows); row++) {
      const end = this._cellStart[row * columns + within(right, columns) + 1];
      for (let k = this._cellStart[row * columns + within(left, columns)]; k < end; k++) yield this._listed[k];
    }
  }

  /** Where every place is on the canvas, and a grid that finds it: a cell lists the places whose marks may reach it. */
  place(view) {
    if (!this.control) return;
    const { control } = this;
    const { scale, origin, ratio, zoom, wide, high } = view;
    this._view = view;
    if (!this._sprites || this._sprites.ratio !== ratio) {
      this._sprites = new Sprites(control, this.sides, this.palette, ratio);
    }
    const ranks = [0, 1, 2, 3, 4];
    this._radius = ranks.map((rank) => this._sprites.radius(rank, zoom) * ratio);
    const reach = ranks.map((rank) => Math.ceil(this._sprites.reach(rank, zoom) * ratio));
    const n = control.places;
    if (!this._x || this._x.length !== n) {
      this._x = new Int32Array(n); // the mark's middle, in device pixels of the canvas
      this._y = new Int32Array(n);
      this._wide = new Uint8Array(n); // how wide the mark is, 0 where there is none
    }
    for (let i = 0; i < n; i++) {
      this._x[i] = Math.round((this._worldX[i] * scale - origin.x) * ratio);
      this._y[i] = Math.round((this._worldY[i] * scale - origin.y) * ratio);
    }
    const cell = (this._cell = Math.round(CELL * ratio));
    const columns = (this._columns = Math.ceil(wide / cell));
    this._rows = Math.ceil(high / cell);
    if (!this._pile || this._pile.wide !== wide || this._pile.pixels.length !== wide * high) {
      this._pile = new Pile(wide, high);
    }
    const next = new Uint32Array(columns * this._rows + 1);
    this._next = new Uint32Array(next.length); // of the cells of a part, the place to be looked at next,
    this._end = new Uint32Array(next.length); // and where their lists end
    for (const listing of [false, true]) {
      for (let i = 0; i < n; i++) {
        const far = reach[control.rank[i]];
        const right = Math.min(wide - 1, this._x[i] + far);
        const bottom = Math.min(high - 1, this._y[i] + far);
        if (right < 0 || bottom < 0) continue;
        const left = Math.floor(Math.max(0, this._x[i] - far) / cell);
        for (let row = Math.floor(Math.max(0, this._y[i] - far) / cell); row * cell <= bottom; row++) {
          for (let column = left; column * cell <= right; column++) {
            if (listing) this._listed[next[row * columns + column]++] = i;
            else next[row * columns + column + 1]++;
          }
        }
      }
      if (listing) continue;
      const used = next.reduce((some, listed) => some + (listed > 0), 0);
      for (let c = 1; c < next.length; c++) next[c] += next[c - 1];
      this._crowd = next[next.length - 1] / Math.max(1, used); // places to a cell that has some
      this._cellStart = next.slice();
      this._listed = new Uint32Array(next[next.length - 1]);
    }
  }

  /** Take the size of all marks anew. */
  measure() {
    if (!this._x) return;
    for (let place = 0; place < this.control.places; place++) this._wide[place] = this._sideOf(place);
  }

  /** The boxes of the canvas that the marks of these places have changed, added to `boxes`. */
  boxes(places, boxes) {
    const { wide, high } = this._view;
    for (const place of places) {
      const before = this._wide[place];
      this._wide[place] = this._sideOf(place);
      const half = Math.max(before, this._wide[place]) >> 1;
      const left = this._x[place] - half;
      const top = this._y[place] - half;
      const side = 2 * half + 1;
      const box = [Math.max(0, left), Math.max(0, top), Math.min(wide, left + side), Math.min(high, top + side)];
      if (box[0] < box[2] && box[1] < box[3]) boxes.push(box);
    }
  }

  _sideOf(place) {
    const sprite = this._sprite(place);
    return sprite ? sprite.side : 0;
  }

  /** Whether it is quicker to paint all of the canvas than so many boxes of it. */
  areMany(boxes) {
    const { places } = this.control;
    const { wide, high } = this._view;
    return boxes * 4 * this._crowd > places + (wide * high) / LAID;
  }

  /** Put the marks that reach into a part of the canvas there, the large places over the small ones. */
  paint(pixels, x0, y0, x1, y1) {
    if (!this.control || this.day === undefined || !this._x) return;
    this._pile.begin(x0, y0, x1, y1);
    if ((x1 - x0) * (y1 - y0) > SEVERAL) {
      for (let place = 0; place < this.control.places; place++) {
        if (this._isIn(place, x0, y0, x1, y1)) this._mark(place);
      }
    } else this._markPart(x0, y0, x1, y1);
    this._pile.layOver(pixels);
  }

  /** Pile up the marks of a small part, until it is full. Plain loops: this runs for every place that changed, on every frame. */
  _markPart(x0, y0, x1, y1) {
    const { _cell: cell, _columns: columns, _listed: listed, _next: next, _end: end } = this;
    const right = Math.floor((x1 - 1) / cell);
    const bottom = Math.floor((y1 - 1) / cell);
    let lists = 0;
    for (let row = Math.floor(y0 / cell); row <= bottom; row++) {
      for (let at = row * columns + Math.floor(x0 / cell); at <= row * columns + right; at++, lists++) {
        next[lists] = this._cellStart[at];
        end[lists] = this._cellStart[at + 1];
      }
    }
    for (let last = -1; this._pile.open; ) {
      let first = Infinity; // of the places that the cells list, each in order
      let from = -1;
      for (let i = 0; i < lists; i++) {
        if (next[i] < end[i] && listed[next[i]] < first) first = listed[next[(from = i)]];
      }
      if (from < 0) return;
      next[from]++;
      if (first === last) continue; // listed in another cell too
      last = first;
      if (this._isIn(first, x0, y0, x1, y1)) this._mark(first);
    }
  }

  _isIn(place, x0, y0, x1, y1) {
    const side = this._wide[place];
    const x = this._x[place] - (side >> 1);
    const y = this._y[place] - (side >> 1);
    return side > 0 && x < x1 && y < y1 && x + side > x0 && y + side > y0;
  }

  _mark(place) {
    const half = this._wide[place] >> 1;
    this._pile.add(this._sprite(place), this._x[place] - half, this._y[place] - half);
  }

  /** The picture of a place's mark, or null where it has none. */
  _sprite(place) {
    const look = this._look[place];
    return look < 0 ? null : this._sprites.get(look, this._kind[place], this._view.zoom);
  }
}
