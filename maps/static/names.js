// Names on the map, by importance: the most important first, and one that would touch another is left out at this zoom.
// Each is drawn once into a small picture and then copied, like the places' marks.

import { linesOf } from "./ground.js";
import { blit } from "./pixels.js";
import { world } from "./projection.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
const SERIF = "Georgia, 'Noto Serif', 'DejaVu Serif', serif";
const MOST = 220; // names of places
const KEPT = 3000; // pictures

export class Names {
  constructor(outlines) {
    const written = (outlines.labels || []).filter((label) => label.kind !== "title");
    this.labels = written.map((label) => {
      const at = [Number(label.latitude), Number(label.longitude)];
      return { ...label, zoom: Number(label.zoom), at };
    });
    this.regions = outlines.regions.features.map(regionLabel).filter(Boolean);
    this.rivers = (outlines.rivers ? outlines.rivers.features : []).map(riverLabel);
    this.selected = -1;
    this._placed = [];
    this._pictures = new Map();
  }

  setPalette(palette) {
    this.palette = palette;
    this._pictures.clear();
  }

  setControl(control) {
    this.control = control;
  }

  /** What things are called: `places` and `regions` by the numbers of the control, and the language. */
  setNames(called, language) {
    Object.assign(this, { called, language });
  }

  /** Choose the names for a view and where each goes. */
  place(view) {
    this._placed = [];
    if (!this.palette) return;
    if (this._ratio !== view.ratio) this._pictures.clear();
    this._ratio = view.ratio;
    if (this._pictures.size > KEPT) this._pictures.clear();
    const taken = [];
    const free = (box) => taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
    const at = ([lat, lng]) => {
      const { x, y } = world(lat, lng);
      return { x: x * view.scale - view.origin.x, y: y * view.scale - view.origin.y };
    };
    const put = (picture, x, y) => {
      const left = Math.round(x * view.ratio - picture.middle);
      this._placed.push([picture, left, Math.round(y * view.ratio - picture.high / 2)]);
    };
    const centred = (text, look, point) => {
      const picture = this._picture(text, look);
      const half = picture.width / 2;
      const box = [point.x - half, point.y - look.px / 2, point.x + half, point.y + look.px / 2];
      const off = box[2] < 0 || box[0] > view.size.x || box[3] < 0 || box[1] > view.size.y;
      if (off || !free(box)) return;
      taken.push(box);
      put(picture, point.x, point.y);
    };
    if (this.control) this._placePlaces(view, at, free, taken, put);
    const { palette } = this;
    const word = (entry) => entry[`name_${this.language}`] || entry.name;
    const ofSea = { font: `italic 14px ${SERIF}`, px: 14, spacing: 1, colour: palette.seaName };
    const ofCountry = { font: `12px ${FONT}`, px: 12, spacing: 3, colour: palette.abroadName };
    for (const label of this.labels) {
      if (view.zoom < label.zoom) continue;
      if (label.kind === "sea") centred(word(label), ofSea, at(label.at));
      else centred(word(label).toUpperCase(), ofCountry, at(label.at));
    }
    if (view.zoom >= 6.25) {
      const look = { font: `11px ${FONT}`, px: 11, spacing: 2, colour: palette.regionName, halo: true };
      for (const region of this.regions) centred(this._region(region.name).toUpperCase(), look, at(region.at));
    }
    if (view.zoom >= 7) {
      const look = { font: `italic 12px ${SERIF}`, px: 12, spacing: 0.5, colour: palette.riverName, halo: true };
      for (const river of this.rivers) for (const spot of river.spots) centred(word(river), look, at(spot));
    }
  }

  _region(name) {
    const number = this.control && this.called ? this.control.regions.indexOf(name) : -1;
    return number < 0 ? name : this.called.regions[number];
  }

