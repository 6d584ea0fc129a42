// One day's map by one set of data: what is drawn of it, and the data behind it. A divider has one on either side.

import { Areas } from "./areas.js";
import { MapCanvas } from "./canvas.js";
import { unpack } from "./columns.js";
import { decode } from "./control.js";
import { Land } from "./land.js";
import { Names } from "./names.js";
import { Points } from "./points.js";

export class Face {
  constructor() {
    this.points = new Points();
    this.areas = new Areas();
    this.source = null; // by what it shows its day, as maps/layer.py has it
    this.kept = null; // a bit for each place that passes the filters of claims, or null where all do
  }

  /** The base map under it, the pane that its canvas lies in, and what is called before each drawing. */
  setBase({ outlines, ground, pane, prepare }) {
    this.names = new Names(outlines);
    this.canvas = new MapCanvas({ pane, points: this.points, areas: this.areas, names: this.names });
    this.canvas.ground = ground;
    this.canvas.prepare = prepare;
  }

  /**
   * Fetch the data at these addresses, where it is other than what is shown: {control}, null where nothing is new, or
   * {failed} with the status of an answer that says no. The addresses of `names` by language are kept for later.
   */
  async fetch({ data, cells, names }) {
    this.namesAt = names;
    if (data === this.data) return { control: null };
    const answers = await Promise.all([data, cells].map((address) => address && fetch(address)));
    const failed = answers.find((answer) => answer && !answer.ok);
    if (failed) return { failed: failed.status };
    const [control, corners] = await Promise.all(answers.map((answer) => answer && answer.arrayBuffer()));
    if (corners && cells !== this.cells) this.land = new Land(unpack(corners));
    if (!corners) this.land = null;
    Object.assign(this, { data, cells });
    return { control: decode(control) };
  }

  /** Show control over time, called as in the data until other names come. */
  setControl(control) {
    this.control = control;
    this.called = { places: control.names, regions: control.regions };
    this.areas.setControl(control, this.land);
    this.points.setControl(control);
    this.names.setControl(control);
    this.names.setNames(this.called, "en");
    this.kept = this._byPosition = null;
    this.canvas.moved();
  }

  /** Fetch what places and regions are called in a language; where that can't be had, the data's own names. */
  async translate(language) {
    const address = this.namesAt && this.namesAt[language];
    const response = address && (await fetch(address));
    const { names: places, regions } = this.control;
    this.called = response && response.ok ? await response.json() : { places, regions };
  }

  setTheme({ palette, sides }) {
    this.areas.setPalette(palette, sides);
    this.points.setPalette(palette, sides);
    this.names.setPalette(palette);
  }

  /** The number of the day of an ISO date, or the nearest that the data has. */
  dayWithin(iso) {
    return Math.max(0, Math.min(this.control.last, this.control.dayOf(iso)));
  }

  /** How many places that pass the filters are shown on its day. */
  get total() {
    return this.points.counts.reduce((sum, n) => sum + n, 0);
  }

  /** The number that a place has on another face, or -1. */
  numberOn(other, place) {
    if (place < 0 || other === this || other.data === this.data) return place;
    other._byPosition = other._byPosition || new Map(other.control.names.map((_, i) => [keyOf(other.control, i), i]));
    return other._byPosition.get(keyOf(this.control, place)) ?? -1;
  }
}

/** What tells a place from all others in whatever data: where it is and what it is called. */
function keyOf({ names, latitude, longitude }, place) {
  return `${latitude[place]}/${longitude[place]}/${names[place]}`;
}
