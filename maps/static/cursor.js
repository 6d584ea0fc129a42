// Places by keyboard: arrows go from one to the nearest in that direction, Enter opens it, and each is said.

import { element } from "./element.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Cursor {
  /**
   * `view` is the TheatreMap; `open(place, face)` and `describe(place, face)` are what it does with a place of the face
   * that lies under it: with two days in one map, each on its side of the divider.
   */
  constructor(view, { open, describe }) {
    Object.assign(this, { view, open, describe });
    this.place = -1;
    this.face = view;
    const box = element("div", "marchland-cursor", view.map.getContainer(), { tabindex: 0, role: "application" });
    view.words.put(box, { "aria-label": "places" });
    view.words.put(element("span", "", box), { text: "placesHelp" });
    this.spoken = element("div", "marchland-said", box, { "aria-live": "polite" });
    box.addEventListener("keydown", (event) => this._key(event));
    box.addEventListener("focus", () => this._goTo(...(this._shown() ? [this.place, this.face] : this._first())));
    box.addEventListener("blur", () => this.clear());
    L.DomEvent.disableClickPropagation(box);
  }

  clear() {
    if (this._mark) this._mark.remove();
    this._mark = null;
  }

  _key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (WAYS[event.key]) this._step(WAYS[event.key]);
    else if (event.key === "Home") this._goTo(...this._first());
    else if ((event.key === "Enter" || event.key === " ") && this.place >= 0) this.open(this.place, this.face);
    else if (event.key === "Escape") this.open(-1, this.face);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  _step([dx, dy]) {
    const from = this.place < 0 ? this.view.map.getSize().divideBy(2) : this._at(this.place, this.face);
    let next = null;
    let least = Infinity;
    for (const [place, face, at] of this._visible()) {
      const along = (at.x - from.x) * dx + (at.y - from.y) * dy;
      const aside = Math.abs((at.x - from.x) * dy) + Math.abs((at.y - from.y) * dx);
      if ((place === this.place && face === this.face) || along <= 0 || aside > along) continue;
      const far = along + 2 * aside;
      if (far < least) [next, least] = [[place, face], far];
    }
    if (next) return this._goTo(...next);
    this.view.map.panBy([dx * 160, dy * 120], { animate: false }); // nothing more that way: show what lies beyond
    this._goTo(this.place, this.face);
  }

  /** The places in the view with the face that shows them and their points, the most important of each face first. */
  *_visible() {
    const box = this.view.map.getBounds();
    const sides = [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()];
    const [south, west, north, east] = sides.map((each) => each * 1e4);
    for (const face of this.view.faces) {
      const { control, points } = face;
      if (!control) return;
      for (let place = 0; place < control.places; place++) {
        const [lat, lng] = [control.latitude[place], control.longitude[place]];
        if (lat <= south || lat >= north || lng <= west || lng >= east || !points.isShown(place)) continue;
        const at = this._at(place, face);
        if (this.view.faceAt(at) === face) yield [place, face, at];
      }
    }
  }

  _first() {
    for (const [place, face] of this._visible()) return [place, face];
    return [-1, this.view];
  }

  _shown() {
    if (this.place < 0 || !this.face.points.isShown(this.place)) return false;
    return this.view.map.getBounds().contains(this.face.points.latLngOf(this.place));
  }

  _at(place, face) {
    return this.view.map.latLngToContainerPoint(face.points.latLngOf(place));
  }

  _goTo(place, face) {
    this.place = place;
    this.face = face;
    this.clear();
    this.spoken.textContent = place < 0 ? this.view.words.say("noPlace") : this.describe(place, face);
    if (place < 0) return;
    const icon = L.divIcon({ className: "marchland-focus", iconSize: [30, 30] });
    this._mark = L.marker(face.points.latLngOf(place), { icon, interactive: false, keyboard: false });
    this._mark.addTo(this.view.map);
  }
}
