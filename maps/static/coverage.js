// How much is told of the land on a day: near what reports are about, and the fresher they are, the more.

import { world } from "./projection.js";

const STEP = 0.15; // side of a square in the world's units: about 15 km
const REACH = 0.39; // over which the word of a report falls to 1/e: about 40 km, as in the estimate (timeline/areas.py)
const HALF_LIFE = 365; // days by which a report's word falls by half, as there
const MONTH = 30; // days by which reports age here, so that land looks the same from most days to the next
const TOLD = 0.55; // the word from which on land looks as it is estimated
const UNTOLD = 0.15; // and to which it looks as if nothing were known
const LEVELS = 8; // between the two
const AROUND = Math.ceil((-Math.log(UNTOLD) * REACH) / STEP); // squares as far as which a report tells of land

export class Coverage {
  /** Of the cells of `land` by the reports that `control` rests on. */
  constructor(control, land) {
    this.control = control;
    const range = (values) => values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
    const [[left, right], [top, bottom]] = [range(land.x), range(land.y)];
    this.left = left - STEP;
    this.top = top - STEP;
    this.wide = Math.ceil((right - left) / STEP) + 2;
    this.high = Math.ceil((bottom - top) / STEP) + 2;
    this.middle = land.middle;
    this.told = 0; // places with reports by the day
    this.last = null; // the day of the last of them
    this.level = new Uint8Array(this.wide * this.high).fill(LEVELS); // LEVELS: nothing is known
    this._was = new Float32Array(this.level.length);
    this._square = Int32Array.from({ length: control.places }, (_, place) => this._squareOf(place));
    this._word = new Float32Array((2 * AROUND + 1) ** 2).map((_, i) => {
      const [dx, dy] = [(i % (2 * AROUND + 1)) - AROUND, Math.floor(i / (2 * AROUND + 1)) - AROUND];
      return Math.exp((-Math.hypot(dx, dy) * STEP) / REACH);
    });
  }

  /** The square that a place lies in, or -1 off the land. */
  _squareOf(place) {
    const { latitude, longitude } = this.control;
    const at = world(latitude[place] / 1e4, longitude[place] / 1e4);
    const x = Math.floor((at.x - this.middle.x - this.left) / STEP);
    const y = Math.floor((at.y - this.middle.y - this.top) / STEP);
    return x < 0 || y < 0 || x >= this.wide || y >= this.high ? -1 : y * this.wide + x;
  }

  /** Turn to a day; the rectangle of the world within which land looks better or less known than before, or null. */
  turn(day) {
    const fresh = this._fresh(day);
    if (fresh.every((word, square) => word === this._was[square])) return null;
    this._was = fresh;
    const told = new Float32Array(fresh.length);
    for (let square = 0; square < fresh.length; square++) if (fresh[square]) this._spread(told, square, fresh[square]);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let square = 0; square < told.length; square++) {
      const share = Math.max(0, Math.min(1, (TOLD - told[square]) / (TOLD - UNTOLD)));
      const level = Math.round(LEVELS * share);
      if (level === this.level[square]) continue;
      this.level[square] = level;
      const x = this.middle.x + this.left + (square % this.wide) * STEP;
      const y = this.middle.y + this.top + Math.floor(square / this.wide) * STEP;
      // its neighbours are drawn into it
      box[0] = Math.min(box[0], x - STEP);
      box[1] = Math.min(box[1], y - STEP);
      box[2] = Math.max(box[2], x + 2 * STEP);
      box[3] = Math.max(box[3], y + 2 * STEP);
    }
    if (box[0] > box[2]) return null;
    this._veil = null;
    return box;
  }

  /** The word of the freshest report in each square; and how many places are told of by then, and when last. */
  _fresh(day) {
    const { control } = this;
    const fresh = new Float32Array(this.level.length);
    this.told = 0;
    this.last = null;
    for (let place = 0; place < control.places; place++) {
      const k = control.at(place, day);
      if (k < 0 || !control.reported(k) || control.unreported[control.basis[k]]) continue;
      const last = Math.min(day, control.start[k] + control.silence[k]);
      this.told += 1;
      this.last = Math.max(this.last ?? last, last);
      const months = Math.floor(day / MONTH) - Math.floor(last / MONTH);
      const square = this._square[place];
      if (square >= 0) fresh[square] = Math.max(fresh[square], 0.5 ** ((months * MONTH) / HALF_LIFE));
    }
    return fresh;
  }

  _spread(told, square, word) {
    const [x, y] = [square % this.wide, Math.floor(square / this.wide)];
    const size = 2 * AROUND + 1;
    for (let row = Math.max(0, y - AROUND); row <= Math.min(this.high - 1, y + AROUND); row++) {
      for (let column = Math.max(0, x - AROUND); column <= Math.min(this.wide - 1, x + AROUND); column++) {
        const at = row * this.wide + column;
        const there = word * this._word[(row - y + AROUND) * size + column - x + AROUND];
        if (there > told[at]) told[at] = there;
      }
    }
  }

  /** How many articles tell of anything by a day; null where the data does not say. */
  articles(day) {
    const days = this.control.article_day;
    return days && days.length ? days.filter((each) => each <= day).length : null;
  }

  /** Paint `colour`, as "#rrggbb", over land the more, the less is known of it, on a context in the land's units. */
  paint(context, colour) {
    if (!this._veil || this._colour !== colour) this._veil = this._drawn(colour);
    this._colour = colour;
    context.imageSmoothingEnabled = true;
    context.drawImage(this._veil, this.left, this.top, this.wide * STEP, this.high * STEP);
  }

  _drawn(colour) {
    const veil = document.createElement("canvas");
    veil.width = this.wide;
    veil.height = this.high;
    const context = veil.getContext("2d");
    const image = context.createImageData(this.wide, this.high);
    const rgb = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
    this.level.forEach((level, i) => image.data.set([...rgb, Math.round((255 * 0.92 * level) / LEVELS)], 4 * i));
    context.putImageData(image, 0, 0);
    return veil;
  }
}
