points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);// The map: brings ground, areas, places, names, time and legend together, and speaks with the page around it.
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);(function (marchland) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  "use strict";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  const { element } = marchland;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  const PALETTES = {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    light: {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      sea: "#d5e2e9", land: "#fbf9f4", abroad: "#ebe7de", abroadLine: "#d3ccbe", outline: "#7d7668", regionLine: "#d8d1c4",
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      river: "#b5cfdd", ink: "#22252a", soft: "#4a4d52", paper: "#ffffff", halo: "rgba(251,249,244,0.9)",
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      unknown: "#85817a", seaName: "#5f7f92", abroadName: "#8d8675", regionName: "#8f8878", riverName: "#4f7d96",
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      front: "#3a2418", frontHalo: "#fbf9f4b0", fought: "#8a6d3b", ownTint: 0.07, otherTint: 0.27, otherHatch: 0.34,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    },
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    dark: {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      sea: "#0f151b", land: "#2a3138", abroad: "#1b2127", abroadLine: "#303840", outline: "#8b939b", regionLine: "#414a53",
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      river: "#35556a", ink: "#f1eee8", soft: "#c9cbcc", paper: "#1a1f25", halo: "rgba(27,33,39,0.9)",
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      unknown: "#9a9a98", seaName: "#6d8798", abroadName: "#7b828a", regionName: "#8b949c", riverName: "#7fa6bd",
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      front: "#fbe3cf", frontHalo: "#1b2127b0", fought: "#c9a96a", ownTint: 0.09, otherTint: 0.3, otherHatch: 0.34,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    },
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  const DARK_SIDES = { "#1f6fb4": "#5aa9ec", "#d9600b": "#f58a3c" };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  const STATUS = { held: "isHeld", claimed: "isClaimed", contested: "isContested", disputed: "isDisputed", unknown: "isUnknown" };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  const SHORT = { held: "held", claimed: "claimed", contested: "contestedShort", disputed: "disputedShort", unknown: "unknownShort" };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  const MUNICIPALITY = 25; // kilometres: the radius of a place that is only known to its municipality
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  const NO_FILTERS = { sides: [], statuses: [], confidence: 0, age: null };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  const TILES = {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    url: "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    options: {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      maxZoom: 19,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      attribution: '© <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">OpenStreetMap</a> contributors',
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    },
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  class TheatreMap {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    constructor(map, options) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      Object.assign(this, { map, options });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.place = -1;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sent = 0;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words = new marchland.Words();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const box = map.getContainer();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      box.classList.add("marchland");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      box.classList.toggle("is-still", options.still);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      box.setAttribute("role", "region");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._title(box);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.cursor = new marchland.Cursor(this, {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        open: (place) => this._choose(place),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        tell: (place) =>
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);          [`${this.called.places[place]}, ${this.called.regions[this.control.region[place]]}: ${this._sentence(place)}`, this._doubt(place)]
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);            .filter(Boolean).join(". "),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._corner(box);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.time = new marchland.TimeBar(box, {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        words: this.words,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        onDay: () => this.sheet.draw(),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        onSettled: () => this._tell(),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._credits(box);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      for (const [name, z] of [["ground", 150], ["sheet", 420]]) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        map.createPane(name).style.zIndex = z;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        map.getPane(name).style.pointerEvents = "none";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.areas = new marchland.Areas();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.points = new marchland.Points();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      map.fitBounds(options.bounds, { animate: false, paddingTopLeft: [0, 20], paddingBottomRight: [0, 70] });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      map.on("mousemove", (event) => this._hover(event));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      map.on("mouseout", () => this._unhover());
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      map.on("click", (event) => this._click(event));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      box.addEventListener("keydown", (event) => event.target === box && this.time.key(event));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (options.linked) this._linkViews(options.linked);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.ready = this._base();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      watchTheme(() => this._theme());
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /**
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);     * What Python asks to see: {data, cells, names, day, since, swipe, place, at, hide, language, filters, kept,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);     * answers}. See maps/layer.py.
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);     */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    async show(view) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._wanted = view;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      await this.ready;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (view.data !== this._data) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._data = view.data;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        const answers = await Promise.all([view.data, view.cells].map((address) => address && fetch(address)));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        const failed = answers.find((answer) => answer && !answer.ok);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        if (failed) return this._say("dataFailed", { status: failed.status });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        const [control, cells] = await Promise.all(answers.map((answer) => answer && answer.arrayBuffer()));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        if (cells && view.cells !== this._cells) this.land = new marchland.Land(marchland.unpack(cells));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        if (!cells) this.land = null;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._cells = view.cells;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._open(marchland.decode(control));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (view !== this._wanted || !this.control) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (view.answers < this.sent) return; // older than what the user has done since
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      // What page and map agreed on last is only echoed, and the user may be further by now: what is new is Python's wish.
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const agreed = this._agreed || {};
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._agreed = { day: view.day, since: view.since, place: view.place, language: view.language };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const isNew = (...fields) => fields.some((field) => view[field] !== agreed[field]);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._names = view.names;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (isNew("language")) await this._speak(view.language);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const within = (iso) => Math.max(0, Math.min(this.control.last, this.control.dayOf(iso)));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (isNew("day", "since")) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        const day = within(view.day);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.time.pause(false);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.time.set(day, view.since ? Math.min(within(view.since), day) : null);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (view.swipe && this._setSwipe(within(view.swipe))) this._writeDay();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (view.at && String(view.at) !== this._at) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._at = String(view.at);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.map.setView([view.at[0], view.at[1]], view.at[2], { animate: false });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (view.hide && String(view.hide) !== this._hide) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._hide = String(view.hide);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.legend.hidden = new Set(view.hide);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._redrawLegend();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._filter();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._setFilter(view.filters, view.kept);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (isNew("place")) this._select(view.place === null ? -1 : view.place, true);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sheet.flush();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._mark("shown");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** For tests and other scripts: what the map says about a place today. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    describe(name) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const place = this.control.names.indexOf(name);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (place < 0) return null;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sheet.flush();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const k = this.control.at(place, this.time.day);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const [status, holder] = k < 0 ? ["absent", ""] : this.control.states[this.control.state[k]];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const at = this.map.latLngToContainerPoint(this.points.latLngOf(place));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { lat, lng } = this.points.latLngOf(place);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const area = this.areas.hidden ? null : this.areas.stateAt(lat, lng);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const shown = this.points.isShown(place);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return { place, name, status, holder, area, x: at.x, y: at.y, day: this.control.isoOf(this.time.day), shown };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    async _base() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const response = await fetch(this.options.outlines);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const outlines = await response.json();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.ground = new marchland.Ground(outlines);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.names = new marchland.Names(outlines);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.heading = (outlines.labels || []).find((label) => label.kind === "title") || {};
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sheet = new marchland.Sheet({ pane: "sheet", points: this.points, areas: this.areas, names: this.names });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sheet.prepare = () => this._turn();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sheet.ground = this.ground;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._theme();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._entitle();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sheet.addTo(this.map);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _open(control) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.control = control;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._turned = this._agreed = null;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.called = { places: control.names, regions: control.regions };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.speak("en");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.areas.setControl(control, this.land);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.points.setControl(control);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this.swipe) this.swipe.setControl(control, this.land);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.names.setControl(control);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.names.setNames(this.called, "en");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.time.setControl(control, this.sides, this.palette);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.place = -1;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._filters = undefined;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._setFilter();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sheet.moved();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** Be at the day, or the two days, that the time bar is at: before every frame. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _turn() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (!this.control) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { day, since } = this.time;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const turned = `${day}/${since}`;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (turned === this._turned) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const moved = this.sheet.turn(day, since);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._turned = turned;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this._ranging !== (since !== null)) this._redrawLegend();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._writeDay();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._count(moved);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this._hovered >= 0) this._tooltip(this._hovered);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _writeDay() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { day, since } = this.time;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const date = (each) => this.control.dateOf(each);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const total = this.points.counts.reduce((sum, n) => sum + n, 0);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this.swipe) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        const [left, right] = [day, this.swipe.day].map((each) => this.words.shortDay(date(each)));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.date.textContent = `${left} | ${right}`;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.swipe.label(left, right);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      } else if (since === null) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.date.textContent = this.words.day(date(day));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.between.textContent = "";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      } else {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.date.textContent = `${this.words.shortDay(date(since))} – ${this.words.shortDay(date(day))}`;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.between.textContent = this.words.say("changed", { n: total });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._sayWhatIsMissing(total);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** A line where the map is empty, or not of everything: never a blank map without a word. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _sayWhatIsMissing(total) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const off = this._off;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const shown = (this.land && !this.areas.hidden) || this.points.counts.some((n, i) => n && !off[i]);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const filtered = this._test !== null;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      let line = filtered ? this.words.say("filtered", { what: this._filterWords() }) : "";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (!total && filtered) line = `${line}. ${this.words.say("nothingPasses")}`;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      else if (!total && this.time.since !== null) line = this.words.say("nothingChanged");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      else if (!shown && this.legend.hidden.size) line = this.words.say("nothingShown");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this.missing.textContent !== line) this.missing.textContent = line;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _click(event) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._choose(this.control ? this.points.hit(this.map, event.containerPoint) : -1);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** The user chose a place, or none. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _choose(place) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (place < 0 && this.place < 0) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._select(place);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._tell();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _select(place, bring = false) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (place === this.place) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.place = place;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this._ring) this._ring.remove();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._ring = null;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.names.selected = place;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._stale("names");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._showEvidence(place);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (place < 0) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const at = this.points.latLngOf(place);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const icon = L.divIcon({ className: "marchland-ring", iconSize: [28, 28] });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._ring = L.layerGroup([L.marker(at, { icon, interactive: false, keyboard: false })]).addTo(this.map);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const radius = this.control.radius[place] * 1000; // kilometres
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (radius) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        const circle = { radius, color: this.palette.ink, weight: 1, dashArray: "4 4", fillOpacity: 0.04, interactive: false };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._ring.addLayer(L.circle(at, circle));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (bring && !this.map.getBounds().pad(-0.1).contains(at)) this.map.panTo(at, { animate: false });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** Alone in a file, the map itself shows the sentences behind a place. They come escaped from maps/evidence.py. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _showEvidence(place) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (!this.options.evidence) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this.card) this.card.remove();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.card = null;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (place < 0) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.card = element("div", "marchland-card", this.map.getContainer(), { tabindex: 0, role: "region" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.put(this.card, { "aria-label": "evidence" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      L.DomEvent.disableClickPropagation(this.card);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      L.DomEvent.disableScrollPropagation(this.card);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      element("h2", "", this.card).textContent = this.called.places[place];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      element("div", "", this.card).innerHTML = this.options.evidence[place] || this.words.say("noEvidence");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** Tell the page what the user chose. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _tell() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sheet.flush();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sent += 1;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { day, since } = this.time;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._agreed = {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        day: this.control.isoOf(day),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        since: since === null ? null : this.control.isoOf(since),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        place: this.place < 0 ? null : this.place,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        language: this.words.language,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const message = { ...this._agreed, place: this.place, data: this._data, number: this.sent };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (window.Streamlit) window.Streamlit.setComponentValue(message);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _hover(event) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (!this.control) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const place = this.points.hit(this.map, event.containerPoint);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (place === this._hovered) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.map.getContainer().classList.toggle("is-pointing", place >= 0);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._hovered = place;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (place < 0) this._unhover();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      else this._tooltip(place);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _unhover() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._hovered = -1;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this._tip) this._tip.remove();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _tooltip(place) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const content = element("div", "marchland-tip");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      element("strong", "", content).textContent = this.called.places[place];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      element("span", "", content).textContent = this.called.regions[this.control.region[place]];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      element("div", "", content).textContent = this._sentence(place);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this._doubt(place)) element("em", "", content).textContent = this._doubt(place);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._tip = this._tip || L.tooltip({ direction: "top", offset: [0, -8], className: "marchland-tooltip", opacity: 1 });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._tip.setLatLng(this.points.latLngOf(place)).setContent(content).addTo(this.map);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** What is not sure about where a place is, or "". */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _doubt(place) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const radius = this.control.radius[place];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (!radius) return "";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return radius <= MUNICIPALITY ? this.words.say("approximate") : this.words.say("approximateWithin", { n: radius });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** Who holds a place on the day, and with two days who held it on the first. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _sentence(place) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { control, words } = this;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { day, since } = this.swipe ? { day: this.swipe.day, since: this.time.day } : this.time;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const k = control.at(place, day);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (since === null || k < 0) return this._state(k);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const before = control.at(place, since);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const what = this._what(k);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (before >= 0 && control.state[before] === control.state[k]) return words.say("notChanged", { what });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return words.say("was", { what, day: words.day(control.dateOf(since)), before: this._what(before) });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _what(k) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (k < 0) return this.words.say("noReport");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const [status, holder] = this.control.states[this.control.state[k]];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return this.words.say(STATUS[status], { side: this.sides[holder] ? this.words.side(this.sides[holder]) : holder });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _state(k) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { control, words } = this;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const what = this._what(k);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (k < 0) return what;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (control.basis[k] === control.estimated) return words.say("anEstimate", { what });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (control.untold[control.basis[k]]) return words.say("beforeReports", { what });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return control.start[k] >= 0 ? words.say("since", { what, day: words.day(control.dateOf(control.start[k])) }) : what;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** Maps of the same channel, in other frames of the page, keep one view. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _linkViews(name) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const channel = new BroadcastChannel(name);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      let following = false;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.map.on("move", () => {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        const { lat, lng } = this.map.getCenter();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        if (!following) channel.postMessage([lat, lng, this.map.getZoom()]);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      channel.onmessage = ({ data: [lat, lng, zoom] }) => {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        following = true;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.map.setView([lat, lng], zoom, { animate: false });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        following = false;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _title(box) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const card = element("div", "marchland-title", box);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.kicker = element("div", "marchland-kicker", card);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.date = element("div", "marchland-date", card, { "aria-live": "off" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.between = element("div", "marchland-between", card);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.missing = element("div", "marchland-note", card, { role: "status" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.note = element("div", "marchland-note", card, { role: "status" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _entitle() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const title = this.heading[`name_${this.words.language}`] || this.options.title;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.kicker.textContent = title;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.map.getContainer().setAttribute("aria-label", this.words.say("map", { title }));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _say(key, values) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.note.textContent = key ? this.words.say(key, values) : "";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _corner(box) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const zoom = L.control.zoom({ position: "topright" }).addTo(this.map);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.put(zoom._zoomInButton, { title: "zoomIn", "aria-label": "zoomIn" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.put(zoom._zoomOutButton, { title: "zoomOut", "aria-label": "zoomOut" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._languages(box);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.legend = new marchland.Legend(box, {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        words: this.words,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        open: this.map.getSize().x > 640 && !this.options.still,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        onSwitch: () => this._filter(),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const actions = element("div", "marchland-actions", this.legend.box);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (!this.options.evidence) this._action(actions, "copyLink", () => this._copyLink());
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._action(actions, "savePicture", () => marchland.savePicture(this));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const label = element("label", "marchland-tiles", this.legend.box);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const tick = element("input", "", label, { type: "checkbox" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.put(element("span", "", label), { text: "streetMap" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      tick.addEventListener("change", () => this._setTiles(tick.checked));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _languages(box) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const choice = (this.language = element("select", "marchland-language", box));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.put(choice, { "aria-label": "chooseLanguage" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      for (const [code, name] of marchland.LANGUAGES) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        element("option", "", choice, { value: code, lang: code }).textContent = name;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      L.DomEvent.disableClickPropagation(choice);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      choice.addEventListener("change", async () => {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        await this._speak(choice.value);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._tell();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** Show words and names in a language; its names are fetched the first time. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    async _speak(language) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const address = this._names && this._names[language];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      let called = { places: this.control.names, regions: this.control.regions };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (address) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        const response = await fetch(address);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        if (response.ok) called = await response.json();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.called = called;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.tidy();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.speak(language);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.language.value = this.words.language;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      document.documentElement.lang = this.words.language;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.names.setNames(called, this.words.language);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.time.speak();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._entitle();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._unhover();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._redrawLegend();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._writeDay();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._stale("names");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _action(parent, key, act) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const button = this.words.put(element("button", "", parent, { type: "button" }), { text: key });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      button.addEventListener("click", act);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** OpenStreetMap under the sheet; where a tile is missing, the ground is still to be seen under it. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _setTiles(on) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.credit.hidden = !on;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      for (const { sheet } of this._faces()) sheet.bare = on;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._stale("ground");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (on) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._tiles = [new marchland.GroundCanvas({ pane: "ground" }), L.tileLayer(TILES.url, TILES.options)];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        for (const each of this._tiles) each.addTo(this.map);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._tiles[0].setGround(this.ground);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      } else {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        for (const each of this._tiles) each.remove();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._tiles = [];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** The address of what is shown now: day or days, place, part of the map, language, and what the legend hides. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    get link() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const url = new URL(window === window.parent ? location.href : window.parent.location.href);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { lat, lng } = this.map.getCenter();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { day, since } = this.time;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const set = (key, value) => (value ? url.searchParams.set(key, value) : url.searchParams.delete(key));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      set("day", this.control.isoOf(day));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      set("since", since === null ? "" : this.control.isoOf(since));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      set("at", `${lat.toFixed(3)},${lng.toFixed(3)},${this.map.getZoom()}`);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      set("hide", [...this.legend.hidden].join(","));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      set("language", this.words.language === "en" ? "" : this.words.language);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return url.href;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    async _copyLink() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      try {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        await navigator.clipboard.writeText(this.link);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._say("linkCopied");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      } catch {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.note.textContent = this.link; // a page without the right to the clipboard can still show it
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      setTimeout(() => this._say(""), 6000);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _credits(box) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const line = element("div", "marchland-caveat", box);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.put(element("span", "", line), { text: "caveat" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.words.put(element("span", "marchland-sources", line), { text: "sources" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.credit = element("span", "", line);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.credit.hidden = true;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.credit.append(" Tiles © ");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const link = element("a", "", this.credit, { href: "https://www.openstreetmap.org/copyright", target: "_blank", rel: "noopener" });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      link.textContent = "OpenStreetMap contributors";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _redrawLegend() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (!this.control || !this.sides) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._ranging = this.time.since !== null;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.legend.draw({
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        sides: this.sides,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        palette: this.palette,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        start: this.words.day(this.control.dateOf(0)),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        areas: this.land && this.control.areas,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        ranging: this._ranging,
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        filtered: Boolean(this._test),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        approximate: this.control.radius.some(Boolean),
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._count(true);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** How much there is of each state: with two days side by side, of each of them. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _count(withAreas) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const faces = this._faces();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.legend.count(...faces.map(({ points }) => points.tally()));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (withAreas) this.legend.measure(...faces.map(({ areas }) => areas.extent()));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** What is drawn: this map and, where there is one, that of the second day: {sheet, points, areas}. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _faces() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return this.swipe ? [this, this.swipe] : [this];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _stale(...parts) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      for (const { sheet } of this._faces()) sheet.stale(...parts);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** Show a second day beside the first, on the other side of a divider; whether it is another than before. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _setSwipe(day) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this.swipe && this.swipe.day === day) return false;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (!this.swipe) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.swipe = new marchland.Swipe(this);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this.swipe.setControl(this.control, this.land);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._theme();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        this._filter();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.swipe.show(day);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.swipe.sheet.flush();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._count(true);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return true;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** What the page asks for: sides, statuses, least confidence, greatest age of the last report, places by number. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _setFilter(filters = null, kept = null) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const key = JSON.stringify([filters, kept]);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (key === this._filters) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._filters = key;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._asked = { ...NO_FILTERS, ...filters, kept: kept ? Uint8Array.from(atob(kept), (each) => each.charCodeAt(0)) : null };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { control, _asked: asked } = this;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const passes = control.states.map(([status, holder]) =>
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        (!asked.sides.length || asked.sides.includes(holder)) && (!asked.statuses.length || asked.statuses.includes(status)));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const all = passes.every(Boolean) && !asked.confidence && asked.age === null && !asked.kept;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._test = all ? null : (place, k, day) =>
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        passes[control.state[k]] &&
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        control.confidence[k] >= asked.confidence * 100 - 0.5 &&
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        (asked.age === null || control.silent(k, day) <= asked.age) &&
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        (!asked.kept || ((asked.kept[place >> 3] >> (place & 7)) & 1) === 1);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._redrawLegend();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._filter();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _filterWords() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { words, _asked: asked } = this;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const list = (values, name) => values.map(name).join(", ");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const parts = [];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (asked.sides.length) parts.push(words.say("fSides", { list: list(asked.sides, (id) => (this.sides[id] ? words.side(this.sides[id]) : id)) }));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (asked.statuses.length) parts.push(words.say("fStatuses", { list: list(asked.statuses, (each) => words.say(SHORT[each])) }));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (asked.confidence) parts.push(words.say("fConfidence", { n: Math.round(asked.confidence * 100) }));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (asked.age !== null) parts.push(words.say("fAge", { n: asked.age }));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (asked.kept) parts.push(words.say("fClaims"));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return parts.join("; ");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    /** Leave out the states that the legend's rows have switched off; a state of no side is that of either. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _filter() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const { hidden } = this.legend;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._off = this.control.states.map(([status, holder]) => hidden.has(`${status}/${holder}`) || hidden.has(`${status}/`));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      for (const { points, areas } of this._faces()) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        points.setFilter(this._off, this._test || null);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        areas.hidden = this.legend.areasHidden;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._turned = null;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._stale("areas");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _theme() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.dark = isDark();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.palette = PALETTES[this.dark ? "dark" : "light"];
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const colour = (side) => (this.dark && DARK_SIDES[side.colour]) || side.colour;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.sides = Object.fromEntries(this.options.sides.map((side) => [side.id, { ...side, colour: colour(side) }]));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const box = this.map.getContainer();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      box.dataset.theme = this.dark ? "dark" : "light";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      box.style.background = this.palette.sea;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      for (const { points, areas } of this._faces()) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        areas.setPalette(this.palette, this.sides);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        points.setPalette(this.palette, this.sides);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.time.setPalette(this.palette, this.sides);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.ground.setPalette(this.palette);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.names.setPalette(this.palette);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._redrawLegend();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this._stale("ground", "names");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (this._tiles && this._tiles.length) this._tiles[0].setGround(this.ground);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    _mark(name) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      this.map.getContainer().dataset.state = name;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      performance.mark(`marchland-${name}`);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  /** As high as the window allows: Python can't know the window, so the height it asks for is only where we start. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  function fitWindow(map, still) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const streamlit = window.Streamlit;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const frame = window.frameElement;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    if (!streamlit || !frame) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const setFrameHeight = streamlit.setFrameHeight;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const fitted = () => {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const view = window.parent.innerHeight;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      const narrow = window.parent.innerWidth < 700;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (still) return Math.round(Math.max(320, Math.min(view * 0.58, 700)));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      return Math.round(Math.max(440, Math.min(narrow ? view * 0.76 : view - 96, 1100)));
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    let high = 0;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const fit = () => {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (high === fitted()) return;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      high = fitted();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      map.getContainer().style.height = `${high}px`;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      map.invalidateSize();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      setFrameHeight(high);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    streamlit.setFrameHeight = fit;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    window.parent.addEventListener("resize", fit);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    fit();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  /** Streamlit gives a component its theme as CSS variables; alone, the system decides. */
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  function isDark() {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const colour = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const hex = /^#([0-9a-f]{6})/i.exec(colour);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    if (!hex) return window.matchMedia("(prefers-color-scheme: dark)").matches;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const value = parseInt(hex[1], 16);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    return 0.3 * (value >> 16) + 0.59 * ((value >> 8) & 255) + 0.11 * (value & 255) < 128;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  function watchTheme(act) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    let dark = isDark();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const check = () => {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      if (isDark() !== dark) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        dark = !dark;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);        act();
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);      }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", check);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    new MutationObserver(check).observe(document.head, { childList: true, subtree: true, characterData: true });
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  }
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  marchland.open = function (map, options) {
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    // Folium forbids to zoom the page, which people with weak sight need
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    const viewport = document.querySelector("meta[name=viewport]");
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    if (viewport) viewport.content = "width=device-width, initial-scale=1";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    document.documentElement.lang = document.documentElement.lang || "en";
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    fitWindow(map, options.still);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    marchland.current = new TheatreMap(map, options);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);    return marchland.current;
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  };
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);  marchland.show = (view) => marchland.current.show(view);
points.setFilter(this._off, this._test || null, this._asked.age ?? Infinity);})((window.marchland = window.marchland || {}));
