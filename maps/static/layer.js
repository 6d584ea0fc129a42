// The map: brings ground, areas, places, names, time and legend together, and speaks with the page around it.
(function (marchland) {
  "use strict";

  const { element } = marchland;

  const PALETTES = {
    light: {
      sea: "#d5e2e9", land: "#fbf9f4", abroad: "#ebe7de", abroadLine: "#d3ccbe", outline: "#7d7668", regionLine: "#d8d1c4",
      river: "#b5cfdd", ink: "#22252a", soft: "#4a4d52", paper: "#ffffff", halo: "rgba(251,249,244,0.9)",
      unknown: "#85817a", seaName: "#5f7f92", abroadName: "#8d8675", regionName: "#8f8878", riverName: "#4f7d96",
      front: "#3a2418", frontHalo: "#fbf9f4b0", fought: "#8a6d3b", ownTint: 0.07, otherTint: 0.27, otherHatch: 0.34,
    },
    dark: {
      sea: "#0f151b", land: "#2a3138", abroad: "#1b2127", abroadLine: "#303840", outline: "#8b939b", regionLine: "#414a53",
      river: "#35556a", ink: "#f1eee8", soft: "#c9cbcc", paper: "#1a1f25", halo: "rgba(27,33,39,0.9)",
      unknown: "#9a9a98", seaName: "#6d8798", abroadName: "#7b828a", regionName: "#8b949c", riverName: "#7fa6bd",
      front: "#fbe3cf", frontHalo: "#1b2127b0", fought: "#c9a96a", ownTint: 0.09, otherTint: 0.3, otherHatch: 0.34,
    },
  };
  const DARK_SIDES = { "#1f6fb4": "#5aa9ec", "#d9600b": "#f58a3c" };
  const STATUS = { held: "isHeld", claimed: "isClaimed", contested: "isContested", disputed: "isDisputed", unknown: "isUnknown" };
  const SHORT = { held: "held", claimed: "claimed", contested: "contestedShort", disputed: "disputedShort", unknown: "unknownShort" };
  const MUNICIPALITY = 25; // kilometres: the radius of a place that is only known to its municipality
  const NO_FILTERS = { sides: [], statuses: [], confidence: 0, age: null };
  const TILES = {
    url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    options: {
      maxZoom: 19,
      attribution: '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a> contributors',
    },
  };

  class TheatreMap {
    constructor(map, options) {
      Object.assign(this, { map, options });
      this.place = -1;
      this.sent = 0;
      this.words = new marchland.Words();
      const box = map.getContainer();
      box.classList.add("marchland");
      box.classList.toggle("is-still", options.still);
      box.setAttribute("role", "region");
      this._title(box);
      this.cursor = new marchland.Cursor(this, {
        open: (place) => this._choose(place),
        tell: (place) =>
          [`${this.called.places[place]}, ${this.called.regions[this.control.region[place]]}: ${this._sentence(place)}`, this._doubt(place)]
            .filter(Boolean).join(". "),
      });
      this._corner(box);
      this.time = new marchland.TimeBar(box, {
        words: this.words,
        onDay: () => this.sheet.draw(),
        onSettled: () => this._tell(),
      });
      this._credits(box);
      for (const [name, z] of [["ground", 150], ["sheet", 420]]) {
        map.createPane(name).style.zIndex = z;
        map.getPane(name).style.pointerEvents = "none";
      }
      this.areas = new marchland.Areas();
      this.points = new marchland.Points();
      map.fitBounds(options.bounds, { animate: false, paddingTopLeft: [0, 20], paddingBottomRight: [0, 70] });
      map.on("mousemove", (event) => this._hover(event));
      map.on("mouseout", () => this._unhover());
      map.on("click", (event) => this._click(event));
      box.addEventListener("keydown", (event) => event.target === box && this.time.key(event));
      if (options.linked) this._linkViews(options.linked);
      this.ready = this._base();
      watchTheme(() => this._theme());
    }

    /**
     * What Python asks to see: {data, cells, names, day, since, swipe, place, at, hide, language, filters, kept,
     * answers}. See maps/layer.py.
     */
    async show(view) {
      this._wanted = view;
      await this.ready;
      if (view.data !== this._data) {
        this._data = view.data;
        const answers = await Promise.all([view.data, view.cells].map((address) => address && fetch(address)));
        const failed = answers.find((answer) => answer && !answer.ok);
        if (failed) return this._say("dataFailed", { status: failed.status });
        const [control, cells] = await Promise.all(answers.map((answer) => answer && answer.arrayBuffer()));
        if (cells && view.cells !== this._cells) this.land = new marchland.Land(marchland.unpack(cells));
        if (!cells) this.land = null;
        this._cells = view.cells;
        this._open(marchland.decode(control));
      }
      if (view !== this._wanted || !this.control) return;
      if (view.answers < this.sent) return; // older than what the user has done since
      // What page and map agreed on last is only echoed, and the user may be further by now: what is new is Python's wish.
      const agreed = this._agreed || {};
      this._agreed = { day: view.day, since: view.since, place: view.place, language: view.language };
      const isNew = (...fields) => fields.some((field) => view[field] !== agreed[field]);
      this._names = view.names;
      if (isNew("language")) await this._speak(view.language);
      const within = (iso) => Math.max(0, Math.min(this.control.last, this.control.dayOf(iso)));
      if (isNew("day", "since")) {
        const day = within(view.day);
        this.time.pause(false);
        this.time.set(day, view.since ? Math.min(within(view.since), day) : null);
      }
      if (view.swipe && this._setSwipe(within(view.swipe))) this._writeDay();
      if (view.at && String(view.at) !== this._at) {
        this._at = String(view.at);
        this.map.setView([view.at[0], view.at[1]], view.at[2], { animate: false });
      }
      if (view.hide && String(view.hide) !== this._hide) {
        this._hide = String(view.hide);
        this.legend.hidden = new Set(view.hide);
        this._redrawLegend();
        this._filter();
      }
      this._setFilter(view.filters, view.kept);
      if (isNew("place")) this._select(view.place === null ? -1 : view.place, true);
      this.sheet.flush();
      this._mark("shown");
    }

    /** For tests and other scripts: what the map says about a place today. */
    describe(name) {
      const place = this.control.names.indexOf(name);
      if (place < 0) return null;
      this.sheet.flush();
      const k = this.control.at(place, this.time.day);
      const [status, holder] = k < 0 ? ["absent", ""] : this.control.states[this.control.state[k]];
      const at = this.map.latLngToContainerPoint(this.points.latLngOf(place));
      const { lat, lng } = this.points.latLngOf(place);
      const area = this.areas.hidden ? null : this.areas.stateAt(lat, lng);
      const shown = this.points.isShown(place);
      return { place, name, status, holder, area, x: at.x, y: at.y, day: this.control.isoOf(this.time.day), shown };
    }

    async _base() {
      const response = await fetch(this.options.outlines);
      const outlines = await response.json();
      this.ground = new marchland.Ground(outlines);
      this.names = new marchland.Names(outlines);
      this.heading = (outlines.labels || []).find((label) => label.kind === "title") || {};
      this.sheet = new marchland.Sheet({ pane: "sheet", points: this.points, areas: this.areas, names: this.names });
      this.sheet.prepare = () => this._turn();
      this.sheet.ground = this.ground;
      this._theme();
      this._entitle();
      this.sheet.addTo(this.map);
    }

    _open(control) {
      this.control = control;
      this._turned = this._agreed = null;
      this.called = { places: control.names, regions: control.regions };
      this.words.speak("en");
      this.areas.setControl(control, this.land);
      this.points.setControl(control);
      if (this.swipe) this.swipe.setControl(control, this.land);
      this.names.setControl(control);
      this.names.setNames(this.called, "en");
      this.time.setControl(control, this.sides, this.palette);
      this.place = -1;
      this._filters = undefined;
      this._setFilter();
      this.sheet.moved();
    }

    /** Be at the day, or the two days, that the time bar is at: before every frame. */
    _turn() {
      if (!this.control) return;
      const { day, since } = this.time;
      const turned = `${day}/${since}`;
      if (turned === this._turned) return;
      const moved = this.sheet.turn(day, since);
      this._turned = turned;
      if (this._ranging !== (since !== null)) this._redrawLegend();
      this._writeDay();
      this._count(moved);
      if (this._hovered >= 0) this._tooltip(this._hovered);
    }

    _writeDay() {
      const { day, since } = this.time;
      const date = (each) => this.control.dateOf(each);
      const total = this.points.counts.reduce((sum, n) => sum + n, 0);
      if (this.swipe) {
        const [left, right] = [day, this.swipe.day].map((each) => this.words.shortDay(date(each)));
        this.date.textContent = `${left} | ${right}`;
        this.swipe.label(left, right);
      } else if (since === null) {
        this.date.textContent = this.words.day(date(day));
        this.between.textContent = "";
      } else {
        this.date.textContent = `${this.words.shortDay(date(since))} – ${this.words.shortDay(date(day))}`;
        this.between.textContent = this.words.say("changed", { n: total });
      }
      this._sayWhatIsMissing(total);
    }

    /** A line where the map is empty, or not of everything: never a blank map without a word. */
    _sayWhatIsMissing(total) {
      const off = this._off;
      const shown = (this.land && !this.areas.hidden) || this.points.counts.some((n, i) => n && !off[i]);
      const filtered = this._test !== null;
      let line = filtered ? this.words.say("filtered", { what: this._filterWords() }) : "";
      if (!total && filtered) line = `${line}. ${this.words.say("nothingPasses")}`;
      else if (!total && this.time.since !== null) line = this.words.say("nothingChanged");
      else if (!shown && this.legend.hidden.size) line = this.words.say("nothingShown");
      if (this.missing.textContent !== line) this.missing.textContent = line;
    }

    _click(event) {
      this._choose(this.control ? this.points.hit(this.map, event.containerPoint) : -1);
    }

    /** The user chose a place, or none. */
    _choose(place) {
      if (place < 0 && this.place < 0) return;
      this._select(place);
      this._tell();
    }

    _select(place, bring = false) {
      if (place === this.place) return;
      this.place = place;
      if (this._ring) this._ring.remove();
      this._ring = null;
      this.names.selected = place;
      this._stale("names");
      this._showEvidence(place);
      if (place < 0) return;
      const at = this.points.latLngOf(place);
      const icon = L.divIcon({ className: "marchland-ring", iconSize: [28, 28] });
      this._ring = L.layerGroup([L.marker(at, { icon, interactive: false, keyboard: false })]).addTo(this.map);
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
      this.card = element("div", "marchland-card", this.map.getContainer(), { tabindex: 0, role: "region" });
      this.words.put(this.card, { "aria-label": "evidence" });
      L.DomEvent.disableClickPropagation(this.card);
      L.DomEvent.disableScrollPropagation(this.card);
      element("h2", "", this.card).textContent = this.called.places[place];
      element("div", "", this.card).innerHTML = this.options.evidence[place] || this.words.say("noEvidence");
    }

    /** Tell the page what the user chose. */
    _tell() {
      this.sheet.flush();
      this.sent += 1;
      const { day, since } = this.time;
      this._agreed = {
        day: this.control.isoOf(day),
        since: since === null ? null : this.control.isoOf(since),
        place: this.place < 0 ? null : this.place,
        language: this.words.language,
      };
      const message = { ...this._agreed, place: this.place, data: this._data, number: this.sent };
      if (window.Streamlit) window.Streamlit.setComponentValue(message);
    }

    _hover(event) {
      if (!this.control) return;
      const place = this.points.hit(this.map, event.containerPoint);
      if (place === this._hovered) return;
      this.map.getContainer().classList.toggle("is-pointing", place >= 0);
      this._hovered = place;
      if (place < 0) this._unhover();
      else this._tooltip(place);
    }

    _unhover() {
      this._hovered = -1;
      if (this._tip) this._tip.remove();
    }

    _tooltip(place) {
      const content = element("div", "marchland-tip");
      element("strong", "", content).textContent = this.called.places[place];
      element("span", "", content).textContent = this.called.regions[this.control.region[place]];
      element("div", "", content).textContent = this._sentence(place);
      if (this._doubt(place)) element("em", "", content).textContent = this._doubt(place);
      this._tip = this._tip || L.tooltip({ direction: "top", offset: [0, -8], className: "marchland-tooltip", opacity: 1 });
      this._tip.setLatLng(this.points.latLngOf(place)).setContent(content).addTo(this.map);
    }

    /** What is not sure about where a place is, or "". */
    _doubt(place) {
      const radius = this.control.radius[place];
      if (!radius) return "";
      return radius <= MUNICIPALITY ? this.words.say("approximate") : this.words.say("approximateWithin", { n: radius });
    }

    /** Who holds a place on the day, and with two days who held it on the first. */
    _sentence(place) {
      const { control, words } = this;
      const { day, since } = this.swipe ? { day: this.swipe.day, since: this.time.day } : this.time;
      const k = control.at(place, day);
      if (since === null || k < 0) return this._state(k);
      const before = control.at(place, since);
      const what = this._what(k);
      if (before >= 0 && control.state[before] === control.state[k]) return words.say("notChanged", { what });
      return words.say("was", { what, day: words.day(control.dateOf(since)), before: this._what(before) });
    }

    _what(k) {
      if (k < 0) return this.words.say("noReport");
      const [status, holder] = this.control.states[this.control.state[k]];
      return this.words.say(STATUS[status], { side: this.sides[holder] ? this.words.side(this.sides[holder]) : holder });
    }

    _state(k) {
      const { control, words } = this;
      const what = this._what(k);
      if (k < 0) return what;
      if (control.basis[k] === control.estimated) return words.say("anEstimate", { what });
      if (control.untold[control.basis[k]]) return words.say("beforeReports", { what });
      return control.start[k] >= 0 ? words.say("since", { what, day: words.day(control.dateOf(control.start[k])) }) : what;
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
      this.kicker = element("div", "marchland-kicker", card);
      this.date = element("div", "marchland-date", card, { "aria-live": "off" });
      this.between = element("div", "marchland-between", card);
      this.missing = element("div", "marchland-note", card, { role: "status" });
      this.note = element("div", "marchland-note", card, { role: "status" });
    }

    _entitle() {
      const title = this.heading[`name_${this.words.language}`] || this.options.title;
      this.kicker.textContent = title;
      this.map.getContainer().setAttribute("aria-label", this.words.say("map", { title }));
    }

    _say(key, values) {
      this.note.textContent = key ? this.words.say(key, values) : "";
    }

    _corner(box) {
      const zoom = L.control.zoom({ position: "topright" }).addTo(this.map);
      this.words.put(zoom._zoomInButton, { title: "zoomIn", "aria-label": "zoomIn" });
      this.words.put(zoom._zoomOutButton, { title: "zoomOut", "aria-label": "zoomOut" });
      this._languages(box);
      this.legend = new marchland.Legend(box, {
        words: this.words,
        open: this.map.getSize().x > 640 && !this.options.still,
        onSwitch: () => this._filter(),
      });
      const actions = element("div", "marchland-actions", this.legend.box);
      if (!this.options.evidence) this._action(actions, "copyLink", () => this._copyLink());
      this._action(actions, "savePicture", () => marchland.savePicture(this));
      const label = element("label", "marchland-tiles", this.legend.box);
      const tick = element("input", "", label, { type: "checkbox" });
      this.words.put(element("span", "", label), { text: "streetMap" });
      tick.addEventListener("change", () => this._setTiles(tick.checked));
    }

    _languages(box) {
      const choice = (this.language = element("select", "marchland-language", box));
      this.words.put(choice, { "aria-label": "chooseLanguage" });
      for (const [code, name] of marchland.LANGUAGES) {
        element("option", "", choice, { value: code, lang: code }).textContent = name;
      }
      L.DomEvent.disableClickPropagation(choice);
      choice.addEventListener("change", async () => {
        await this._speak(choice.value);
        this._tell();
      });
    }

    /** Show words and names in a language; its names are fetched the first time. */
    async _speak(language) {
      const address = this._names && this._names[language];
      let called = { places: this.control.names, regions: this.control.regions };
      if (address) {
        const response = await fetch(address);
        if (response.ok) called = await response.json();
      }
      this.called = called;
      this.words.tidy();
      this.words.speak(language);
      this.language.value = this.words.language;
      document.documentElement.lang = this.words.language;
      this.names.setNames(called, this.words.language);
      this.time.speak();
      this._entitle();
      this._unhover();
      this._redrawLegend();
      this._writeDay();
      this._stale("names");
    }

    _action(parent, key, act) {
      const button = this.words.put(element("button", "", parent, { type: "button" }), { text: key });
      button.addEventListener("click", act);
    }

    /** OpenStreetMap under the sheet; where a tile is missing, the ground is still to be seen under it. */
    _setTiles(on) {
      this.credit.hidden = !on;
      for (const { sheet } of this._faces()) sheet.bare = on;
      this._stale("ground");
      if (on) {
        this._tiles = [new marchland.GroundCanvas({ pane: "ground" }), L.tileLayer(TILES.url, TILES.options)];
        for (const each of this._tiles) each.addTo(this.map);
        this._tiles[0].setGround(this.ground);
      } else {
        for (const each of this._tiles) each.remove();
        this._tiles = [];
      }
    }

    /** The address of what is shown now: day or days, place, part of the map, language, and what the legend hides. */
    get link() {
      const url = new URL(window === window.parent ? location.href : window.parent.location.href);
      const { lat, lng } = this.map.getCenter();
      const { day, since } = this.time;
      const set = (key, value) => (value ? url.searchParams.set(key, value) : url.searchParams.delete(key));
      set("day", this.control.isoOf(day));
      set("since", since === null ? "" : this.control.isoOf(since));
      set("at", `${lat.toFixed(3)},${lng.toFixed(3)},${this.map.getZoom()}`);
      set("hide", [...this.legend.hidden].join(","));
      set("language", this.words.language === "en" ? "" : this.words.language);
      return url.href;
    }

    async _copyLink() {
      try {
        await navigator.clipboard.writeText(this.link);
        this._say("linkCopied");
      } catch {
        this.note.textContent = this.link; // a page without the right to the clipboard can still show it
      }
      setTimeout(() => this._say(""), 6000);
    }

    _credits(box) {
      const line = element("div", "marchland-caveat", box);
      this.words.put(element("span", "", line), { text: "caveat" });
      this.words.put(element("span", "marchland-sources", line), { text: "sources" });
      this.credit = element("span", "", line);
      this.credit.hidden = true;
      this.credit.append(" Tiles © ");
      const link = element("a", "", this.credit, { href: "https://www.openstreetmap.org/copyright", target: "_blank", rel: "noopener" });
      link.textContent = "OpenStreetMap contributors";
    }

    _redrawLegend() {
      if (!this.control || !this.sides) return;
      this._ranging = this.time.since !== null;
      this.legend.draw({
        sides: this.sides,
        palette: this.palette,
        start: this.words.day(this.control.dateOf(0)),
        areas: this.land && this.control.areas,
        ranging: this._ranging,
        filtered: Boolean(this._test),
        approximate: this.control.radius.some(Boolean),
      });
      this._count(true);
    }

    /** How much there is of each state: with two days side by side, of each of them. */
    _count(withAreas) {
      const faces = this._faces();
      this.legend.count(...faces.map(({ points }) => points.tally()));
      if (withAreas) this.legend.measure(...faces.map(({ areas }) => areas.extent()));
    }

    /** What is drawn: this map and, where there is one, that of the second day: {sheet, points, areas}. */
    _faces() {
      return this.swipe ? [this, this.swipe] : [this];
    }

    _stale(...parts) {
      for (const { sheet } of this._faces()) sheet.stale(...parts);
    }

    /** Show a second day beside the first, on the other side of a divider; whether it is another than before. */
    _setSwipe(day) {
      if (this.swipe && this.swipe.day === day) return false;
      if (!this.swipe) {
        this.swipe = new marchland.Swipe(this);
        this.swipe.setControl(this.control, this.land);
        this._theme();
        this._filter();
      }
      this.swipe.show(day);
      this.swipe.sheet.flush();
      this._count(true);
      return true;
    }

    /** What the page asks for: sides, statuses, least confidence, greatest age of the last report, places by number. */
    _setFilter(filters = null, kept = null) {
      const key = JSON.stringify([filters, kept]);
      if (key === this._filters) return;
      this._filters = key;
      this._asked = { ...NO_FILTERS, ...filters, kept: kept ? Uint8Array.from(atob(kept), (each) => each.charCodeAt(0)) : null };
      const { control, _asked: asked } = this;
      const passes = control.states.map(([status, holder]) =>
        (!asked.sides.length || asked.sides.includes(holder)) && (!asked.statuses.length || asked.statuses.includes(status)));
      const all = passes.every(Boolean) && !asked.confidence && asked.age === null && !asked.kept;
      this._test = all ? null : (place, k, day) =>
        passes[control.state[k]] &&
        control.confidence[k] >= asked.confidence * 100 - 0.5 &&
        (asked.age === null || control.silent(k, day) <= asked.age) &&
        (!asked.kept || ((asked.kept[place >> 3] >> (place & 7)) & 1) === 1);
      this._redrawLegend();
      this._filter();
    }

    _filterWords() {
      const { words, _asked: asked } = this;
      const list = (values, name) => values.map(name).join(", ");
      const parts = [];
      if (asked.sides.length) parts.push(words.say("fSides", { list: list(asked.sides, (id) => (this.sides[id] ? words.side(this.sides[id]) : id)) }));
      if (asked.statuses.length) parts.push(words.say("fStatuses", { list: list(asked.statuses, (each) => words.say(SHORT[each])) }));
      if (asked.confidence) parts.push(words.say("fConfidence", { n: Math.round(asked.confidence * 100) }));
      if (asked.age !== null) parts.push(words.say("fAge", { n: asked.age }));
      if (asked.kept) parts.push(words.say("fClaims"));
      return parts.join("; ");
    }

    /** Leave out the states that the legend's rows have switched off; a state of no side is that of either. */
    _filter() {
      const { hidden } = this.legend;
      this._off = this.control.states.map(([status, holder]) => hidden.has(`${status}/${holder}`) || hidden.has(`${status}/`));
      for (const { points, areas } of this._faces()) {
        points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
        areas.hidden = this.legend.areasHidden;
      }
      this._turned = null;
      this._stale("areas");
    }

    _theme() {
      this.dark = isDark();
      this.palette = PALETTES[this.dark ? "dark" : "light"];
      const colour = (side) => (this.dark && DARK_SIDES[side.colour]) || side.colour;
      this.sides = Object.fromEntries(this.options.sides.map((side) => [side.id, { ...side, colour: colour(side) }]));
      const box = this.map.getContainer();
      box.dataset.theme = this.dark ? "dark" : "light";
      box.style.background = this.palette.sea;
      for (const { points, areas } of this._faces()) {
        areas.setPalette(this.palette, this.sides);
        points.setPalette(this.palette, this.sides);
      }
      this.time.setPalette(this.palette, this.sides);
      this.ground.setPalette(this.palette);
      this.names.setPalette(this.palette);
      this._redrawLegend();
      this._stale("ground", "names");
      if (this._tiles && this._tiles.length) this._tiles[0].setGround(this.ground);
    }

    _mark(name) {
      this.map.getContainer().dataset.state = name;
      performance.mark(`marchland-${name}`);
    }
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
