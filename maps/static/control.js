// Control over time, as maps/payload.py writes it: what a place's state is on a day.

import { unpack } from "./columns.js";

const NO_EVIDENCE = 65535;
const DAY = 86400000;

// A dot's look: the state's number in the low five bits, its age in the two above, then whether nobody reported it.
// maps/payload.py keeps the states to 32.
export const AGE = { recent: 0, fresh: 1, ageing: 2, old: 3 };
export const FAINT = 256; // there, but not among what is asked for
const RECENT_DAYS = 7; // changed within a week: ringed
const AGEING_DAYS = 120; // no new evidence for so long: paler
const OLD_DAYS = 365; // and paler still

/** A payload of maps/payload.py. Days count from `epoch`; `first[i]`..`first[i + 1]` are the intervals of place i. */
export function decode(buffer) {
  const data = unpack(buffer);
  data.epochTime = Date.parse(data.epoch + "T00:00:00Z");
  return new Control(data);
}

/** Control of every place over time. */
export class Control {
  constructor(data) {
    Object.assign(this, data);
    this.first = new Uint32Array(this.places + 1);
    for (let place = 0; place < this.places; place++) this.first[place + 1] = this.first[place] + this.count[place];
    this.unreported = this.bases.map((basis) => basis === "baseline" || basis === "estimate");
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

  /** Whether any report is about a place: what is estimated of it before is inferred from them. */
  isTold(place) {
    for (let k = this.first[place]; k < this.first[place + 1]; k++) if (!this.unreported[this.basis[k]]) return true;
    return false;
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
    return this.state[k] | (age << 5) | (this.unreported[this.basis[k]] ? 128 : 0);
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
