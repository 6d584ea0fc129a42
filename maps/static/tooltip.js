// What stands over the place under the hand.

import { element } from "./element.js";

export class Tooltip {
  /** `view` is the TheatreMap. */
  constructor(view) {
    this.view = view;
    this._place = -1;
    this._face = null;
    this._tip = L.tooltip({ direction: "top", offset: [0, -8], className: "marchland-tooltip", opacity: 1 });
    view.map.on("mousemove", (event) => this._hover(event));
    view.map.on("mouseout", () => this.hide());
  }

  hide() {
    this._place = -1;
    this._tip.remove();
  }

  /** Say it anew: day or words are others now. */
  refresh() {
    if (this._place >= 0) this._show();
  }

  _hover(event) {
    const { control, map } = this.view;
    if (!control) return;
    const face = this.view.faceAt(event.containerPoint);
    const place = face.points.hit(map, event.containerPoint);
    if (place === this._place && face === this._face) return;
    map.getContainer().classList.toggle("is-pointing", place >= 0);
    this._place = place;
    this._face = face;
    if (place < 0) this.hide();
    else this._show();
  }

  _show() {
    const { map, sentences } = this.view;
    const [place, face] = [this._place, this._face];
    const doubt = sentences.doubt(place, face);
    const content = element("div", "marchland-tip");
    element("strong", "", content).textContent = face.called.places[place];
    element("span", "", content).textContent = face.called.regions[face.control.region[place]];
    element("div", "", content).textContent = sentences.of(place, face);
    if (doubt) element("em", "", content).textContent = doubt;
    this._tip.setLatLng(face.points.latLngOf(place)).setContent(content).addTo(map);
  }
}
