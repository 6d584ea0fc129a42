// How an estimated area looks: a tint and a hatch that says it again in grey.

const HATCH = 7; // CSS pixels from line to line
// How the lines of each side run, of all but the first: in grey print they alone tell sides apart.
const SHIFTS = [-1, 0, 1];
const STROKES = {
  up: SHIFTS.map((shift) => [shift - 0.5, 1.5, shift + 1.5, -0.5]),
  down: SHIFTS.map((shift) => [shift - 0.5, -0.5, shift + 1.5, 1.5]),
  along: [[0.5, 0, 0.5, 1]],
  across: [[0, 0.5, 1, 0.5]],
}; // in a tile of 1 by 1
const LINES = [["up"], ["along"], ["across"], ["down"], ["along", "across"]];

/**
 * How the area of a state looks: a tint, and lines that say it again in grey. The first side is the land's own, and
 * stands out only where it is what changed (`ranging`).
 */
export function areaLook(state, sides, palette, ranging) {
  const order = Object.keys(sides);
  if (state === order[0]) return { tint: alpha(sides[state].colour, ranging ? palette.otherTint : palette.ownTint) };
  if (sides[state]) {
    const { colour } = sides[state];
    const lines = LINES[(order.indexOf(state) - 1) % LINES.length];
    return {
      tint: alpha(colour, palette.otherTint), pattern: alpha(colour, palette.otherHatch), step: HATCH, wide: 1, lines,
    };
  }
  const rim = palette.front;
  const { fought, ink } = palette;
  if (state === "contested") {
    return { tint: alpha(fought, 0.2), pattern: alpha(ink, 0.5), step: 5, wide: 1.1, lines: ["down"], rim };
  }
  if (state === "disputed") return { tint: alpha(fought, 0.12), pattern: alpha(ink, 0.4), step: 7, dots: true, rim };
  return { tint: alpha(palette.unknown, 0.2) };
}

function alpha(colour, share) {
  return colour + Math.round(share * 255).toString(16).padStart(2, "0");
}

export function drawTile({ pattern, step, wide, lines, dots }, ratio) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(step * ratio);
  const context = tile.getContext("2d");
  context.scale(tile.width, tile.height);
  context.fillStyle = context.strokeStyle = pattern;
  if (dots) {
    context.beginPath();
    context.arc(0.5, 0.5, 0.17, 0, 2 * Math.PI);
    context.fill();
    return tile;
  }
  context.lineWidth = wide / step;
  for (const [left, top, right, bottom] of lines.flatMap((way) => STROKES[way])) {
    context.beginPath();
    context.moveTo(left, top);
    context.lineTo(right, bottom);
    context.stroke();
  }
  return tile;
}

/** A small picture of an area's look, `wide` by `high`, from the context's origin. */
export function paintArea(context, state, sides, palette, ranging, wide, high) {
  const look = areaLook(state, sides, palette, ranging);
  context.save();
  context.beginPath();
  context.rect(0, 0, wide, high);
  context.fillStyle = palette.land;
  context.fill();
  context.fillStyle = look.tint;
  context.fill();
  if (look.pattern) {
    const tile = drawTile(look, 2);
    const pattern = context.createPattern(tile, "repeat");
    pattern.setTransform(new DOMMatrix().scale(look.step / tile.width));
    context.fillStyle = pattern;
    context.fill();
  }
  context.strokeStyle = palette.outline;
  context.lineWidth = 1;
  context.strokeRect(0.5, 0.5, wide - 1, high - 1);
  context.restore();
}
