// The places: how each looks on a day, where it is on the sheet, and which one is under the hand. Marks are copied into
// the sheet's pixels by hand: thousands of drawImage calls would take ten times as long.
(function (marchland) {
  "use strict";

  const { FAINT } = marchland;
  const CELL = 16; // CSS pixels of the grid that finds places by position
  const STATE = 31; // the bits of a look that number the state

  class Points {
    setControl(control) {
      this.control = control;
      const n = control.places;
      this._worldX = new Float64Array(n);
      this._worldY = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        const { x, y } = marchland.world(control.latitude[i] / 1e4, control.longitude[i] / 1e4);
        this._worldX[i] = x;
        this._worldY[i] = y;
      }
      this._kind = control.rank.map((rank, i) => (control.radius[i] ? rank | marchland.APPROXIMATE : rank));
      this._look = new Int16Array(n).fill(-1);
      this._before = null;
      this.day = this.since = undefined;
      this.counts = control.states.map(() => 0);
      this._sprites = this._x = null;
    }

    setPalette(palette, sides) {
      Object.assign(this, { palette, sides });
      this._sprites = null;
    }

    /** States to leave out (a flag for each), and what else a place must pass: test(place, interval, day), or null. */
    setFilter(off, test) {
      this._off = off;
      this._test = test;
    }

    /**
     * Turn to a day, or with `since` to what changed from then to that day. The places that look different now, or null
     * when most of them may. `counts` then has how many places that pass are in each state.
     */
    turn(day, since = null) {
      const { control } = this;
      if (since !== this.since) {
        this._before = since === null ? null : Int16Array.from(this._look, (_, place) => this._stateOn(place, since));
      }
      this.day = day;
      this.since = since;
      this.counts.fill(0);
      const changed = [];
      const { first, start } = control;
      for (let place = 0; place < control.places; place++) {
        let k = first[place + 1] - 1;
        while (k >= first[place] && start[k] > day) k--;
        const look = k < first[place] ? -1 : this._lookOf(place, k);
        if (look === this._look[place]) continue;
        this._look[place] = look;
        changed.push(place);
      }
      return changed.length > control.places / 8 ? null : changed;
    }

    _stateOn(place, day) {
      const k = this.control.at(place, day);
      return k < 0 ? -1 : this.control.state[k];
    }

    _lookOf(place, k) {
      const { control, _before: before } = this;
      const state = control.state[k];
      if (before && before[place] === state) return FAINT;
      if (this._test && !this._test(place, k, this.day)) return FAINT;
      this.counts[state]++;
      if (this._off && this._off[state]) return -1;
      return before ? state | (marchland.AGE.fresh << 5) : control.look(k, this.day);
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

    /** The place under a point of the map's container, or -1; the nearer one where they overlap. */
    hit(map, containerPoint) {
      if (!this._x) return -1;
      const { lat, lng } = map.containerPointToLatLng(containerPoint);
      const at = marchland.world(lat, lng);
      const { scale, origin } = this._view;
      const x = at.x * scale - origin.x;
      const y = at.y * scale - origin.y;
      let best = -1;
      let nearest = 6;
      this._around(x, y, 14, (place) => {
        if (this._look[place] < 0) return;
        const beyond = this._look[place] === FAINT ? 3 : 0; // a faint dot gives way
        const distance = Math.hypot(this._x[place] - x, this._y[place] - y) - this._radius[this.control.rank[place]] + beyond;
        if (distance < nearest) {
          nearest = distance;
          best = place;
        }
      });
      return best;
    }

    /** Where every place is on the sheet, and the grid that finds it again. */
    place(view) {
      if (!this.control) return;
      const { control } = this;
      const { scale, origin, size, ratio } = view;
      this._view = view;
      this._readySprites(ratio);
      const ranks = [0, 1, 2, 3, 4];
      this._radius = ranks.map((rank) => this._sprites.radius(rank, view.zoom));
      this._reach = ranks.map((rank) => this._sprites.reach(rank, view.zoom));
      this._farthest = Math.max(...this._reach);
      const n = control.places;
      if (!this._x || this._x.length !== n) {
        this._x = new Float32Array(n);
        this._y = new Float32Array(n);
        this._cell = new Int32Array(n);
        this._grid = new Uint32Array(n);
        this._there = new Int32Array(n);
        this._spread = new Uint8Array(n); // device pixels that the mark drawn last reaches from its centre
      }
      this._columns = Math.ceil(size.x / CELL) + 2;
      this._rows = Math.ceil(size.y / CELL) + 2;
      const counts = new Uint32Array(this._columns * this._rows + 1);
      for (let i = 0; i < n; i++) {
        const x = (this._x[i] = this._worldX[i] * scale - origin.x);
        const y = (this._y[i] = this._worldY[i] * scale - origin.y);
        const column = Math.floor(x / CELL) + 1;
        const row = Math.floor(y / CELL) + 1;
        const out = column < 0 || row < 0 || column >= this._columns || row >= this._rows;
        this._cell[i] = out ? -1 : row * this._columns + column;
        if (!out) counts[this._cell[i] + 1]++;
      }
      for (let c = 1; c < counts.length; c++) counts[c] += counts[c - 1];
      this._cellStart = counts.slice();
      for (let i = 0; i < n; i++) if (this._cell[i] >= 0) this._grid[counts[this._cell[i]]++] = i;
    }

    _readySprites(ratio) {
      if (this._sprites && this._sprites.ratio === ratio) return;
      this._sprites = new marchland.Sprites(this.control, this.sides, this.palette, ratio);
    }

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
    }

    /** The squares of the sheet that these places may have marked, added to `boxes`. */
    boxes(places, boxes) {
      const { ratio, wide, high, zoom } = this._view;
      for (const place of places) {
        const look = this._look[place];
        const now = look < 0 ? 0 : this._sprites.get(look, this._kind[place], zoom).wide >> 1;
        const half = Math.max(now, this._spread[place]) + 1;
        const x = Math.round(this._x[place] * ratio);
        const y = Math.round(this._y[place] * ratio);
        const box = [Math.max(0, x - half), Math.max(0, y - half), Math.min(wide, x + half), Math.min(high, y + half)];
        if (box[0] < box[2] && box[1] < box[3]) boxes.push(box);
      }
    }

    /** Put the marks that reach into a part of the sheet there, the large places over the small ones. */
    paint(pixels, wide, x0, y0, x1, y1) {
      if (!this.control || this.day === undefined || !this._x) return;
      const { ratio } = this._view;
      this._readySprites(ratio);
      if ((x1 - x0) * (y1 - y0) > 250_000) {
        for (let place = this.control.places - 1; place >= 0; place--) {
          if (this._cell[place] >= 0) this._mark(place, pixels, wide, x0, y0, x1, y1);
        }
        return;
      }
      // plain loops: this runs for every place that changed, on every frame
      const { rank } = this.control;
      const far = this._farthest * ratio + 1;
      const first = Math.max(0, Math.floor((x0 - far) / ratio / CELL) + 1);
      const last = Math.min(this._columns - 1, Math.floor((x1 + far) / ratio / CELL) + 1);
      const bottom = Math.min(this._rows - 1, Math.floor((y1 + far) / ratio / CELL) + 1);
      const there = this._there;
      let n = 0;
      for (let row = Math.max(0, Math.floor((y0 - far) / ratio / CELL) + 1); row <= bottom; row++) {
        const end = this._cellStart[row * this._columns + last + 1];
        for (let k = this._cellStart[row * this._columns + first]; k < end; k++) {
          const place = this._grid[k];
          const reach = this._reach[rank[place]] * ratio + 1;
          const x = this._x[place] * ratio;
          const y = this._y[place] * ratio;
          if (this._look[place] < 0 || x + reach <= x0 || x - reach >= x1 || y + reach <= y0 || y - reach >= y1) continue;
          let at = n++;
          for (; at > 0 && there[at - 1] < place; at--) there[at] = there[at - 1];
          there[at] = place;
        }
      }
      for (let i = 0; i < n; i++) this._mark(there[i], pixels, wide, x0, y0, x1, y1);
    }

    _mark(place, pixels, wide, x0, y0, x1, y1) {
      const look = this._look[place];
      if (look < 0) return;
      const { ratio, zoom } = this._view;
      const sprite = this._sprites.get(look, this._kind[place], zoom);
      this._spread[place] = sprite.wide >> 1;
      const left = Math.round(this._x[place] * ratio) - (sprite.wide >> 1);
      const top = Math.round(this._y[place] * ratio) - (sprite.high >> 1);
      marchland.blit(pixels, wide, x0, y0, x1, y1, sprite, left, top);
    }
  }

  Object.assign(marchland, { Points, STATE });
})((window.marchland = window.marchland || {}));
