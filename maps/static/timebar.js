// Time inside the map: play, step, drag; above the slider a strip of how much changed when.
(function (marchland) {
  "use strict";

  const SPEEDS = [["1 day", 1], ["1 week", 7], ["1 month", 30], ["3 months", 91]];
  const SETTLED = 350; // milliseconds after the last step until the day counts as chosen

  const element = (name, className, parent, attributes = {}) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.appendChild(made);
    return made;
  };

  /** Calls `onDay(day)` at every step and `onSettled(day)` when the hand lets go. */
  class TimeBar {
    constructor(parent, { say, onDay, onSettled }) {
      Object.assign(this, { say, onDay, onSettled });
      this.day = 0;
      this.speed = 30;
      const bar = (this.bar = element("div", "marchland-timebar", parent, { role: "group", "aria-label": "Time" }));
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.disableScrollPropagation(bar);
      const buttons = element("div", "marchland-buttons", bar);
      this.back = this._button(buttons, "‹", "One day back", () => this.step(-1));
      this.play = this._button(buttons, "", "Play", () => this.toggle());
      this.play.classList.add("marchland-play");
      this.forth = this._button(buttons, "›", "One day on", () => this.step(1));
      const track = element("div", "marchland-track", bar);
      this.strip = element("canvas", "marchland-strip", track, { "aria-hidden": "true" });
      this.slider = element("input", "marchland-slider", track, { type: "range", min: 0, step: 1, "aria-label": "Day" });
      this.scale = element("div", "marchland-scale", track, { "aria-hidden": "true" });
      const speed = element("label", "marchland-speed", bar);
      element("span", "", speed).textContent = "a second plays";
      const select = element("select", "", speed, { "aria-label": "Speed: a second plays" });
      for (const [name, days] of SPEEDS) {
        const option = element("option", "", select, { value: days });
        option.textContent = name;
        option.selected = days === this.speed;
      }
      select.addEventListener("change", () => (this.speed = Number(select.value)));
      this.slider.addEventListener("input", () => {
        this.pause();
        this._go(Number(this.slider.value));
        this._settle();
      });
      this.slider.addEventListener("change", () => this._settle(100));
      bar.addEventListener("keydown", (event) => this.key(event));
      new ResizeObserver(() => this._drawStrip()).observe(track);
    }

    setControl(control, sides, palette) {
      Object.assign(this, { control, sides, palette });
      this.slider.max = control.last;
      this._drawScale();
      this._drawStrip();
    }

    setPalette(palette) {
      this.palette = palette;
      this._drawStrip();
    }

    /** Show `day` without telling anyone. */
    set(day) {
      this.day = day;
      this.slider.value = day;
      this.slider.setAttribute("aria-valuetext", this.say(day));
      this.slider.style.setProperty("--done", `${(100 * day) / Math.max(1, this.control.last)}%`);
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

    pause() {
      if (!this.playing) return;
      cancelAnimationFrame(this.playing);
      this.playing = 0;
      this.play.classList.remove("is-playing");
      this.play.setAttribute("aria-label", "Play");
      this._settle(0);
    }

    /** Keys, wherever in the map they are pressed; the slider's own keys stay the slider's. */
    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
      const onButton = event.target.tagName === "BUTTON";
      const acts = {
        " ": onButton ? null : () => this.toggle(),
        k: () => this.toggle(),
        ",": () => this.step(-1),
        ".": () => this.step(1),
        "[": () => this.step(-30),
        "]": () => this.step(30),
      };
      if (!acts[event.key]) return;
      event.preventDefault();
      event.stopPropagation();
      acts[event.key]();
    }

    _button(parent, text, name, act) {
      const button = element("button", "", parent, { type: "button", "aria-label": name, title: name });
      button.textContent = text;
      button.addEventListener("click", act);
      return button;
    }

    _start() {
      if (this.day >= this.control.last) this._go(0);
      this.play.classList.add("is-playing");
      this.play.setAttribute("aria-label", "Pause");
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
    }

    _go(day) {
      day = Math.max(0, Math.min(this.control.last, day));
      this.set(day);
      this.onDay(day);
    }

    _settle(wait = SETTLED) {
      clearTimeout(this._settling);
      this._settling = setTimeout(() => this.onSettled(this.day), wait);
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
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      this.strip.width = width * ratio;
      this.strip.height = height * ratio;
      const context = this.strip.getContext("2d");
      context.scale(ratio, ratio);
      const wide = 3;
      const bins = Array.from({ length: Math.ceil(width / wide) }, () => ({}));
      for (const change of this.control.changes) {
        const bin = bins[Math.min(bins.length - 1, Math.floor(((change.day / Math.max(1, this.control.last)) * width) / wide))];
        const [status, holder] = this.control.states[this.control.state[change.interval]];
        const key = status === "held" || status === "claimed" ? holder : "";
        bin[key] = (bin[key] || 0) + 1;
      }
      const most = Math.max(1, ...bins.map((bin) => Object.values(bin).reduce((a, b) => a + b, 0)));
      const keys = [...Object.keys(this.sides), ""];
      bins.forEach((bin, i) => {
        const total = Object.values(bin).reduce((a, b) => a + b, 0);
        if (!total) return;
        const tall = Math.max(3, Math.sqrt(total / most) * (height - 1));
        let y = height;
        for (const key of keys) {
          const part = ((bin[key] || 0) / total) * tall;
          context.fillStyle = this.sides[key] ? this.sides[key].colour : this.palette.unknown;
          context.fillRect(i * wide, y - part, wide - 0.7, part);
          y -= part;
        }
      });
    }
  }

  Object.assign(marchland, { TimeBar, element });
})((window.marchland = window.marchland || {}));
