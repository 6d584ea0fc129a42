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

  class TheatreMap {
    constructor(map, options) {
      Object.assign(this, { map, options });
      this.place = -1;
      this.chosen = this; // the face that `place` is a number of
      this.sent = 0;
      this._told = new Set();
      this.words = new marchland.Words();
      const box = map.getContainer();
      box.classList.add("marchland");
      box.classList.toggle("is-still", options.still);
      box.setAttribute("role", "region");
      this._title(box);
      this.cursor = new marchland.Cursor(this, {
        open: (place, face) => this._choose(place, face),
        tell: (place, face) =>
          [`${face.called.places[place]}, ${face.called.regions[face.control.region[place]]}: ${this._sentence(place, face)}`, this._doubt(place, face)]
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
      const low = map.getSize().x > 640 ? 70 : 190; // what stands at the foot of the map covers none of the country
      map.fitBounds(options.bounds, { animate: false, paddingTopLeft: [0, 20], paddingBottomRight: [0, low] });
      map.on("mousemove", (event) => this._hover(event));
      map.on("mouseout", () => this._unhover());
      map.on("click", (event) => this._click(event));
      map.on("moveend", () => this._keepAddress());
      box.addEventListener("keydown", (event) => this._key(event));
      if (options.linked) this._linkViews(options.linked);
      this.ready = this._base();
      watchTheme(() => this._theme());
    }

    /**
     * What Python asks to see: {data, cells, names, source, day, since, swipe, place, at, hide, language, filters, kept,
     * evidence, answers}. See maps/layer.py.
     */
    async show(view) {
      this._wanted = view;
      await this.ready;
      if (!(await this._load(this, view)) || view !== this._wanted) return;
      if (view.swipe && !(await this._setSwipe(view.swipe))) return;
      if (view !== this._wanted) return;
      if (view.answers < this.sent) return; // older than what the user has done since
      // What page and map agreed on last is only echoed, and the user may be further by now: what is new is Python's wish.
      const agreed = this._agreed || {};
      this._agreed = { day: view.day, since: view.since, place: view.place, language: view.language };
      const isNew = (...fields) => fields.some((field) => view[field] !== agreed[field]);
      this.source = view.source;
      if (isNew("language") || !this._spoken) await this._speak(view.language);
      const within = (iso) => Math.max(0, Math.min(this.control.last, this.control.dayOf(iso)));
      if (isNew("day", "since")) {
        const day = within(view.day);
        this.time.pause(false);
        this.time.set(day, view.since ? Math.min(within(view.since), day) : null);
      }
      // What the address bar said once is this map's own business from then on, and comes back only as an echo.
      if (view.at && this._isNews(view.at)) this.map.setView([view.at[0], view.at[1]], view.at[2], { animate: false });
      if (view.hide && this._isNews(["hide", ...view.hide])) {
        this.legend.hidden = new Set(view.hide);
        this._redrawLegend();
        this._filter();
      }
      this._setFilter(view.filters, view.kept, view.swipe && view.swipe.kept);
      this._writeDay();
      if (isNew("place")) {
        const other = view.place === null && view.swipe && view.swipe.place !== null;
        if (other) this._select(view.swipe.place, this.swipe, true);
        else this._select(view.place === null ? -1 : view.place, this, true);
      }
      if (view.evidence !== this._evidence) {
        this._evidence = view.evidence;
        this._showEvidence();
      }
      for (const { sheet } of this.faces) sheet.flush();
      this._home = this._home || this._at;
      this._keepAddress(); // the page may have written the address anew, without what it does not know of
      this._mark("shown");
    }

    get day() {
      return this.time.day;
    }

    /** Have a face show the data at an address; false, and a word to the user, where it can't be had. */
    async _load(face, { data, cells, names }) {
      face.namesAt = names;
      if (data === face.data) return true;
      const answers = await Promise.all([data, cells].map((address) => address && fetch(address)));
      const failed = answers.find((answer) => answer && !answer.ok);
      if (failed) {
        this._say("dataFailed", { status: failed.status });
        return false;
      }
      const [control, corners] = await Promise.all(answers.map((answer) => answer && answer.arrayBuffer()));
      if (corners && cells !== face.cells) face.land = new marchland.Land(marchland.unpack(corners));
      if (!corners) face.land = null;
      face.data = data;
      face.cells = cells;
      this._open(face, marchland.decode(control));
      return true;
    }

    /** Whether something that the address bar says was neither said nor written by this map before. */
    _isNews(said) {
      const key = String(said);
      const isNew = !this._told.has(key);
      this._told.add(key);
      return isNew;
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
      this.outlines = outlines;
      this.names = new marchland.Names(outlines);
      this.heading = (outlines.labels || []).find((label) => label.kind === "title") || {};
      this.sheet = new marchland.Sheet({ pane: "sheet", points: this.points, areas: this.areas, names: this.names });
      this.sheet.prepare = () => this._turn();
      this.sheet.ground = this.ground;
      this._theme();
      this._entitle();
      this.sheet.addTo(this.map);
    }

    _open(face, control) {
      face.control = control;
      face.called = { places: control.names, regions: control.regions };
      face.areas.setControl(control, face.land);
      face.points.setControl(control);
      face.names.setControl(control);
      face.names.setNames(face.called, "en");
      face.kept = face.byPosition = null;
      this._spoken = this._filters = undefined;
      this._setFilter();
      face.sheet.moved();
      if (face !== this) return;
      this._agreed = null;
      this._select(-1);
      this.time.setControl(control, this.sides, this.palette);
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
      if (this._hovered >= 0) this._tooltip(this._hovered, this._under);
    }

    _writeDay() {
      const { day, since } = this.time;
      const date = (each) => this.control.dateOf(each);
      const total = this.points.counts.reduce((sum, n) => sum + n, 0);
      if (this.swipe) {
        const days = this.faces.map((face) => this.words.shortDay(date(face.day)));
        const sources = this.faces.map((face) => this._sourceWords(face));
        this.date.textContent = days[0] === days[1] ? this.words.day(date(day)) : days.join(" | ");
        this.between.textContent = sources.some(Boolean) ? sources.join(" | ") : "";
        this.swipe.label(...days.map((each, i) => [each, sources[i]].filter(Boolean).join(", ")));
      } else if (since === null) {
        this.date.textContent = this.words.day(date(day));
        this.between.textContent = this._sourceWords(this);
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
      const filtered = this._filtered;
      let line = filtered ? this.words.say("filtered", { what: this._filterWords() }) : "";
      if (!total && filtered) line = `${line}. ${this.words.say("nothingPasses")}`;
      else if (!total && this.time.since !== null) line = this.words.say("nothingChanged");
      else if (!shown && this.legend.hidden.size) line = this.words.say("nothingShown");
      if (this.missing.textContent !== line) this.missing.textContent = line;
    }

    /** On which side of the divider a point of the map is: the map's own, or that of the second day. */
    faceAt(point) {
      return this.swipe && point.x >= this.swipe.x ? this.swipe : this;
    }

    _click(event) {
      const face = this.faceAt(event.containerPoint);
      this._choose(this.control ? face.points.hit(this.map, event.containerPoint) : -1, face);
    }

    /** Keys on the map itself. */
    _key(event) {
      if (event.key === "Escape") {
        if (this.card && this.card.contains(document.activeElement)) this.map.getContainer().focus();
        this._choose(-1);
      }
      if (event.target === this.map.getContainer()) this.time.key(event);
    }

    /** The user chose a place of a face, or none. */
    _choose(place, face = this) {
      if (place < 0 && this.place < 0) return;
      this._select(place, face);
      this._tell();
    }

    _select(place, face = this, bring = false) {
      if (place === this.place && face === this.chosen) return;
      this.place = place;
      this.chosen = face;
      if (this._ring) this._ring.remove();
      this._ring = null;
      for (const each of this.faces) each.names.selected = this._same(place, face, each);
      this._stale("names");
      this._evidence = undefined;
      this._showEvidence();
      if (place < 0) return;
      const at = face.points.latLngOf(place);
      const icon = L.divIcon({ className: "marchland-ring", iconSize: [28, 28] });
      this._ring = L.layerGroup([L.marker(at, { icon, interactive: false, keyboard: false })]).addTo(this.map);
      const radius = face.control.radius[place] * 1000; // kilometres
      if (radius) {
        const circle = { radius, color: this.palette.ink, weight: 1, dashArray: "4 4", fillOpacity: 0.04, interactive: false };
        this._ring.addLayer(L.circle(at, circle));
      }
      if (bring && !this.map.getBounds().pad(-0.1).contains(at)) this.map.panTo(at, { animate: false });
    }

    /** The number that a place of one face has on another, or -1. */
    _same(place, face, other) {
      if (place < 0 || face === other) return place;
      if (face.data === other.data) return place;
      const key = ({ names, latitude, longitude }, i) => `${latitude[i]}/${longitude[i]}/${names[i]}`;
      const { control } = other;
      other.byPosition = other.byPosition || new Map(control.names.map((_, i) => [key(control, i), i]));
      return other.byPosition.get(key(face.control, place)) ?? -1;
    }

    /**
     * Where no page around the map does it, the map itself shows the sentences behind a place. They come escaped from
     * maps/evidence.py: all at once in a file that stands alone, else with the answer to the choice.
     */
    _showEvidence() {
      const { place } = this;
      const alone = this.options.evidence;
      if (this.card) this.card.remove();
      this.card = null;
      if (place < 0 || (!alone && typeof this._evidence !== "string")) return;
      this.card = element("div", "marchland-card", this.map.getContainer(), { tabindex: 0, role: "region" });
      this.words.put(this.card, { "aria-label": "evidence" });
      L.DomEvent.disableClickPropagation(this.card);
      L.DomEvent.disableScrollPropagation(this.card);
      element("h2", "", this.card).textContent = this.called.places[place];
      element("div", "", this.card).innerHTML = (alone ? alone[place] : this._evidence) || this.words.say("noEvidence");
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
      const message = { ...this._agreed, place: this.place, data: this.chosen.data, number: this.sent };
      if (window.Streamlit) window.Streamlit.setComponentValue(message);
    }

    _hover(event) {
      if (!this.control) return;
      const face = this.faceAt(event.containerPoint);
      const place = face.points.hit(this.map, event.containerPoint);
      if (place === this._hovered && face === this._under) return;
      this.map.getContainer().classList.toggle("is-pointing", place >= 0);
      this._hovered = place;
      this._under = face;
      if (place < 0) this._unhover();
      else this._tooltip(place, face);
    }

    _unhover() {
      this._hovered = -1;
      if (this._tip) this._tip.remove();
    }

    _tooltip(place, face) {
      const content = element("div", "marchland-tip");
      element("strong", "", content).textContent = face.called.places[place];
      element("span", "", content).textContent = face.called.regions[face.control.region[place]];
      element("div", "", content).textContent = this._sentence(place, face);
      if (this._doubt(place, face)) element("em", "", content).textContent = this._doubt(place, face);
      this._tip = this._tip || L.tooltip({ direction: "top", offset: [0, -8], className: "marchland-tooltip", opacity: 1 });
      this._tip.setLatLng(face.points.latLngOf(place)).setContent(content).addTo(this.map);
    }

    /** What is not sure about where a place is, or "". */
    _doubt(place, { control }) {
      const radius = control.radius[place];
      if (!radius) return "";
      return radius <= MUNICIPALITY ? this.words.say("approximate") : this.words.say("approximateWithin", { n: radius });
    }

    /** Who holds a place on the day; with two days who held it on the first, and beside a divider what the other side says. */
    _sentence(place, face = this) {
      const { control, words } = this;
      if (this.swipe) return this._sentenceBeside(place, face);
      const { day, since } = this.time;
      const k = control.at(place, day);
      if (since === null || k < 0) return this._state(k);
      const before = control.at(place, since);
      const what = this._what(k);
      if (before >= 0 && control.state[before] === control.state[k]) return words.say("notChanged", { what });
      return words.say("was", { what, day: words.day(control.dateOf(since)), before: this._what(before) });
    }

    _sentenceBeside(place, face) {
      const { words } = this;
      const other = face === this ? this.swipe : this;
      const there = this._same(place, face, other);
      const what = this._what(face.control.at(place, face.day), face.control);
      const before = this._what(there < 0 ? -1 : other.control.at(there, other.day), other.control);
      if (what === before) return words.say("alike", { what });
      const day = words.day(other.control.dateOf(other.day));
      const which = this._sourceWords(other);
      return which ? words.say("beside", { what, which, before }) : words.say("was", { what, day, before });
    }

    /** By whom or as known when a face shows its day, or "" where that goes without saying. */
    _sourceWords({ source, control }) {
      if (!source) return "";
      const day = source.day ? this.words.day(control.dateOf(control.dayOf(source.day))) : "";
      return this.words.say(source.key, { day, name: source.name });
    }

    _what(k, control = this.control) {
      if (k < 0) return this.words.say("noReport");
      const [status, holder] = control.states[control.state[k]];
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
        onSwitch: () => {
          this._filter();
          this._keepAddress();
        },
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
      for (const face of this.faces) {
        const address = face.namesAt && face.namesAt[language];
        const response = address && (await fetch(address));
        face.called = response && response.ok ? await response.json() : { places: face.control.names, regions: face.control.regions };
      }
      this.words.tidy();
      this.words.speak(language);
      this._spoken = this.language.value = this.words.language;
      document.documentElement.lang = this.words.language;
      for (const { names, called } of this.faces) names.setNames(called, this.words.language);
      this.time.speak();
      this._entitle();
      this._unhover();
      this._redrawLegend();
      this._writeDay();
      this._stale("names");
      if (this.card) this.card.querySelector("h2").textContent = this.chosen.called.places[this.place];
    }

    _action(parent, key, act) {
      const button = this.words.put(element("button", "", parent, { type: "button" }), { text: key });
      button.addEventListener("click", act);
    }

    /** OpenStreetMap under the sheet; where a tile is missing, the ground is still to be seen under it. */
    _setTiles(on) {
      this.credit.hidden = !on;
      for (const { sheet } of this.faces) sheet.bare = on;
      this._stale("ground");
      if (on) {
        this._tiles = [new marchland.GroundCanvas({ pane: "ground" }), L.tileLayer(this.options.tiles.url, { maxZoom: 19 })];
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
      const { day, since } = this.time;
      const set = (key, value) => (value ? url.searchParams.set(key, value) : url.searchParams.delete(key));
      set("day", this.control.isoOf(day));
      set("since", since === null ? "" : this.control.isoOf(since));
      set("at", this._at);
      set("hide", [...this.legend.hidden].join(","));
      set("language", this.words.language === "en" ? "" : this.words.language);
      return url.href;
    }

    /** The part of the map that is seen, as links have it: latitude, longitude, zoom. */
    get _at() {
      const { lat, lng } = this.map.getCenter();
      return `${lat.toFixed(3)},${lng.toFixed(3)},${this.map.getZoom()}`;
    }

    /** Have the address bar say which part of the map is seen and what the legend hides, so that it, too, is a link. */
    _keepAddress() {
      if (!this._home || this.options.still || !window.Streamlit || window === window.parent) return;
      const url = new URL(window.parent.location.href);
      const hide = [...this.legend.hidden];
      if (this._at !== this._home || url.searchParams.has("at")) url.searchParams.set("at", this._at);
      if (hide.length) url.searchParams.set("hide", hide.join(","));
      else url.searchParams.delete("hide");
      this._isNews(this._at.split(",").map(Number));
      this._isNews(["hide", ...hide]);
      if (url.href !== window.parent.location.href) window.parent.history.replaceState(window.parent.history.state, "", url);
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
      this.credit = element("span", "marchland-sources", line);
      this.credit.hidden = true;
      const { credit, link } = this.options.tiles;
      const name = link ? element("a", "", this.credit, { href: link, target: "_blank", rel: "noopener" }) : this.credit;
      name.textContent = credit;
      // on a narrow map the line is two or three, and what stands above it moves up
      new ResizeObserver(() => box.style.setProperty("--foot", `${line.offsetHeight}px`)).observe(line);
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
        filtered: this._filtered,
        approximate: this.control.radius.some(Boolean),
      });
      this._count(true);
    }

    /** How much there is of each state: with two days side by side, of each of them. */
    _count(withAreas) {
      const faces = this.faces;
      this.legend.count(...faces.map(({ points }) => points.tally()));
      if (withAreas) this.legend.measure(...faces.map(({ areas }) => areas.extent()));
    }

    /** What is drawn: this map and, where there is one, that of the second day: {sheet, points, areas}. */
    get faces() {
      return this.swipe ? [this, this.swipe] : [this];
    }

    _stale(...parts) {
      for (const { sheet } of this.faces) sheet.stale(...parts);
    }

    /**
     * Show a second day, perhaps by other data, on the other side of a divider: {data, cells, names, source, day}. False
     * where its data can't be had.
     */
    async _setSwipe(wanted) {
      const swipe = this.swipe || new marchland.Swipe(this);
      if (wanted.data === this.data) {
        const isOther = swipe.data !== this.data;
        Object.assign(swipe, { data: this.data, cells: this.cells, land: this.land, namesAt: this.namesAt });
        if (isOther) this._open(swipe, this.control);
      } else if (!(await this._load(swipe, wanted))) return false;
      if (!this.swipe) {
        this.swipe = swipe;
        this._theme();
        this._filters = undefined;
      }
      swipe.source = wanted.source;
      swipe.show(Math.max(0, Math.min(swipe.control.last, swipe.control.dayOf(wanted.day))));
      this._turned = null;
      return true;
    }

    /**
     * What the page asks for: sides, statuses, least confidence, greatest age of the last report, places by number, and
     * the same of the second day.
     */
    _setFilter(filters = null, kept = null, keptBeside = kept) {
      const key = JSON.stringify([filters, kept, keptBeside]);
      if (key === this._filters) return;
      this._filters = key;
      this._asked = { ...NO_FILTERS, ...filters };
      const bits = (packed) => packed && Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
      this.kept = bits(kept);
      if (this.swipe) this.swipe.kept = bits(keptBeside);
      const { _asked: asked } = this;
      this._filtered = Boolean(asked.sides.length || asked.statuses.length || asked.confidence || asked.age !== null || this.kept);
      this._redrawLegend();
      this._filter();
    }

    /** Whether an interval of a place of a face passes the filters on a day, or null where all do. */
    _testOf({ control, kept }) {
      if (!this._filtered) return null;
      const { _asked: asked } = this;
      const passes = control.states.map(([status, holder]) =>
        (!asked.sides.length || asked.sides.includes(holder)) && (!asked.statuses.length || asked.statuses.includes(status)));
      return (place, k, day) =>
        passes[control.state[k]] &&
        control.confidence[k] >= asked.confidence * 100 - 0.5 &&
        (asked.age === null || control.silent(k, day) <= asked.age) &&
        (!kept || ((kept[place >> 3] >> (place & 7)) & 1) === 1);
    }

    _filterWords() {
      const { words, _asked: asked } = this;
      const list = (values, name) => values.map(name).join(", ");
      const parts = [];
      if (asked.sides.length) parts.push(words.say("fSides", { list: list(asked.sides, (id) => (this.sides[id] ? words.side(this.sides[id]) : id)) }));
      if (asked.statuses.length) parts.push(words.say("fStatuses", { list: list(asked.statuses, (each) => words.say(SHORT[each])) }));
      if (asked.confidence) parts.push(words.say("fConfidence", { n: Math.round(asked.confidence * 100) }));
      if (asked.age !== null) parts.push(words.say("fAge", { n: asked.age }));
      if (this.kept) parts.push(words.say("fClaims"));
      return parts.join("; ");
    }

    /** Leave out the states that the legend's rows have switched off; a state of no side is that of either. */
    _filter() {
      const { hidden } = this.legend;
      for (const face of this.faces) {
        const off = face.control.states.map(([status, holder]) => hidden.has(`${status}/${holder}`) || hidden.has(`${status}/`));
        face.points.setFilter(off, this._testOf(face), this._asked.age ?? Infinity);
        face.areas.hidden = this.legend.areasHidden;
        if (face === this) this._off = off;
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
      for (const { points, areas, names } of this.faces) {
        areas.setPalette(this.palette, this.sides);
        points.setPalette(this.palette, this.sides);
        names.setPalette(this.palette);
      }
      this.time.setPalette(this.palette, this.sides);
      this.ground.setPalette(this.palette);
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
      if (new URLSearchParams(window.parent.location.search).has("embed")) return view; // the map alone is all there is
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
    for (const viewport of document.querySelectorAll("meta[name=viewport]")) viewport.content = "width=device-width, initial-scale=1";
    document.documentElement.lang = document.documentElement.lang || "en";
    fitWindow(map, options.still);
    marchland.current = new TheatreMap(map, options);
    return marchland.current;
  };
  marchland.show = (view) => marchland.current.show(view);
})((window.marchland = window.marchland || {}));
