// The legend: what the marks and tints mean, how many there are of each on this day, and switches that hide them.

import { paintArea } from "./area_look.js";
import { element, sketch } from "./element.js";
import { paintFaint, paintMark } from "./sprites.js";

const BESIDE = " | "; // between the numbers of two days
const LEAST = 50; // square kilometres; less is as good as none
const AREA = "area/"; // what the link calls the estimated areas among what is hidden

export class Legend {
  /** Calls `onSwitch()` when something is hidden or shown; `hidden` has what is, as "status/side". One that is `open`
   * gives way to data under it, until the user has it as they like. */
  constructor(box, { words, open, onSwitch }) {
    Object.assign(this, { words, onSwitch });
    this.hidden = new Set();
    this.tallies = [];
    this.kinds = [];
    this.extents = [];
    this.box = element("details", "marchland-legend", box);
    this.box.open = this.yields = open;
    this.box.addEventListener("click", () => (this.yields = false));
    const summary = element("summary", "", this.box);
    words.put(element("span", "", summary), { text: "legend" });
    this.key = element("span", "marchland-key", summary);
    this.rows = element("div", "", this.box);
    L.DomEvent.disableClickPropagation(this.box);
    L.DomEvent.disableScrollPropagation(this.box);
  }

  get isOpen() {
    return this.box.open;
  }

  /** Close where `isOverData(box)` says so of it when it is open, and be open elsewhere. */
  giveWay(isOverData) {
    if (!this.yields) return;
    this.box.open = true;
    this.box.open = !isOverData(this.box);
  }

  get areasHidden() {
    return this.hidden.has(AREA);
  }

  /** Write the rows: for a day, or for what changed (`ranging`); `filtered` when not every place is asked for. */
  draw({ sides, palette, start, areas, ranging, filtered, approximate }) {
    const { words } = this;
    this.rows.replaceChildren();
    this.tallies = [];
    this.extents = [];
    this._texts = { sides, palette };
    const all = Object.values(sides);
    const held = ranging ? "gainedBy" : "heldBy";
    const claimed = ranging ? "nowClaimedBy" : "claimedBy";
    const rows = [
      ...all.map((side) => [words.say(held, { side: words.side(side) }), "held", side.id]),
      ...all.map((side) => [words.say(claimed, { side: words.side(side) }), "claimed", side.id]),
      [words.say("contested"), "contested", null],
      [words.say("disputed"), "disputed", null],
    ];
    for (const [text, status, holder] of rows) {
      const row = this._switch(`${status}/${holder ?? ""}`);
      this._mark(row, (context) =>
        paintMark(context, { status, holder, r: 6, ring: 0, baseline: false, fade: 1 }, sides, palette));
      element("span", "", row).textContent = text;
      const spare = all.length > 2 && status === "claimed"; // shown where there is one, or the legend would be too long
      this.tallies.push({ status, holder, text, row, spare, output: element("span", "marchland-count", row) });
    }
    // further kinds of marks, which are not switched: {text, paint}
    this.kinds = [];
    if (approximate) {
      const mark = { status: "unknown", r: 6, ring: 0, baseline: false, approximate: true, fade: 1 };
      this.kinds.push({ text: words.say("approximate"), paint: (context) => paintMark(context, mark, sides, palette) });
    }
    if (ranging || filtered) {
      const text = words.say(filtered ? "others" : "unchanged");
      this.kinds.push({ text, paint: (context) => paintFaint(context, 4, palette) });
    }
    for (const { text, paint } of this.kinds) {
      const row = element("div", "marchland-row", this.rows);
      this._mark(row, paint);
      element("span", "", row).textContent = text;
    }
    if (!ranging) {
      element("div", "marchland-small", this.rows).textContent = words.say(areas ? "marksAreas" : "marks", { start });
    }
    if (areas) this._areas(areas, ranging);
    this._drawKey(all);
  }

  /** What the marks mean in a few words: all of the legend that is seen while it is closed. */
  _drawKey(sides) {
    const { words } = this;
    const { sides: bySide, palette } = this._texts;
    const marks = [
      ...sides.map((side) => [words.side(side), "held", side.id]),
      [words.say("contestedShort"), "contested", null], [words.say("disputedShort"), "disputed", null],
    ];
    this.key.replaceChildren();
    for (const [text, status, holder] of marks) {
      const part = element("span", "", this.key);
      this._mark(part, (context) =>
        paintMark(context, { status, holder, r: 6, ring: 0, baseline: false, fade: 1 }, bySide, palette));
      part.append(text);
    }
  }

  _mark(row, paint) {
    sketch(element("img", "", row, { alt: "" }), 18, 18, (context) => {
      context.translate(9, 9);
      paint(context);
    });
  }

  /** A row that hides and shows what `key` names. */
  _switch(key) {
    const row = element("button", "marchland-row", this.rows, {
      type: "button", "aria-pressed": !this.hidden.has(key), title: this.words.say("showOrHide"),
    });
    row.addEventListener("click", () => {
      if (!this.hidden.delete(key)) this.hidden.add(key);
      row.setAttribute("aria-pressed", !this.hidden.has(key));
      this.onSwitch();
    });
    return row;
  }

  /** What the tints mean, and how much land each is today. */
  _areas(present, ranging) {
    const { words } = this;
    const { sides, palette } = this._texts;
    const row = this._switch(AREA);
    row.classList.add("marchland-areas");
    element("span", "", row).textContent = this.areaTitle = words.say(ranging ? "changedArea" : "estimatedArea");
    element("span", "marchland-count", row).textContent = words.say("estimate");
    const names = { contested: "areaContested", disputed: "areaDisputed", unknown: "areaUnknown" };
    for (const state of [...Object.keys(sides), ...Object.keys(names)].filter((each) => present.includes(each))) {
      const line = element("div", "marchland-area", this.rows);
      sketch(element("img", "", line, { alt: "" }), 22, 14, (context) =>
        paintArea(context, state, sides, palette, ranging, 22, 14));
      const text = sides[state] ? words.side(sides[state]) : words.say(names[state]);
      element("span", "", line).textContent = text;
      this.extents.push({ state, text, line, output: element("span", "marchland-count", line) });
    }
  }

  /** A day's numbers, [[status, holder, count]], or those of two days beside each other. */
  count(...days) {
    for (const { status, holder, row, spare, output } of this.tallies) {
      const sums = days.map((tally) => {
        let sum = 0;
        for (const [s, h, n] of tally) if (s === status && (holder === null || h === holder)) sum += n;
        return sum;
      });
      write(output, sums.map((sum) => this.words.number(sum)).join(BESIDE));
      const hide = spare && !sums.some(Boolean) && !this.hidden.has(`${status}/${holder}`);
      if (row.hidden !== hide) row.hidden = hide;
    }
  }

  /** Square kilometres by state, as exactly as an estimate deserves, of a day or of two beside each other. */
  measure(...days) {
    for (const { state, output, line } of this.extents) {
      const each = days.map((extent) => extent[state] || 0);
      write(output, each.map((km2) => this._extent(km2)).join(BESIDE));
      const hide = !this._texts.sides[state] && each.every((km2) => km2 < LEAST);
      if (line.hidden !== hide) line.hidden = hide;
    }
  }

  _extent(km2) {
    const step = km2 < 1000 ? 100 : 1000;
    return km2 < LEAST ? this.words.say("none") : this.words.say("extent", { n: Math.round(km2 / step) * step });
  }
}

/** The document is touched only where a text is another. */
function write(output, text) {
  if (output.textContent !== text) output.textContent = text;
}
