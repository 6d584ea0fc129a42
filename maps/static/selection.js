// The chosen place: a ring around it, and a circle where it is known only roughly.

const MARGIN = 24; // CSS pixels between a place and what stands on the map

export class Selection {
  /** `map` is Leaflet's; `face` is what `place` is a number of while none is chosen. */
  constructor(map, face) {
    Object.assign(this, { map, face });
    this.place = -1;
    this._ring = null;
  }

  /** Choose a place of a face, or none (-1); whether that is another. `ink` is the circle's colour. */
  set(place, face, ink) {
    if (place === this.place && face === this.face) return false;
    Object.assign(this, { place, face });
    if (this._ring) this._ring.remove();
    this._ring = place < 0 ? null : this._draw(ink);
    return true;
  }

  /** Move the map so that the chosen place is well within `free`, a rectangle of the container in CSS pixels, and
   * comes as near as the zoom `close`. */
  bring(free, close = 0) {
    if (this.place < 0) return;
    const { map } = this;
    const at = this.face.points.latLngOf(this.place);
    if (map.getZoom() < close) map.setView(at, close, { animate: false });
    const { x, y } = map.latLngToContainerPoint(at);
    const isFree = x > free.left + MARGIN && x < free.right - MARGIN && y > free.top + MARGIN && y < free.bottom - MARGIN;
    if (isFree) return;
    const middle = [(free.left + free.right) / 2, (free.top + free.bottom) / 2];
    map.panBy([x - middle[0], y - middle[1]], { animate: false });
  }

  _draw(color) {
    const at = this.face.points.latLngOf(this.place);
    const icon = L.divIcon({ className: "marchland-ring", iconSize: [28, 28] });
    const ring = L.layerGroup([L.marker(at, { icon, interactive: false, keyboard: false })]).addTo(this.map);
    const radius = this.face.control.radius[this.place] * 1000; // kilometres
    const look = { color, weight: 1, dashArray: "4 4", fillOpacity: 0.04, interactive: false };
    if (radius) ring.addLayer(L.circle(at, { ...look, radius }));
    return ring;
  }
}
