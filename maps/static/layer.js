// The map: brings base, places, names, time and legend together, and speaks with the page around it.
(function (marchland) {
  "use strict";

  const { element } = marchland;

  const PALETTES = {
    light: {
      sea: "#d5e2e9", land: "#fbf9f4", abroad: "#ebe7de", abroadLine: "#d3ccbe", outline: "#7d7668", regionLine: "#d8d1c4",
      river: "#b5cfdd", ink: "#22252a", soft: "#4a4d52", paper: "#ffffff", halo: "rgba(251,249,244,0.9)",
      unknown: "#85817a", seaName: "#5f7f92", abroadName: "#8d8675",
      front: "#3a2418", frontHalo: "#fbf9f4b0", fought: "#8a6d3b", ownTint: 0.07, otherTint: 0.27, otherHatch: 0.34,
    },
    dark: {
      sea: "#0f151b", land: "#2a3138", abroad: "#1b2127", abroadLine: "#303840", outline: "#8b939b", regionLine: "#414a53",
      river: "#35556a", ink: "#f1eee8", soft: "#c9cbcc", paper: "#1a1f25", halo: "rgba(27,33,39,0.9)",
      unknown: "#9a9a98", seaName: "#6d8798", abroadName: "#7b828a",
      front: "#fbe3cf", frontHalo: "#1b2127b0", fought: "#c9a96a", ownTint: 0.09, otherTint: 0.3, otherHatch: 0.34,
    },
  };
  const DARK_SIDES = { "#1f6fb4": "#5aa9ec", "#d9600b": "#f58a3c" };
  const STATUS = { held: "held by", claimed: "claimed by", contested: "contested: fighting in it", disputed: "disputed: reports conflict", unknown: "not known" };
  const AREA = "area/"; // what the link calls the estimated areas among what is hidden
  const LONG_DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  class TheatreMap {
    constructor(map, options) {
      Object.assign(this, { map, options });
      this.dark = isDark();
      this.place = -1;
      this.sent = 0;
      this.hidden = new Set();
      const box = map.getContainer();
      box.classList.add("marchland");
      box.classList.toggle("is-still", options.still);
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", `Map: ${options.title}`);
      this._title(box);
      this._corner(box);
      this.time = new marchland.TimeBar(box, {
        say: (day) => LONG_DATE.format(this.control.dateOf(day)),
        onDay: (day) => this._setDay(day),
        onSettled: () => this._tell(),
      });
      this._credits(box);
      map.createPane("areas").style.zIndex = 200;
      map.getPane("areas").style.pointerEvents = "none";
      this.areas = new marchland.Areas({ pane: "areas" });
      map.createPane("places").style.zIndex = 420;
      map.getPane("places").style.pointerEvents = "none";
      this.points = new marchland.Points({ pane: "places" });
      map.fitBounds(options.bounds, { animate: false, paddingTopLeft: [0, 20], paddingBottomRight: [0, 70] });
      map.on("mousemove", (event) => this._hover(event));
      map.on("mouseout", () => this._unhover());
      map.on("click", (event) => this._click(event));
      box.addEventListener("keydown", (event) => event.target === box && this.time.key(event));
      if (options.linked) this._linkViews(options.linked);
      this.ready = this._base();
      watchTheme(() => this._theme());
      this._theme();
    }

    /** What Python asks to see: {data, cells, day, place, at, hide, answers}. */
    async show(view) {
      this._wanted = view;
      await this.ready;
      if (view.data !== this._data) {
        this._data = view.data;
        const answers = await Promise.all([view.data, view.cells].map((address) => address && fetch(address)));
        const failed = answers.find((answer) => answer && !answer.ok);
        if (failed) return this._say(`The map's data could not be loaded (${failed.status}). Reload the page.`);
        const [control, cells] = await Promise.all(answers.map((answer) => answer && answer.arrayBuffer()));
        if (cells && view.cells !== this._cells) this.land = new marchland.Land(marchland.unpack(cells));
        if (!cells) this.land = null;
        this._cells = view.cells;
        this._open(marchland.decode(control));
      }
      if (view !== this._wanted || !this.control) return;
      if (view.answers < this.sent) return; // older than what the user has done since
      const day = Math.max(0, Math.min(this.control.last, this.control.dayOf(view.day)));
      if (day !== this.points.day) {
        this.time.pause();
        this.time.set(day);
        this._setDay(day);
      }
      if (view.at && String(view.at) !== this._at) {
        this._at = String(view.at);
        this.map.setView([view.at[0], view.at[1]], view.at[2], { animate: false });
      }
      if (view.hide && String(view.hide) !== this._hide) {
        this._hide = String(view.hide);
        this.hidden = new Set(view.hide);
        this._drawLegend();
        this._filter();
      }
      this._select(view.place === null ? -1 : view.place, true);
      this._mark("shown");
    }

    /** For tests and other scripts: what the map says about a place today. */
    describe(name) {
      const place = this.control.names.indexOf(name);
      if (place < 0) return null;
      const look = this.points.lookOf(place);
      const [status, holder] = look < 0 ? ["absent", ""] : this.control.states[look & 31];
      const at = this.map.latLngToContainerPoint(this.points.latLngOf(place));
      const { lat, lng } = this.points.latLngOf(place);
      const area = this.areas.hidden ? null : this.areas.stateAt(lat, lng);
      const shown = this.points.isShown(place);
      return { place, name, status, holder, area, x: at.x, y: at.y, day: this.control.isoOf(this.points.day), shown };
    }

    async _base() {
      const response = await fetch(this.options.outlines);
      const outlines = await response.json();
      this.labels = outlines.labels;
      this.base = new marchland.Base(this.map, outlines, this.palette);
      this.areas.addTo(this.map);
      this.points.addTo(this.map);
      this.names = new marchland.Names({ pane: "names" });
      this.names.setPalette(this.palette);
      this.names.setNames({ labels: this.labels });
      this.names.addTo(this.map);
    }

    _open(control) {
      this.control = control;
      this.areas.setControl(control, this.land);
      this.points.setControl(control, this.sides);
      this.names.setNames({ control, labels: this.labels });
      this.time.setControl(control, this.sides, this.palette);
      this.place = -1;
      this._drawLegend();
      if (this.hidden.size) this._filter();
    }

    _setDay(day) {
      this.areas.setDay(day);
      this.points.setDay(day);
      this.date.textContent = LONG_DATE.format(this.control.dateOf(day));
      this._legendCounts();
      if (this._hovered >= 0) this._tooltip(this._hovered);
    }

    _click(event) {
      const place = this.control ? this.points.hit(event.containerPoint) : -1;
      if (place < 0 && this.place < 0) return;
      this._select(place);
      this._tell();
    }

    _select(place, bring = false) {
      if (place === this.place) return;
      this.place = place;
      if (this._ring) this._ring.remove();
      this._ring = null;
      this.names.setSelected(place);
      this._showEvidence(place);
      if (place < 0) return;
      const at = this.points.latLngOf(place);
      this._ring = L.layerGroup([
        L.circleMarker(at, { radius: 13, color: this.palette.ink, weight: 2, fill: false, interactive: false }),
      ]).addTo(this.map);
      const radius = this.control.radius[place] * 1000; // kilometres
      if (radius) {
        const circle = { radius, color: this.palette.ink, weight: 1, dashArray: "4 4", fillOpacity: 0.04, interactive: false };
        this._ring.addLayer(L.circle(at, circle));
      }
      if (bring && !this.map.getBounds().pad(-0.1).contains(at)) this.map.panTo(at, { animate: false });
    }

    /** Alone in a file, the map itself shows the sentences behind a place. They come escaped from maps/evidence.py. */
    _showEvidence(place) {
      if (!this.options.evidence) return;
      if (this.card) this.card.remove();
      this.card = null;
      if (place < 0) return;
      this.card = element("div", "marchland-card", this.map.getContainer(), { tabindex: 0, role: "region", "aria-label": "Evidence" });
      L.DomEvent.disableClickPropagation(this.card);
      L.DomEvent.disableScrollPropagation(this.card);
      element("h2", "", this.card).textContent = this.control.names[place];
      element("div", "", this.card).innerHTML = this.options.evidence[place] || "No article here makes a claim about this place.";
    }

    /** Tell the page what the user chose. */
    _tell() {
      this.sent += 1;
      const message = { day: this.control.isoOf(this.points.day), place: this.place, data: this._data, number: this.sent };
      if (window.Streamlit) window.Streamlit.setComponentValue(message);
    }

    _hover(event) {
      if (!this.control) return;
      const place = this.points.hit(event.containerPoint);
      this.map.getContainer().classList.toggle("is-pointing", place >= 0);
      if (place === this._hovered) return;
      this._hovered = place;
      if (place < 0) this._unhover();
      else this._tooltip(place);
    }

    _unhover() {
      this._hovered = -1;
      if (this._tip) this._tip.remove();
    }

    _tooltip(place) {
      const k = this.control.at(place, this.points.day);
      const content = element("div", "marchland-tip");
      element("strong", "", content).textContent = this.control.names[place];
      element("span", "", content).textContent = this.control.regionOf(place);
      element("div", "", content).textContent = this._sentence(k);
      this._tip = this._tip || L.tooltip({ direction: "top", offset: [0, -8], className: "marchland-tooltip", opacity: 1 });
      this._tip.setLatLng(this.points.latLngOf(place)).setContent(content).addTo(this.map);
    }

    _sentence(k) {
      if (k < 0) return "no report yet";
      const [status, holder] = this.control.states[this.control.state[k]];
      const side = this.sides[holder];
      const what = STATUS[status] + (side && status !== "contested" && status !== "disputed" ? ` ${side.name}` : "");
      if (this.control.basis[k] === this.control.estimated) return `${what} (an estimate: no report from here)`;
      if (this.control.untold[this.control.basis[k]]) return `${what} (before the first report)`;
      const since = this.control.start[k] >= 0 ? `, since ${LONG_DATE.format(this.control.dateOf(this.control.start[k]))}` : "";
      return what + since;
    }

    /** Maps of the same channel, in other frames of the page, keep one view. */
    _linkViews(name) {
      const channel = new BroadcastChannel(name);
      let following = false;
      this.map.on("move", () => {
        const { lat, lng } = this.map.getCenter();
        if (!following) channel.postMessage([lat, lng, this.map.getZoom()]);
      });
      channel.onmessage = ({ data: [lat, lng, zoom] }) => {
        following = true;
        this.map.setView([lat, lng], zoom, { animate: false });
        following = false;
      };
    }

    _title(box) {
      const card = element("div", "marchland-title", box);
      element("div", "marchland-kicker", card).textContent = this.options.title;
      this.date = element("div", "marchland-date", card, { "aria-live": "off" });
      this.note = element("div", "marchland-note", card, { role: "status" });
    }

    _say(text) {
      this.note.textContent = text;
    }

    _corner(box) {
      L.control.zoom({ position: "topright" }).addTo(this.map);
      this.legend = element("details", "marchland-legend", box);
      this.legend.open = this.map.getSize().x > 640 && !this.options.still;
      element("summary", "", this.legend).textContent = "Legend";
      this.legendRows = element("div", "", this.legend);
      L.DomEvent.disableClickPropagation(this.legend);
      L.DomEvent.disableScrollPropagation(this.legend);
      const actions = element("div", "marchland-actions", this.legend);
      if (!this.options.evidence) this._action(actions, "Copy link", () => this._copyLink());
      this._action(actions, "Save picture", () => marchland.savePicture(this));
      const label = element("label", "marchland-tiles", this.legend);
      const tick = element("input", "", label, { type: "checkbox" });
      element("span", "", label).textContent = "street map (online)";
      tick.addEventListener("change", () => {
        this.base.setTiles(tick.checked);
        this.credit.hidden = !tick.checked;
      });
    }

    _action(parent, text, act) {
      const button = element("button", "", parent, { type: "button" });
      button.textContent = text;
      button.addEventListener("click", act);
    }

    /** The address of what is shown now: day, place, part of the map, and what the legend hides. */
    get link() {
      const url = new URL(window === window.parent ? location.href : window.parent.location.href);
      const { lat, lng } = this.map.getCenter();
      const set = (key, value) => (value ? url.searchParams.set(key, value) : url.searchParams.delete(key));
      set("day", this.control.isoOf(this.points.day));
      set("at", `${lat.toFixed(3)},${lng.toFixed(3)},${this.map.getZoom()}`);
      set("hide", [...this.hidden].join(","));
      return url.href;
    }

    async _copyLink() {
      try {
        await navigator.clipboard.writeText(this.link);
        this._say("Link copied.");
      } catch {
        this._say(this.link); // a page without the right to the clipboard can still show it
      }
      setTimeout(() => this._say(""), 6000);
    }

    _credits(box) {
      const line = element("div", "marchland-caveat", box);
      element("span", "", line).textContent =
        "Tinted areas are estimates. Does not imply endorsement of any boundary or claim. Not for navigation, evacuation or targeting. Outlines: Natural Earth.";
      this.credit = element("span", "", line);
      this.credit.hidden = true;
      this.credit.append(" Tiles © ");
      const link = element("a", "", this.credit, { href: "https://www.openstreetmap.org/copyright", target: "_blank", rel: "noopener" });
      link.textContent = "OpenStreetMap contributors";
    }

    _drawLegend() {
      this.legendRows.replaceChildren();
      this.tallies = [];
      const sides = this.options.sides;
      const rows = [
        ...sides.map((side) => [`Held by ${side.name}`, "held", side.id]),
        ...sides.map((side) => [`Claimed by ${side.name} only`, "claimed", side.id]),
        ["Contested: fighting in it", "contested", null],
        ["Disputed: reports conflict", "disputed", null],
      ];
      for (const [text, status, holder] of rows) {
        const row = this._switch(`${status}/${holder ?? ""}`);
        const mark = element("canvas", "", row, { width: 36, height: 36, "aria-hidden": "true" });
        const context = mark.getContext("2d");
        context.scale(2, 2);
        context.translate(9, 9);
        marchland.paintMark(context, { status, holder, r: 6, ring: 0, baseline: false, fade: 1 }, this.sides, this.palette);
        element("span", "", row).textContent = text;
        const count = element("span", "marchland-count", row);
        this.tallies.push([status, holder, count, text]);
      }
      const more = element("div", "marchland-small", this.legendRows);
      more.textContent = this.land
        ? "A halo: changed within a week. Paler: no report for four months, a year. Small and faint: no report from there."
        : "A halo: changed within a week. Paler: no report for four months, a year. Small: as before February 2022.";
      this._areaLegend();
      this._legendCounts();
    }

    /** A row of the legend that hides and shows what `key` names. */
    _switch(key) {
      const row = element("button", "marchland-row", this.legendRows, {
        type: "button", "aria-pressed": !this.hidden.has(key), title: "Show or hide",
      });
      row.addEventListener("click", () => {
        if (!this.hidden.delete(key)) this.hidden.add(key);
        row.setAttribute("aria-pressed", !this.hidden.has(key));
        this._filter();
      });
      return row;
    }

    /** What the tints mean, and how much land each is today. */
    _areaLegend() {
      this.extents = [];
      if (!this.land || !this.control.areas) return;
      const row = this._switch(AREA);
      row.classList.add("marchland-areas");
      element("span", "", row).textContent = "Estimated area";
      element("span", "marchland-count", row).textContent = "estimate";
      const names = { contested: "Contested", disputed: "Disputed", unknown: "Not known" };
      const states = [...this.options.sides.map((side) => side.id), ...Object.keys(names)];
      for (const state of states.filter((each) => this.control.areas.includes(each))) {
        const line = element("div", "marchland-area", this.legendRows);
        const swatch = element("canvas", "", line, { width: 44, height: 28, "aria-hidden": "true" });
        const context = swatch.getContext("2d");
        context.scale(2, 2);
        marchland.paintArea(context, state, this.sides, this.palette, 22, 14);
        const text = this.sides[state] ? this.sides[state].name : names[state];
        element("span", "", line).textContent = text;
        this.extents.push([state, element("span", "marchland-count", line), text, line]);
      }
    }

    /** Leave out the states that the legend's rows have switched off; a state of no side is that of either. */
    _filter() {
      const off = this.control.states.map(([status, holder]) => this.hidden.has(`${status}/${holder}`) || this.hidden.has(`${status}/`));
      this.points.setFilter(this.hidden.size ? (place, k) => k >= 0 && !off[this.control.state[k]] : null);
      this.areas.setShown(!this.hidden.has(AREA));
      const shown = (this.land && !this.areas.hidden) || this.points.tally().some(([, , n], i) => n && !off[i]);
      this._say(shown ? "" : "Nothing is shown: switch something on in the legend.");
    }

    _legendCounts() {
      if (!this.control || this.points.day === undefined || !this.tallies) return;
      const tally = this.points.tally();
      for (const [status, holder, output] of this.tallies) {
        let count = 0;
        for (const [s, h, n] of tally) if (s === status && (holder === null || h === holder)) count += n;
        output.textContent = count.toLocaleString("en");
      }
      const extent = this.areas.extent();
      for (const [state, output, , line] of this.extents) {
        output.textContent = area(extent[state] || 0);
        line.hidden = !this.sides[state] && !extent[state];
      }
    }

    _theme() {
      this.dark = isDark();
      this.palette = PALETTES[this.dark ? "dark" : "light"];
      const colour = (side) => (this.dark && DARK_SIDES[side.colour]) || side.colour;
      this.sides = Object.fromEntries(this.options.sides.map((side) => [side.id, { ...side, colour: colour(side) }]));
      this.map.getContainer().dataset.theme = this.dark ? "dark" : "light";
      this.areas.setPalette(this.palette, this.sides);
      this.points.sides = this.sides;
      this.points.setPalette(this.palette);
      this.time.sides = this.sides;
      this.time.setPalette(this.palette);
      this._drawLegend();
      if (this.base) this.base.setPalette(this.palette);
      if (this.names) this.names.setPalette(this.palette);
    }

    _mark(name) {
      this.map.getContainer().dataset.state = name;
      performance.mark(`marchland-${name}`);
    }
  }

  /** Square kilometres as exactly as an estimate deserves. */
  function area(km2) {
    const step = km2 < 1000 ? 100 : 1000;
    return km2 < 50 ? "none" : `≈ ${(Math.round(km2 / step) * step).toLocaleString("en")} km²`;
  }

  /** As high as the window allows: Python can't know the window, so the height it asks for is only where we start. */
  function fitWindow(map, still) {
    const streamlit = window.Streamlit;
    const frame = window.frameElement;
    if (!streamlit || !frame) return;
    const setFrameHeight = streamlit.setFrameHeight;
    const fitted = () => {
      const view = window.parent.innerHeight;
      const narrow = window.parent.innerWidth < 700;
      if (still) return Math.round(Math.max(320, Math.min(view * 0.58, 700)));
      return Math.round(Math.max(440, Math.min(narrow ? view * 0.76 : view - 96, 1100)));
    };
    let high = 0;
    const fit = () => {
      if (high === fitted()) return;
      high = fitted();
      map.getContainer().style.height = `${high}px`;
      map.invalidateSize();
      setFrameHeight(high);
    };
    streamlit.setFrameHeight = fit;
    window.parent.addEventListener("resize", fit);
    fit();
  }

  /** Streamlit gives a component its theme as CSS variables; alone, the system decides. */
  function isDark() {
    const colour = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim();
    const hex = /^#([0-9a-f]{6})/i.exec(colour);
    if (!hex) return window.matchMedia("(prefers-color-scheme: dark)").matches;
    const value = parseInt(hex[1], 16);
    return 0.3 * (value >> 16) + 0.59 * ((value >> 8) & 255) + 0.11 * (value & 255) < 128;
  }

  function watchTheme(act) {
    let dark = isDark();
    const check = () => {
      if (isDark() !== dark) {
        dark = !dark;
        act();
      }
    };
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", check);
    new MutationObserver(check).observe(document.head, { childList: true, subtree: true, characterData: true });
  }

  marchland.open = function (map, options) {
    // Folium forbids to zoom the page, which people with weak sight need
    const viewport = document.querySelector("meta[name=viewport]");
    if (viewport) viewport.content = "width=device-width, initial-scale=1";
    document.documentElement.lang = document.documentElement.lang || "en";
    fitWindow(map, options.still);
    marchland.current = new TheatreMap(map, options);
    return marchland.current;
  };
  marchland.show = (view) => marchland.current.show(view);
})((window.marchland = window.marchland || {}));
