// A second day, or the same day by other data, to the right of a divider that hand and keys move.

import { element } from "./element.js";
import { Face } from "./face.js";

/** By how much of the map's width a key moves the divider. */
const STEPS = {
  ArrowLeft: -0.02, ArrowDown: -0.02, ArrowRight: 0.02, ArrowUp: 0.02,
  PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1,
};

export class Swipe extends Face {
  /** `view` is the TheatreMap; its own face is to the left of the divider. */
  constructor(view) {
    super();
    this.view = view;
    this.share = 0.5; // of the map's width that is to the left
    this._pane = view.map.createPane("swipe");
    this._pane.style.zIndex = 421;
    this._pane.style.pointerEvents = "none";
    this.setBase({
      outlines: view.outlines,
      ground: view.ground,
      pane: "swipe",
      prepare: () => this.day !== undefined && this.canvas.turn(this.day),
    });
    this._divider(view.map.getContainer());
    view.map.on("move zoomend resize", () => this._clip());
  }

  /** Show the data of another face, which need not be fetched again; whether that is new. */
  borrow(face) {
    const isNew = face.data !== this.data;
    const { data, cells, land, namesAt } = face;
    Object.assign(this, { data, cells, land, namesAt });
    return isNew;
  }

  /** Show `day` to the right of the divider. */
  show(day) {
    this.day = day;
    if (!this.canvas._map) this.canvas.addTo(this.view.map);
    this.canvas.bare = this.view.canvas.bare;
    this.canvas.stale("points");
    this._clip();
  }

  /** The days on both sides, in the words of the map: with them there is something to divide. */
  label(left, right) {
    this.handle.hidden = false;
    this.handle.setAttribute("aria-label", this.view.words.say("divider", { left, right }));
  }

  /** The divider's distance from the map's left edge, in CSS pixels. */
  get x() {
    return Math.round(this.share * this.view.map.getSize().x);
  }

  /** The handle between the two, for hand and keys. */
  _divider(box) {
    const attributes = { role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": 100 };
    this.handle = element("div", "marchland-divider", box, attributes);
    this.handle.hidden = true;
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
    cut(map.getPane("canvas"), 0, this.x);
    cut(this._pane, this.x, wide);
    this.handle.style.left = `${this.x}px`;
    this.handle.setAttribute("aria-valuenow", Math.round(this.share * 100));
  }
}
