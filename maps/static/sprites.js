// How a place looks: one small picture for each state, age and size, drawn once and then only copied.
// Colour says who, and so does the outline, for grey print and whoever sees no colours: a disc, a square, a triangle ...
// by the order of sides. Filled is held, hollow claimed; a disc of stripes is contested, one of parts disputed.
// Where the place is only known roughly, the mark is pale within a dotted outline.

import { AGE, FAINT } from "./control.js";
import { pileable } from "./pile.js";

const FADE = [1, 1, 0.72, 0.48]; // by age
const RADII = [6.6, 5.4, 4.4, 3.4, 2.5]; // by rank, in CSS pixels at zoom 6

const halo = (r) => Math.max(1.6, r * 0.5);
const rim = (baseline) => (baseline ? 0.4 : 0.9); // of paper
const faint = (radius) => Math.max(1.3, Math.min(2.2, radius * 0.45));
const patterned = (r) => Math.max(r, Math.min(4.2, r * 1.6)); // a pattern needs room to be seen
// The outlines of the sides in their order, as corners on a circle around the origin; the first is that circle itself.
const UP = -Math.PI / 2;
const regular = (count, from) => Array.from({ length: count }, (_, i) => from + (i * 2 * Math.PI) / count);
const OUTLINES = [null, regular(4, Math.PI / 4), regular(3, UP), regular(4, UP), regular(3, -UP), [0, Math.PI]];
const CORNER = 1.25; // how far corners stand out, so that all outlines look as large as the disc
export const APPROXIMATE = 8; // of a place's kind; the bits below are its rank

export class Sprites {
  constructor(control, sides, palette, ratio) {
    Object.assign(this, { control, sides, palette, ratio });
  }

  /** The radius, in CSS pixels, of a place of this rank at this zoom. */
  radius(rank, zoom) {
    const crowd = this.control.places > 3000 && rank > 2 ? 0.62 : 1;
    const scale = Math.min(2.1, Math.max(0.72, 1 + (zoom - 6) * 0.22));
    return Math.round(RADII[rank] * scale * crowd * 4) / 4;
  }

  /** How far, in CSS pixels, any mark of this rank may reach from its centre. */
  reach(rank, zoom) {
    const r = patterned(this.radius(rank, zoom));
    return Math.ceil(Math.max(r + halo(r), r * CORNER + rim(false)));
  }

  /**
   * The picture for a pile: a square of device pixels with the mark's centre in the middle. `kind` is the place's rank,
   * and whether it is APPROXIMATE.
   */
  get(look, kind, zoom) {
    if (zoom !== this._zoom) {
      this._zoom = zoom;
      this._made = [];
    }
    const key = look * 16 + kind;
    return this._made[key] || (this._made[key] = this._draw(look, this.radius(kind & 7, zoom), kind >= APPROXIMATE));
  }

  _draw(look, radius, approximate) {
    if (look === FAINT) return this._picture(faint(radius), (context) => paintFaint(context, radius, this.palette));
    const [status, holder] = this.control.states[look & 31];
    const age = (look >> 5) & 3;
    const baseline = (look & 128) !== 0;
    let r = baseline ? radius * 0.62 : radius;
    if (status === "contested" || status === "disputed" || approximate) r = patterned(r);
    const ring = age === AGE.recent ? halo(r) : 0;
    const mark = { status, holder, r, ring, baseline, approximate, fade: baseline ? 0.5 : FADE[age] };
    const reach = Math.max(r + ring, r * CORNER + rim(baseline));
    return this._picture(reach, (context) => paintMark(context, mark, this.sides, this.palette));
  }

  /** What `draw` draws around the origin, to `half` CSS pixels on each side and no more: each pixel costs. */
  _picture(half, draw) {
    const canvas = document.createElement("canvas");
    const side = (canvas.width = canvas.height = Math.ceil(half * 2 * this.ratio));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.translate(side / 2, side / 2);
    context.scale(this.ratio, this.ratio);
    draw(context);
    return pileable(new Int32Array(context.getImageData(0, 0, side, side).data.buffer), side);
  }
}

/** A place that is there, but not among what is asked for. */
export function paintFaint(context, radius, palette) {
  context.globalAlpha = 0.4;
  context.fillStyle = palette.unknown;
  context.beginPath();
  context.arc(0, 0, faint(radius), 0, 2 * Math.PI);
  context.fill();
}

/**
 * Draw one mark around the origin: {status, holder, r, ring, baseline, approximate, fade}, with the radius `r` and the
 * halo's width beyond it, `ring`, in CSS pixels.
 */
