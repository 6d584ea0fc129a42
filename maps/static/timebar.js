// Time inside the map: play, step, drag, one handle for a day or two for what changed between them; above the slider a
// strip of how much changed when.

import { element, sketch } from "./element.js";

const SPEEDS = [1, 7, 30, 91]; // days that a second plays
const APART = 30; // days between the handles when there come to be two
const BAR = 3; // CSS pixels of the strip that a bar of it takes
const SETTLED = 350; // milliseconds after the last step until the day counts as chosen

/** Calls `onDay()` at every step and `onSettled()` when the hand lets go; `day` and `since` (or null): where it is. */
export class TimeBar {
  constructor(parent, { words, onDay, onSettled }) {
    Object.assign(this, { words, onDay, onSettled });
    this.day = 0;
    this.since = null;
    this.speed = 30;
    const bar = words.put(element("div", "marchland-timebar", parent, { role: "group" }), { "aria-label": "time" });
    this.bar = bar;
    L.DomEvent.disableClickPropagation(bar);
    L.DomEvent.disableScrollPropagation(bar);
    const buttons = element("div", "marchland-buttons", bar);
    this.back = this._button(buttons, "‹", "back", () => this.step(-1));
    this.play = this._button(buttons, "", "play", () => this.toggle());
    this.play.classList.add("marchland-play");
    this.forth = this._button(buttons, "›", "forth", () => this.step(1));
    const track = element("div", "marchland-track", bar);
    this.strip = words.put(element("img", "marchland-strip", track, { alt: "" }), { title: "strip" });
    this.slider = this._slider(track, "day", (day) => this._go(day));
    this.earlier = this._slider(track, "since2", (day) => this._go(this.day, day));
    this.earlier.classList.add("marchland-earlier");
    this.earlier.hidden = true;
    this.scale = element("div", "marchland-scale", track, { "aria-hidden": "true" });
    const more = element("div", "marchland-more", bar);
    const speed = element("label", "marchland-speed", more);
    words.put(element("span", "", speed), { text: "aSecondPlays" });
    const select = words.put(element("select", "", speed), { "aria-label": "speed" });
    for (const days of SPEEDS) {
      const option = words.put(element("option", "", select, { value: days }), { text: `speed${days}` });
      option.selected = days === this.speed;
    }
    select.addEventListener("change", () => (this.speed = Number(select.value)));
    this.range = element("button", "marchland-range", more, { type: "button", "aria-pressed": false });
    words.put(this.range, { text: "rangeShort", title: "range", "aria-label": "range" });
    this.range.addEventListener("click", () => this.toggleRange());
    bar.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this._drawStrip()).observe(track);
  }

  _slider(track, key, act) {
    const slider = element("input", "marchland-slider", track, { type: "range", min: 0, step: 1 });
    this.words.put(slider, { "aria-label": key });
    slider.addEventListener("input", () => {
      this.pause();
      act(Number(slider.value));
      this._settle();
    });
    slider.addEventListener("change", () => this._settle(100));
    return slider;
  }

  setControl(control, sides, palette) {
    Object.assign(this, { control, sides, palette });
    this.slider.max = this.earlier.max = control.last;
    this._drawScale();
    this._drawStrip();
  }

  setPalette(palette, sides) {
    Object.assign(this, { palette, sides });
    this._drawStrip();
  }

  /** The words are another language's now. */
  speak() {
    this._playLabel();
    this.reflect();
  }

  /** Be at `day`, and with `since` at what changed from then, without telling anyone. */
  set(day, since = this.since) {
    this.day = day;
    this.since = since === null ? null : Math.min(since, day);
    this.reflect();
  }

  /** Have the handles say where they are. */
  reflect() {
    const percent = (each) => `${(100 * each) / Math.max(1, this.control.last)}%`;
    const ranging = this.since !== null;
    for (const [slider, day] of [[this.slider, this.day], [this.earlier, this.since]]) {
      if (day === null) continue;
      slider.value = day;
      slider.setAttribute("aria-valuetext", this.words.day(this.control.dateOf(day)));
    }
    this.slider.style.setProperty("--done", percent(this.day));
    this.slider.style.setProperty("--from", ranging ? percent(this.since) : "0%");
    if (this.earlier.hidden === ranging) {
      this.earlier.hidden = !ranging;
      this.range.setAttribute("aria-pressed", ranging);
    }
  }

  /** One handle or two. */
  toggleRange() {
    this.pause();
    this.since = this.since === null ? Math.max(0, this.day - APART) : null;
    this._go(this.day);
    this._settle();
  }

  step(days) {
    this.pause();
    this._go(this.day + days);
    this._settle();
  }

  toggle() {
    if (this.playing) this.pause();
    else this._start();
  }

  pause(settle = true) {
    if (!this.playing) return;
    cancelAnimationFrame(this.playing);
    this.playing = 0;
    this.play.classList.remove("is-playing");
    this._playLabel();
    if (settle) this._settle(0);
  }

  /** Keys, wherever in the map they are pressed; the slider's own keys stay the slider's. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
    const onButton = event.target.tagName === "BUTTON";
    const commands = {
      " ": onButton ? null : () => this.toggle(),
      k: () => this.toggle(),
      ",": () => this.step(-1),
      ".": () => this.step(1),
      "[": () => this.step(-30),
      "]": () => this.step(30),
      r: () => this.toggleRange(),
      "<": () => this._stepEarlier(-1),
      ">": () => this._stepEarlier(1),
    };
    if (!commands[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    commands[event.key]();
  }

  _stepEarlier(days) {
    if (this.since === null) return;
    this.pause();
    this._go(this.day, this.since + days);
    this._settle();
  }

  _button(parent, text, key, act) {
    const button = this.words.put(element("button", "", parent, { type: "button" }), { "aria-label": key, title: key });
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  _playLabel() {
    const text = this.words.say(this.playing ? "pause" : "play");
    this.play.setAttribute("aria-label", text);
    this.play.title = text;
  }

  _start() {
    if (this.day >= this.control.last) this._go(0);
    this.play.classList.add("is-playing");
    let last = performance.now();
    let due = this.day;
    const frame = (now) => {
      due += ((now - last) / 1000) * this.speed;
      last = now;
      this.playing = requestAnimationFrame(frame);
      if (Math.floor(due) !== this.day) this._go(Math.floor(due));
      if (this.day >= this.control.last) this.pause();
    };
    this.playing = requestAnimationFrame(frame);
    this._playLabel();
  }

  _go(day, since = this.since) {
    const within = (each) => Math.max(0, Math.min(this.control.last, each));
    this.set(within(day), since === null ? null : within(since));
    this.onDay();
  }

  _settle(wait = SETTLED) {
    clearTimeout(this._settling);
    this._settling = setTimeout(() => this.onSettled(), wait);
  }

  _drawScale() {
    this.scale.replaceChildren();
    const from = this.control.dateOf(0);
    const to = this.control.dateOf(this.control.last);
    for (let year = from.getUTCFullYear() + 1; year <= to.getUTCFullYear(); year++) {
      const day = this.control.dayOf(`${year}-01-01`);
      element("span", "", this.scale, { style: `left:${(100 * day) / this.control.last}%` }).textContent = year;
    }
  }

  /** Changes by new holder: the legitimate side's above, the others' below them in one bar. */
  _drawStrip() {
    if (!this.control || !this.palette) return;
    const width = this.strip.clientWidth;
    const height = this.strip.clientHeight;
    if (!width) return;
    const bins = changesOverTime(this.control, Math.ceil(width / BAR), width / BAR);
    const most = Math.max(1, ...bins.map(sum));
    sketch(this.strip, width, height, (context) =>
      bins.forEach((bin, i) => {
        const total = sum(bin);
        if (!total) return;
        const tall = Math.max(3, Math.sqrt(total / most) * (height - 1));
        let y = height;
        for (const holder of [...Object.keys(this.sides), ""]) {
          const part = ((bin[holder] || 0) / total) * tall;
          context.fillStyle = this.sides[holder] ? this.sides[holder].colour : this.palette.unknown;
          context.fillRect(i * BAR, y - part, BAR - 0.7, part);
          y -= part;
        }
      }));
  }
}

/**
 * How many changes fell into each of `count` bins of time, all days taking `span` of them: [{holder: n}], with ""
 * for changes to no side. What was before the first day, and rests on no report, is no change.
 */
export function changesOverTime(control, count, span) {
  const bins = Array.from({ length: count }, () => ({}));
  const holders = control.states.map(([status, holder]) => (status === "held" || status === "claimed" ? holder : ""));
  const perDay = span / Math.max(1, control.last);
  for (let k = 0; k < control.intervals; k++) {
    if (control.start[k] < 0 || !control.reported(k)) continue;
    const bin = bins[Math.min(count - 1, Math.floor(control.start[k] * perDay))];
    const holder = holders[control.state[k]];
    bin[holder] = (bin[holder] || 0) + 1;
  }
  return bins;
}

function sum(bin) {
  return Object.values(bin).reduce((a, b) => a + b, 0);
}
