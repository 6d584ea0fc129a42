// The map under the places, complete without a network: sea, land, oblasts, rivers and names.
(function (marchland) {
  "use strict";

  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
  const SERIF = "Georgia, 'Noto Serif', 'DejaVu Serif', serif";
  const TILES = {
    url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    options: {
      maxZoom: 19,
      attribution: '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a> contributors',
    },
  };

  /** Land and borders; `setTiles(true)` lays OpenStreetMap over it, and where a tile is missing this stays to be seen. */
  class Base {
    constructor(map, outlines, palette) {
      this.map = map;
      for (const [name, z] of [["land", 150], ["borders", 250], ["names", 450]]) {
        map.createPane(name).style.zIndex = z;
        map.getPane(name).style.pointerEvents = "none";
      }
      const layer = (data, pane) =>
        L.geoJSON(data, { interactive: false, renderer: L.canvas({ pane, padding: 0.4 }), pane });
      const nothing = { type: "FeatureCollection", features: [] };
      this.neighbours = layer(outlines.neighbours || nothing, "land");
      this.outline = layer(outlines.regions, "land");
      this.land = layer(outlines.regions, "land");
      this.rivers = layer(outlines.rivers || nothing, "borders");
      this.all = [this.neighbours, this.outline, this.land, this.rivers];
      this.setPalette(palette);
      for (const each of this.all) each.addTo(map);
    }

    setPalette(palette) {
      this.palette = palette;
      this.map.getContainer().style.background = palette.sea;
      const p = palette;
      this.neighbours.setStyle({ fillColor: p.abroad, fillOpacity: 1, color: p.abroadLine, weight: 0.8 });
      // stroked wide under the land, the oblasts together leave only the country's outline to be seen
      this.outline.setStyle({ fill: false, color: p.outline, weight: 3.2, opacity: 1 });
      this.land.setStyle({ fillColor: p.land, fillOpacity: 1, color: p.regionLine, weight: 0.9, opacity: 1 });
      this.rivers.setStyle({ fill: false, color: p.river, weight: 1.3, opacity: 0.9 });
    }

    setTiles(on) {
      if (on && !this.tiles) {
        this.tiles = L.tileLayer(TILES.url, TILES.options).addTo(this.map);
      } else if (!on && this.tiles) {
        this.tiles.remove();
        this.tiles = null;
      }
    }
  }

  /** Names by importance: the largest first, and one that would touch another is left out at this zoom. */
  const Names = marchland.Canvas.extend({
    setPalette(palette) {
      this.palette = palette;
      if (this._map) this._update();
    },

    setNames({ control, labels, regions }) {
      this.control = control;
      this.labels = labels;
      this.regions = regions;
      if (this._map) this._update();
    },

    setSelected(place) {
      this.selected = place;
      if (this._map) this._update();
    },

    _redraw() {
      const context = this._context;
      const size = this._bounds.getSize();
      context.clearRect(0, 0, size.x, size.y);
      if (!this.palette) return;
      const zoom = this._map.getZoom();
      const taken = [];
      const at = (lat, lng) => this._map.latLngToLayerPoint([lat, lng]).subtract(this._bounds.min);
      const free = (box) => taken.every((t) => box[2] < t[0] || box[0] > t[2] || box[3] < t[1] || box[1] > t[3]);
      const write = (text, x, y, colour) => {
        context.lineJoin = "round";
        context.lineWidth = 3;
        context.strokeStyle = this.palette.halo;
        context.strokeText(text, x, y);
        context.fillStyle = colour;
        context.fillText(text, x, y);
      };
      context.textBaseline = "middle";
      context.textAlign = "center";
      for (const label of this.labels || []) {
        if (zoom < Number(label.zoom)) continue;
        const point = at(Number(label.latitude), Number(label.longitude));
        const sea = label.kind === "sea";
        context.font = sea ? `italic 14px ${SERIF}` : `12px ${FONT}`;
        context.letterSpacing = sea ? "1px" : "3px";
        context.fillStyle = sea ? this.palette.seaName : this.palette.abroadName;
        const text = sea ? label.name : label.name.toUpperCase();
        context.fillText(text, point.x, point.y);
      }
      context.letterSpacing = "0px";
      if (this.control) this._writePlaces(context, zoom, size, at, free, taken, write);
    },

    _writePlaces(context, zoom, size, at, free, taken, write) {
      context.textAlign = "left";
      const control = this.control;
      const deepest = zoom < 5.75 ? 0 : zoom < 7 ? 1 : zoom < 8 ? 2 : zoom < 9.5 ? 3 : 4;
      const order = this.selected >= 0 ? [this.selected] : [];
      let written = 0;
      const one = (i) => {
        const point = at(control.latitude[i] / 1e4, control.longitude[i] / 1e4);
        if (point.x < -60 || point.y < 0 || point.x > size.x || point.y > size.y) return;
        const rank = control.rank[i];
        const chosen = i === this.selected;
        const px = [13.5, 12, 11, 10.5, 10.5][rank] + (zoom > 8 ? 1 : 0);
        context.font = `${chosen ? 700 : rank === 0 ? 600 : 400} ${px}px ${FONT}`;
        const text = control.names[i];
        const width = context.measureText(text).width;
        for (const [dx, dy] of [[8, 0], [-8 - width, 0], [-width / 2, -13], [-width / 2, 13]]) {
          const box = [point.x + dx - 2, point.y + dy - px / 2 - 1, point.x + dx + width + 2, point.y + dy + px / 2 + 1];
          if (!chosen && !free(box)) continue;
          taken.push(box, [point.x - 4, point.y - 4, point.x + 4, point.y + 4]);
          write(text, point.x + dx, point.y + dy, rank <= 1 || chosen ? this.palette.ink : this.palette.soft);
          written++;
          return;
        }
      };
      for (const i of order) one(i);
      for (let i = 0; i < control.places && written < 220; i++) {
        if (control.rank[i] > deepest) break;
        if (i !== this.selected) one(i);
      }
    },
  });

  Object.assign(marchland, { Base, Names });
})((window.marchland = window.marchland || {}));
