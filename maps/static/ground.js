// The ground under everything, complete without a network: sea, land, oblasts, rivers.

import { world } from "./projection.js";

const MIDDLE = world(48.5, 31.5); // coordinates near zero are exact enough at any zoom
const DETAIL = [6.5, 8.5, 13]; // the zooms up to which each simplified outline serves
const ROUGH = 0.4; // pixels that an outline may be simplified by

export class Ground {
  constructor(outlines) {
    this.outlines = outlines;
    this._shapes = [];
  }

  setPalette(palette) {
    this.palette = palette;
  }

  /** Sea, neighbours, oblasts and the country's outline, on a context whose clip says where. */
  paint(context, view) {
    const { palette } = this;
    const { neighbours, outline, regions } = this._at(view);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = palette.sea;
    context.fillRect(0, 0, view.wide, view.high);
    onLand(context, view);
    context.lineJoin = "round";
    fill(context, neighbours, palette.abroad);
    line(context, neighbours, palette.abroadLine, 0.8, view);
    // stroked wide under the land, the outline keeps its outer half
    line(context, outline, palette.outline, 3.2, view);
    fill(context, regions, palette.land);
    line(context, regions, palette.regionLine, 0.9, view);
  }

  paintRivers(context, view) {
    context.save();
    onLand(context, view);
    context.lineJoin = context.lineCap = "round";
    context.globalAlpha = 0.9;
    line(context, this._at(view).rivers, this.palette.river, 1.3, view);
    context.restore();
  }

  /** The shapes that a view takes in, no finer than it can show. */
  _at(view) {
    const level = Math.max(0, DETAIL.findIndex((most) => view.zoom <= most));
    const rough = ROUGH / Math.pow(2, DETAIL[level]);
    const { neighbours, regions, rivers } = this.outlines;
    this._shapes[level] = this._shapes[level] || {
      neighbours: parts(neighbours).map((points) => shape(points, rough, true)),
      regions: parts(regions).map((points) => shape(points, rough, true)),
      outline: outer(parts(regions)).map((points) => shape(points, rough, false)),
      rivers: parts(rivers).map((points) => shape(points, rough, false)),
    };
    const margin = 8;
    const left = (view.origin.x - margin) / view.scale - MIDDLE.x;
    const top = (view.origin.y - margin) / view.scale - MIDDLE.y;
    const right = left + (view.size.x + 2 * margin) / view.scale;
    const bottom = top + (view.size.y + 2 * margin) / view.scale;
    const there = ({ box }) => box[0] < right && box[2] > left && box[1] < bottom && box[3] > top;
    const layers = Object.entries(this._shapes[level]);
    return Object.fromEntries(layers.map(([name, shapes]) => [name, shapes.filter(there)]));
  }
}

function onLand(context, { scale, ratio, origin }) {
  const by = ratio * scale;
  context.setTransform(by, 0, 0, by, ratio * (MIDDLE.x * scale - origin.x), ratio * (MIDDLE.y * scale - origin.y));
}

function fill(context, shapes, colour) {
  context.fillStyle = colour;
  for (const { path } of shapes) context.fill(path, "evenodd");
}

function line(context, shapes, colour, width, view) {
  context.strokeStyle = colour;
  context.lineWidth = width / view.scale;
  for (const { path } of shapes) context.stroke(path);
}

/** The lines and rings of GeoJSON features, each as a list of [longitude, latitude]. */
export function linesOf(geometry) {
  const { type, coordinates } = geometry;
  if (type === "LineString") return [coordinates];
  if (type === "MultiPolygon") return coordinates.flat();
  return coordinates; // Polygon, MultiLineString
}

/** The lines and rings of a collection, each as points of the world about the middle; a polygon's holes go with it. */
function parts(collection) {
  const point = ([lng, lat]) => {
    const { x, y } = world(lat, lng);
    return { x: x - MIDDLE.x, y: y - MIDDLE.y };
  };
  const features = collection ? collection.features : [];
  return features.flatMap(({ geometry }) => polygons(geometry).map((rings) => rings.map((ring) => ring.map(point))));
}

function polygons({ type, coordinates }) {
  if (type === "MultiPolygon") return coordinates;
  return [type === "LineString" ? [coordinates] : coordinates];
}

/** The parts' edges that no two of them share, as lines. */
function outer(shapes) {
  const name = (a, b) => `${a.x},${a.y},${b.x},${b.y}`;
  const rings = shapes.flat();
  const edges = new Set(rings.flatMap((ring) => ring.slice(1).map((to, i) => name(ring[i], to))));
  const lines = [];
  for (const ring of rings) {
    let open = null;
    for (let i = 1; i < ring.length; i++) {
      if (edges.has(name(ring[i], ring[i - 1]))) open = null;
      else if (open) open.push(ring[i]);
      else lines.push((open = [ring[i - 1], ring[i]]));
    }
  }
  return lines.map((each) => [each]);
}

/** A path with the box around it. */
function shape(lines, rough, closed) {
  const path = new Path2D();
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const points of lines) {
    L.LineUtil.simplify(points, rough).forEach(({ x, y }, i) => {
      if (i) path.lineTo(x, y);
      else path.moveTo(x, y);
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    });
    if (closed) path.closePath();
  }
  return { path, box };
}
