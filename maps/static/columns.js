// Reads what maps/payload.py writes, and answers what a place's state is on a day.
(function (marchland) {
  "use strict";

  const TYPES = { u1: Uint8Array, i2: Int16Array, u2: Uint16Array, i4: Int32Array };
  const NO_EVIDENCE = 65535;
  const DAY = 86400000;

  // A dot's look: the state's number in the low five bits, its age in the two above, then whether nobody told of it.
  const AGE = { recent: 0, fresh: 1, ageing: 2, old: 3 };
  const FAINT = 256; // there, but not among what is asked for
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

    /** The days on which interval `k` comes to look older, and that after `age` days without a report. */
    turns(k, age) {
      if (k < 0 || !this.reported(k)) return [];
      const last = this.start[k] + this.silence[k];
      return [this.start[k] + RECENT_DAYS, last + AGEING_DAYS, last + OLD_DAYS, last + age + 1];
    }

    /** Days without a report from interval `k` by `day`; none where it rests on no report. */
    silent(k, day) {
      return this.reported(k) ? Math.max(0, day - this.start[k] - this.silence[k]) : Infinity;
    }
  }

  Object.assign(marchland, { decode, unpack, AGE, FAINT });
})((window.marchland = window.marchland || {}));