  _placePlaces(view, at, free, taken, put) {
    const { control, palette } = this;
    const { zoom, size } = view;
    const deepest = zoom < 5.75 ? 0 : zoom < 7 ? 1 : zoom < 8 ? 2 : zoom < 9.5 ? 3 : 4;
    let written = 0;
    const one = (i) => {
      const point = at([control.latitude[i] / 1e4, control.longitude[i] / 1e4]);
      if (point.x < -60 || point.y < 0 || point.x > size.x || point.y > size.y) return;
      const rank = control.rank[i];
      const chosen = i === this.selected;
      const px = [13.5, 12, 11, 10.5, 10.5][rank] + (zoom > 8 ? 1 : 0);
      const look = {
        font: `${chosen ? 700 : rank === 0 ? 600 : 400} ${px}px ${FONT}`, px, spacing: 0, halo: true,
        colour: rank <= 1 || chosen ? palette.ink : palette.soft,
      };
      const picture = this._picture(this.called.places[i], look);
      const width = picture.width;
      for (const [dx, dy] of [[8, 0], [-8 - width, 0], [-width / 2, -13], [-width / 2, 13]]) {
        const box = [point.x + dx - 2, point.y + dy - px / 2 - 1, point.x + dx + width + 2, point.y + dy + px / 2 + 1];
        if (!chosen && !free(box)) continue;
        taken.push(box, [point.x - 4, point.y - 4, point.x + 4, point.y + 4]);
        put(picture, point.x + dx + width / 2, point.y + dy);
        written++;
        return;
      }
    };
    if (this.selected >= 0) one(this.selected);
    for (let i = 0; i < control.places && written < MOST; i++) {
      if (control.rank[i] > deepest) break;
      if (i !== this.selected) one(i);
    }
  }

  /** A text as {wide, high, pixels}, with its `middle` in device pixels and its `width` in CSS pixels. */
  _picture(text, { font, px, spacing, colour, halo = false }) {
    const key = `${font}|${spacing}|${colour}|${text}`;
    const known = this._pictures.get(key);
    if (known) return known;
    const ratio = this._ratio;
    const canvas = (this._canvas = this._canvas || document.createElement("canvas"));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const write = () => {
      context.font = font;
      context.letterSpacing = `${spacing}px`;
      context.textBaseline = "middle";
      context.lineJoin = "round";
    };
    write();
    const width = Math.min(context.measureText(text).width, 600);
    const wide = (canvas.width = Math.ceil((width + 6) * ratio));
    const high = (canvas.height = Math.ceil((px * 1.5 + 4) * ratio));
    context.scale(ratio, ratio);
    write();
    const [x, y] = [3, high / ratio / 2];
    if (halo) {
      context.lineWidth = 3;
      context.strokeStyle = this.palette.halo;
      context.strokeText(text, x, y);
    }
    context.fillStyle = colour;
    context.fillText(text, x, y);
    const pixels = new Int32Array(context.getImageData(0, 0, wide, high).data.buffer);
    const picture = { wide, high, pixels, middle: (width / 2 + 3) * ratio, width };
    this._pictures.set(key, picture);
    return picture;
  }

  /** Put the names that reach into a part of the canvas there. */
  paint(pixels, wide, x0, y0, x1, y1) {
    const placed = this._placed; // plain loops: this runs for every place that changed, on every frame
    for (let i = 0; i < placed.length; i++) {
      const picture = placed[i][0];
      const left = placed[i][1];
      const top = placed[i][2];
      if (left < x1 && top < y1 && left + picture.wide > x0 && top + picture.high > y0) {
        blit(pixels, wide, x0, y0, x1, y1, picture, left, top);
      }
    }
  }
}

/** Where an oblast's name goes: the middle of its largest part; none for a city that is an oblast of its own. */
function regionLabel({ properties, geometry }) {
  const ring = linesOf(geometry).reduce((a, b) => (Math.abs(sums(a)[0]) > Math.abs(sums(b)[0]) ? a : b));
  const [twice, x, y] = sums(ring);
  if (Math.abs(twice) < 0.6) return null;
  return { name: properties.name, at: [y / (3 * twice), x / (3 * twice)] };
}

/** Twice a ring's signed area, and the moments that give its middle. */
function sums(ring) {
  let [twice, mx, my] = [0, 0, 0];
  for (let i = 0; i + 1 < ring.length; i++) {
    const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    twice += cross;
    mx += (ring[i][0] + ring[i + 1][0]) * cross;
    my += (ring[i][1] + ring[i + 1][1]) * cross;
  }
  return [twice, mx, my];
}

function riverLabel({ properties, geometry }) {
  const line = linesOf(geometry).flat();
  const spot = (share) => {
    const along = share * (line.length - 1);
    const [[x0, y0], [x1, y1]] = [line[Math.floor(along)], line[Math.ceil(along) || 1]];
    return [(y0 + y1) / 2, (x0 + x1) / 2];
  };
  return { ...properties, spots: (line.length > 6 ? [0.3, 0.75] : [0.5]).map((share) => spot(share)) };
}
