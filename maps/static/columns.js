// Reads what maps/payload.py writes, and answers what a place's state is on a day.
(function (marchland) {
  "use strict";

  const TYPES = { u1: Uint8Array, i2: Int16Array, u2: Uint16Array, i4: Int32Array };
  const NO_EVIDENCE = 65535;
  const DAY = 86400000;

  // A dot's look: the state's number in the low bits, its age above.
  const AGE = { recent: 0, fresh: 1, ageing: 2, old: 3 };
  const RECENT_DAYS = 7; // changed within a week: ringed
  const AGEING_DAYS = 120; // no new evidence for so long: paler
  const OLD_DAYS = 365; // and paler still

  /** The header and columns of bytes laid out as maps/columns.py says. */
  function unpack(buffer) {
    const bytes = new Uint8Array(buffer);
    if (String.fromCharCode(...bytes.subarray(0, 4)) !== "MLD1") throw new Error("not map data");
    const length = new DataView(buffer).getUint32(4, true);
    const data = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    let offset = 8 + length;
    for (const [name, kind, count, steps] of data.columns) {
      const column = new TYPES[kind](count);
      const wide = column.BYTES_PER_ELEMENT;
      let before = 0;
      for (let i = 0; i < count; i++) {
        let value = 0;
        for (let plane = 0; plane < wide; plane++) value |= bytes[offset + plane * count + i] << (8 * plane);
        column[i] = steps ? before + value : value; // the typed array takes it modulo its type
        before = column[i];
      }
      data[name] = column;
      offset += column.byteLength;
    }
    return data;
  }

  /** A payload of maps/payload.py. Days count from `epoch`; `first[i]`..`first[i + 1]` are the intervals of place i. */
  function decode(buffer) {
    const data = unpack(buffer);
    data.epochTime = Date.parse(data.epoch + "T00:00:00Z");
    return new Control(data);
  }

  /** Control of every place over time. */
  class Control {
    constructor(data) {
      Object.assign(this, data);
      this.first = new Uint32Array(this.places + 1);
      for (let place = 0; place < this.places; place++) this.first[place + 1] = this.first[place] + this.count[place];
      this.untold = this.bases.map((basis) => basis === "baseline" || basis === "estimate");
      this.estimated = this.bases.indexOf("estimate");
      this._index();
    }

    dayOf(iso) {
      return Math.round((Date.parse(iso + "T00:00:00Z") - this.epochTime) / DAY);
    }

    dateOf(day) {
      return new Date(this.epochTime + day * DAY);
    }

    isoOf(day) {
      return this.dateOf(day).toISOString().slice(0, 10);
    }

    regionOf(place) {
      return this.regions[this.region[place]];
    }

    /** The number of the interval of `place` that holds on `day`, or -1 before its first. */
    at(place, day) {
      for (let k = this.first[place + 1] - 1; k >= this.first[place]; k--) if (this.start[k] <= day) return k;
      return -1;
    }

    /** Whether interval `k` rests on reports, and not on the baseline alone. */
    reported(k) {
      return this.silence[k] !== NO_EVIDENCE;
    }

    /** The look of interval `k` on `day`: state and age. */
    look(k, day) {
      if (k < 0) return -1;
      let age = AGE.fresh;
      if (this.reported(k)) {
        const silent = day - this.start[k] - this.silence[k];
        if (silent >= OLD_DAYS) age = AGE.old;
        else if (silent >= AGEING_DAYS) age = AGE.ageing;
        else if (day - this.start[k] < RECENT_DAYS) age = AGE.recent;
      }
      return this.state[k] | (age << 5) | (this.untold[this.basis[k]] ? 128 : 0);
    }

    /** Places whose look may differ between two days, or null when it is cheaper to ask all. */
    touched(from, to) {
      const low = Math.min(from, to);
      const high = Math.max(from, to);
      const a = this._eventsBefore(low + 1);
      const b = this._eventsBefore(high + 1);
      return b - a > this.places / 4 ? null : this._eventPlaces.subarray(a, b);
    }

    /** Changes of hands by day: [{day, place, interval}], without baseline and first days of knowledge. */
    get changes() {
      if (!this._changes) {
        this._changes = [];
        for (let place = 0; place < this.places; place++) {
          for (let k = this.first[place]; k < this.first[place + 1]; k++) {
            if (this.start[k] >= 0 && this.reported(k)) this._changes.push({ day: this.start[k], place, interval: k });
          }
        }
        this._changes.sort((a, b) => a.day - b.day);
      }
      return this._changes;
    }

    _index() {
      const days = [];
      const places = [];
      for (let place = 0; place < this.places; place++) {
        for (let k = this.first[place]; k < this.first[place + 1]; k++) {
          const start = this.start[k];
          if (start < 0 && !this.reported(k)) continue;
          const until = k + 1 < this.first[place + 1] ? this.start[k + 1] : Infinity;
          const seen = start + this.silence[k];
          days.push(start);
          places.push(place);
          if (!this.reported(k)) continue;
          for (const turn of [start + RECENT_DAYS, seen + AGEING_DAYS, seen + OLD_DAYS]) {
            if (turn < until) {
              days.push(turn);
              places.push(place);
            }
          }
        }
      }
      const order = Uint32Array.from(days.keys()).sort((a, b) => days[a] - days[b]);
      this._eventDays = Int32Array.from(order, (i) => days[i]);
      this._eventPlaces = Uint32Array.from(order, (i) => places[i]);
    }

    _eventsBefore(day) {
      let low = 0;
      let high = this._eventDays.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this._eventDays[middle] < day) low = middle + 1;
        else high = middle;
      }
      return low;
    }
  }

  Object.assign(marchland, { decode, unpack, AGE });
})((window.marchland = window.marchland || {}));