export function paintMark(context, mark, sides, palette) {
  const { status, holder, r, ring, baseline, approximate, fade } = mark;
  const colour = sides[holder] ? sides[holder].colour : palette.unknown;
  const ofSide = status === "held" || status === "claimed";
  const corners = ofSide ? outlineOf(holder, sides) : null;
  if (ring) {
    context.globalAlpha = 0.32;
    fillDisc(context, r + ring, ofSide ? colour : palette.ink);
    context.globalAlpha = 1;
  }
  fillOutline(context, corners, r + rim(baseline), palette.paper); // keeps neighbours apart, age fades towards it
  context.globalAlpha = approximate ? fade * 0.4 : fade;
  (PAINTERS[status] || paintUnknown)(context, r, { colour, corners, holder, sides, palette });
  if (approximate) {
    context.globalAlpha = fade;
    strokeDots(context, corners, r, ofSide || status === "unknown" ? colour : palette.ink);
  }
  context.globalAlpha = 1;
}

const PAINTERS = {
  held: (context, r, { colour, corners }) => fillOutline(context, corners, r, colour),
  claimed: paintClaimed,
  contested: paintContested,
  disputed: paintDisputed,
};

function paintClaimed(context, r, { colour, corners }) {
  const wide = Math.max(1.5, r * 0.42) * (corners ? 0.8 : 1); // corners leave less room within
  strokeOutline(context, corners, r - wide / 2, colour, wide);
}

/** Stripes. */
function paintContested(context, r, { palette }) {
  context.save();
  disc(context, r);
  context.clip();
  context.strokeStyle = palette.ink;
  context.lineWidth = Math.max(1.1, r * 0.26);
  const step = Math.max(2.4, r * 0.58);
  for (let x = -2 * r; x <= 2 * r; x += step) {
    context.beginPath();
    context.moveTo(x - r, r);
    context.lineTo(x + r, -r);
    context.stroke();
  }
  context.restore();
  strokeDisc(context, r - 0.65, palette.ink, 1.3);
}

/** As many parts as there are who dispute it, each in its colour: halves, thirds. Of many sides none, where it isn't said. */
function paintDisputed(context, r, { holder, sides, palette }) {
  const rivals = rivalsOf(holder, sides);
  const colours = rivals.length ? rivals.map((side) => side.colour) : [palette.unknown, palette.ink];
  const share = (2 * Math.PI) / colours.length;
  colours.forEach((colour, i) => {
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(0, 0);
    context.arc(0, 0, r, Math.PI / 2 + i * share, Math.PI / 2 + (i + 1) * share);
    context.fill();
  });
  context.fillStyle = palette.paper;
  if (colours.length === 2) context.fillRect(-0.75, -r, 1.5, 2 * r);
  else colours.forEach((_, i) => {
    context.save();
    context.rotate(Math.PI / 2 + i * share);
    context.fillRect(0, -0.6, r, 1.2);
    context.restore();
  });
  strokeDisc(context, r - 0.5, palette.ink, 1);
}

/** Who disputes a place: the sides that its state names ("SAF|RSF"), of two sides both. */
function rivalsOf(holder, sides) {
  const all = Object.values(sides);
  return all.length === 2 ? all : (holder || "").split("|").filter((id) => sides[id]).map((id) => sides[id]);
}

function paintUnknown(context, r, { palette }) {
  strokeDisc(context, Math.max(1.5, r - 1), palette.unknown, 1.2);
}

/** The outline by which marks of a side are known, null for the disc. */
function outlineOf(holder, sides) {
  return OUTLINES[Math.max(0, Object.keys(sides).indexOf(holder)) % OUTLINES.length];
}

/** The path of an outline: a disc of this radius, or what looks as large. */
function outline(context, corners, radius) {
  if (!corners) {
    disc(context, radius);
    return;
  }
  context.beginPath();
  if (corners.length === 2) context.arc(0, -radius * 0.45, radius * CORNER, ...corners);
  else for (const turn of corners) context.lineTo(radius * CORNER * Math.cos(turn), radius * CORNER * Math.sin(turn));
  context.closePath();
}

function fillOutline(context, corners, radius, colour) {
  context.fillStyle = colour;
  outline(context, corners, radius);
  context.fill();
}

function strokeOutline(context, corners, radius, colour, wide) {
  context.strokeStyle = colour;
  context.lineWidth = wide;
  outline(context, corners, radius);
  context.stroke();
}

function strokeDots(context, corners, radius, colour) {
  const dots = Math.max(5, Math.round(radius * 1.7));
  context.setLineDash([(Math.PI * radius) / dots, (Math.PI * radius) / dots]);
  strokeOutline(context, corners, radius, colour, 1.5);
  context.setLineDash([]);
}

function disc(context, radius) {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
}

function fillDisc(context, radius, colour) {
  context.fillStyle = colour;
  disc(context, radius);
  context.fill();
}

function strokeDisc(context, radius, colour, wide) {
  context.strokeStyle = colour;
  context.lineWidth = wide;
  disc(context, radius);
  context.stroke();
}
