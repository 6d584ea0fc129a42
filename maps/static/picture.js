// The map as a picture: what is on the screen with its title, date, legend and caveat, made in the browser alone.

import { paintArea } from "./area_look.js";
import { paintMark } from "./sprites.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
const SERIF = "Georgia, 'Noto Serif', 'DejaVu Serif', serif";

/** A canvas with the picture of `view`, a TheatreMap. Names are drawn as text, whatever they contain. */
export function picture(view) {
  const size = view.map.getSize();
  const ratio = 2;
  const foot = 44;
  const canvas = document.createElement("canvas");
  canvas.width = size.x * ratio;
  canvas.height = (size.y + foot) * ratio;
  const context = canvas.getContext("2d");
  const palette = view.palette;
  context.scale(ratio, ratio);
  context.fillStyle = palette.sea;
  context.fillRect(0, 0, size.x, size.y);
  view.canvas.flush();
  const frame = view.map.getContainer().getBoundingClientRect();
  for (const part of view.map.getPanes().mapPane.querySelectorAll("canvas")) {
    const box = part.getBoundingClientRect();
    context.save();
    if (view.swipe) {
      const { x } = view.swipe;
      context.beginPath();
      if (part.parentNode === view.map.getPane("canvas")) context.rect(0, 0, x, size.y);
      else if (part.parentNode === view.map.getPane("swipe")) context.rect(x, 0, size.x - x, size.y);
      else context.rect(0, 0, size.x, size.y);
      context.clip();
    }
    context.drawImage(part, box.left - frame.left, box.top - frame.top, box.width, box.height);
    context.restore();
  }
  if (view.swipe) {
    context.fillStyle = palette.ink;
    context.fillRect(view.swipe.x - 1, 0, 2, size.y);
  }
  if (view.selection.place >= 0) ring(context, view, palette);
  title(context, view, palette, size);
  legend(context, view, palette, size);
  context.fillStyle = palette.paper;
  context.fillRect(0, size.y, size.x, foot);
  context.fillStyle = palette.soft;
  context.font = `11.5px ${FONT}`;
  const lines = [view.words.say("allSources", { credits: view.words.credits(view.options.credits) }), view.words.say("caveat")];
  lines.forEach((line, i) => context.fillText(line, 14, size.y + 18 + 15 * i, size.x - 28));
  return canvas;
}

function ring(context, view, palette) {
  const at = view.map.latLngToContainerPoint(view.selection.face.points.latLngOf(view.selection.place));
  context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(at.x, at.y, 13, 0, 2 * Math.PI);
  context.stroke();
}

/** What the map is of, the day or days, and what it leaves out. */
function title(context, view, palette, size) {
  const { kicker, date, between, coverage, lack } = view.title;
  const heading = `600 25px ${SERIF}`;
  const small = `12px ${FONT}`;
  const most = size.x - 52;
  context.font = small;
  const notes = [between, coverage, lack].flatMap((line) => wrapped(context, line.textContent, Math.min(most, 420)));
  const wideOf = (line) => context.measureText(line).width;
  const least = Math.max(130, ...[...notes, kicker.textContent].map(wideOf));
  context.font = heading;
  const wide = Math.min(most, Math.max(least, wideOf(date.textContent)));
  card(context, 12, 12, wide + 28, 64 + 17 * notes.length, palette);
  context.fillStyle = palette.ink;
  context.fillText(date.textContent, 26, 62, most);
  context.fillStyle = palette.soft;
  context.font = small;
  context.fillText(kicker.textContent, 26, 34, most);
  notes.forEach((line, i) => context.fillText(line, 26, 82 + 17 * i, most));
}

/** A text in lines no wider than `most`. */
function wrapped(context, text, most) {
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => line.replace(/^· | ·$/g, "")); // what parts a line ends with it
}

function legend(context, view, palette, size) {
  const { hidden, tallies, kinds, extents, areaTitle } = view.legend;
  const rows = tallies.filter(({ status, holder, row }) => !row.hidden && !hidden.has(`${status}/${holder ?? ""}`));
  const areas = view.areas.hidden ? [] : extents.filter(({ line }) => !line.hidden);
  const wide = view.swipe ? 360 : 270; // two days' numbers
  context.font = `12.5px ${FONT}`;
  const more = kinds.map(({ text, paint }) => ({ paint, lines: wrapped(context, text, wide - 46) }));
  const extra = more.reduce((sum, { lines }) => sum + lines.length, 0);
  const high = 24 * (rows.length + extra + areas.length + (areas.length ? 1 : 0));
  const top = size.y - high - 26;
  card(context, 12, top, wide, high + 14, palette);
  context.textBaseline = "middle";
  let y = top + 19;
  const line = (text, x, value) => {
    context.fillStyle = palette.ink;
    context.textAlign = "left";
    context.fillText(text, x, y, wide - x - (value ? context.measureText(value).width + 8 : 0));
    context.textAlign = "right";
    context.fillText(value, wide, y);
    y += 24;
  };
  const painted = (x, dy, paint) => {
    context.save();
    context.textAlign = "left";
    context.translate(x, y + dy);
    paint();
    context.restore();
  };
  for (const { status, holder, text, output } of rows) {
    const mark = { status, holder, r: 6, ring: 0, baseline: false, fade: 1 };
    painted(30, 0, () => paintMark(context, mark, view.sides, palette));
    line(text, 46, output.textContent);
  }
  for (const { lines, paint } of more) {
    painted(30, 0, () => paint(context));
    for (const text of lines) line(text, 46, "");
  }
  if (areas.length) {
    context.font = `600 12.5px ${FONT}`;
    line(areaTitle, 22, "");
    context.font = `12.5px ${FONT}`;
  }
  for (const { state, text, output } of areas) {
    painted(20, -7, () => paintArea(context, state, view.sides, palette, view.time.since !== null, 22, 14));
    line(text, 50, output.textContent);
  }
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
}

function card(context, x, y, wide, high, palette) {
  context.fillStyle = palette.paper;
  context.strokeStyle = palette.regionLine;
  context.lineWidth = 1;
  context.fillRect(x, y, wide, high);
  context.strokeRect(x, y, wide, high);
}

/** Give the picture to the browser as a download named after the day. */
export function savePicture(view) {
  picture(view).toBlob((blob) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `marchland-${view.control.isoOf(view.time.day)}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }, "image/png");
}
