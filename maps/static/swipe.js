// A second day, or the same day by other data, to the right of a divider that hand and keys move.
(function (marchland) {
  "use strict";

  const { element } = marchland;
  const STEPS = { ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 };

  class Swipe {
    /** `view` is the TheatreMap; its own sheet is to the left of the divider. Like it, this has data, control and land. */
    constructor(view) {
      this.view = view;
      this.share = 0.5; // of the map's width that is to the left
      this.points = new marchland.Points();
      this.areas = new marchland.Areas();
      this.names = new marchland.Names(view.outlines);
      const pane = (this._pane = view.map.createPane("swipe"));
      pane.style.zIndex = 421;
      pane.style.pointerEvents = "none";
      this.sheet = new marchland.Sheet({ pane: "swipe", points: this.points, areas: this.areas, names: this.names });
      this.sheet.ground = view.ground;
      this.sheet.prepare = () => this.day !== undefined && this.sheet.turn(this.day);
      const box = view.map.getContainer();
      this.handle = element("div", "marchland-divider", box, { role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 100 });
      L.DomEvent.disableClickPropagation(this.handle);
      this.handle.addEventListener("pointerdown", (event) => this.handle.setPointerCapture(event.pointerId));
      this.handle.addEventListener("pointermove", (event) => {
        if (!this.handle.hasPointerCapture(event.pointerId)) return;
        const { left, width } = box.getBoundingClientRect();
        this._move((event.clientX - left) / width);
      });
      this.handle.addEventListener("keydown", (event) => {
        if (!STEPS[event.key]) return;
        event.preventDefault();
        event.stopPropagation();
        this._move(this.share + STEPS[event.key]);
      });
      view.map.on("move zoomend resize", () => this._clip());
    }

    /** Show `day` to the right of the divider. */
    show(day) {
      this.day = day;
      if (!this.sheet._map) this.sheet.addTo(this.view.map);
      this.sheet.bare = this.view.sheet.bare;
      this.sheet.stale("points");
      this._clip();
    }

    /** The days on both sides, in the words of the map. */
    label(left, right) {
      this.handle.setAttribute("aria-label", this.view.words.say("divider", { left, right }));
    }

    /** The divider's distance from the map's left edge, in CSS pixels. */
    get x() {
      return Math.round(this.share * this.view.map.getSize().x);
    }

    _move(share) {
      this.share = Math.max(0, Math.min(1, share));
      this._clip();
    }

    /** Panes move with the map, and what is cut off must not. */
    _clip() {
      const { map } = this.view;
      const { x: wide, y: high } = map.getSize();
      const cut = (pane, from, to) => {
        const [a, b] = [map.containerPointToLayerPoint([from, 0]), map.containerPointToLayerPoint([to, high])];
        pane.style.clipPath = `polygon(${a.x}px ${a.y}px, ${b.x}px ${a.y}px, ${b.x}px ${b.y}px, ${a.x}px ${b.y}px)`;
      };
      cut(map.getPane("sheet"), 0, this.x);
      cut(this._pane, this.x, wide);
      this.handle.style.left = `${this.x}px`;
      this.handle.setAttribute("aria-valuenow", Math.round(this.share * 100));
    }
  }

  Object.assign(marchland, { Swipe });
})((window.marchland = window.marchland || {}));
