// The map: brings ground, areas, places, names, time and legend together, and speaks with the page around it.

import { Address } from "./address.js";
import { button, caveat, languageChoice, tick, zoomButtons } from "./controls.js";
import { Cursor } from "./cursor.js";
import { element } from "./element.js";
import { Evidence } from "./evidence.js";
import { Face } from "./face.js";
import { Filters, hiddenStates, unpackBits } from "./filters.js";
import { linkViews } from "./frame.js";
import { Ground } from "./ground.js";
import { Legend } from "./legend.js";
import { savePicture } from "./picture.js";
import { Selection } from "./selection.js";
import { Sentences } from "./sentences.js";
import { StreetMap } from "./street_map.js";
import { Swipe } from "./swipe.js";
import { theme, watchTheme } from "./theme.js";
import { TimeBar } from "./timebar.js";
import { Title } from "./title.js";
import { Tooltip } from "./tooltip.js";
import { Words } from "./words.js";

const NARROW = 640; // CSS pixels up to which a map is a phone's
const LEGEND = 256; // that an open legend takes at its left
const TITLE = 104; // and the title at its top
const APART = 16; // CSS pixels between the points at which land is looked for under the legend
const CLOSE = 8; // the zoom at which a place that a link names is seen among its neighbours

/** What a map is of and how it lies in its page: said once, by maps/layer.py. */
const OPTIONS = {
  title: "", // what the map is of, where the outlines have no title in its language
  bounds: null, // [[south, west], [north, east]] in degrees: what is seen first
  outlines: "", // address of the base map: GeoJSON by layer, and labels
  sides: [], // {id, name, country, colour}: the country by its ISO 3166 code, for its name in other languages
  evidence: null, // escaped HTML by place number, where no page around the map shows the evidence
  linked: null, // maps of the same name, in other frames of the page, keep one view
  tiles: null, // {url, credit, link} of the street map that may be switched on
  still: false, // without a time bar, and with its legend closed
};

/** What is shown of it now, as Python asks: `show` takes it, and maps/layer.py makes it. */
const VIEW = {
  data: "", // address of control over time
  cells: null, // address of the areas' corners, or null where there are none
  names: {}, // addresses of what places and regions are called, by language
  source: null, // {key, day, name}: by what it shows its day, where that does not go without saying
  day: "", // ISO date
  since: null, // ISO date: show what changed from then to `day`
  place: null, // number of the chosen place in `data`
  kept: null, // bits as base64: the places that pass the filters of claims; null: all
  swipe: null, // {data, cells, names, source, day, place, kept}: what lies to the right of a divider
  at: null, // [latitude, longitude, zoom] that a link asks for
  hide: null, // rows of the legend, "status/side", that a link hides
  language: "en",
  filters: null, // as filters.js has them
  evidence: null, // escaped HTML about the chosen place, where no page around the map shows it
  answers: 0, // the number of the last message from here that this takes into account
};

/** Its own face is the one day's map, or what lies to the left of the divider. */
export class TheatreMap extends Face {
  constructor(map, options) {
    super();
    this.map = map;
    this.options = { ...OPTIONS, ...options };
    this.sent = 0; // messages to the page
    this.off = []; // which states the legend hides, as flags
    this.words = new Words();
    this.filters = new Filters();
    this.sentences = new Sentences(this);
    this.address = new Address(this);
    this.selection = new Selection(map, this);
    this._build(map.getContainer());
    this._frame();
    this._listen();
    this.ready = this._base();
    watchTheme(() => this._theme());
  }

  /** Show a view, see VIEW. One that comes while another is loaded takes its place. */
  async show(wanted) {
    const view = { ...VIEW, ...wanted };
    this._wanted = view;
    await this.ready;
    if (!(await this._load(this, view)) || view !== this._wanted) return;
    if (view.swipe && !(await this._setSwipe(view.swipe))) return;
    if (view !== this._wanted) return;
    if (view.answers < this.sent) return; // older than what the user has done since
    // What page and map agreed on last is only echoed, and the user may be further by now: what is new is a wish.
    const agreed = this._agreed || {};
    this._agreed = { day: view.day, since: view.since, place: view.place, language: view.language };
    const isNew = (...fields) => fields.some((field) => view[field] !== agreed[field]);
    this.source = view.source;
    if (isNew("language") || !this._spoken) await this._speak(view.language);
    if (isNew("day", "since")) this._setDays(view);
    const isPlaced = this._takeLink(view);
    this._setFilter(view.filters, view.kept, view.swipe && view.swipe.kept);
    this.title.write();
    if (isNew("place")) this._setPlace(view, isPlaced);
    this._setEvidence(view.evidence);
    for (const { canvas } of this.faces) canvas.flush();
    this._clear();
    this.address.begin();
    this._mark("shown");
  }

  get day() {
    return this.time.day;
  }

  /** What is drawn: this map and, where there is one, that on the other side of the divider. */
  get faces() {
    return this.swipe ? [this, this.swipe] : [this];
  }

  /** On which side of the divider a point of the map is: the map's own, or that of the second day. */
  faceAt(point) {
    return this.swipe && point.x >= this.swipe.x ? this.swipe : this;
  }

  /** For tests and other scripts: what the map says about a place today. */
  describe(name) {
    const place = this.control.names.indexOf(name);
    if (place < 0) return null;
    this.canvas.flush();
    const { day } = this.time;
    const k = this.control.at(place, day);
    const [status, holder] = k < 0 ? ["absent", ""] : this.control.states[this.control.state[k]];
    const at = this.points.latLngOf(place);
    const { x, y } = this.map.latLngToContainerPoint(at);
    const area = this.areas.hidden ? null : this.areas.stateAt(at.lat, at.lng);
    return { place, name, status, holder, area, x, y, day: this.control.isoOf(day), shown: this.points.isShown(place) };
  }

  // How it is built

  /** All that stands around the map, in the order in which keys reach it. */
  _build(box) {
    const { map, options, words } = this;
    box.classList.add("marchland");
    box.classList.toggle("is-still", options.still);
    box.setAttribute("role", "region");
    this.title = new Title(this);
    this.cursor = new Cursor(this, {
      open: (place, face) => this._choose(place, face),
      describe: (place, face) => this.sentences.whole(place, face),
    });
    zoomButtons(map, words);
    this._languages = languageChoice(box, words, async (language) => {
      await this._speak(language);
      this._report();
    });
    this._buildLegend(box);
    this.time = new TimeBar(box, { words, onDay: () => this.canvas.draw(), onSettled: () => this._report() });
    this.streetMap = new StreetMap(map, options.tiles, caveat(box, words, options.credits, options.tiles));
    this.evidence = new Evidence(box, words);
    this.tooltip = new Tooltip(this);
  }

  _buildLegend(box) {
    const { options, words } = this;
    this.legend = new Legend(box, {
      words,
      open: this.map.getSize().x > NARROW && !options.still,
      onSwitch: () => {
        this._filter();
        this.address.keep();
      },
    });
    const actions = element("div", "marchland-actions", this.legend.box);
    if (!options.evidence) button(actions, words, "copyLink", () => this._copyLink());
    button(actions, words, "savePicture", () => savePicture(this));
    tick(this.legend.box, words, "streetMap", (on) => this._toggleStreetMap(on));
  }

  /** The panes, and the part of the world that is seen first. */
  _frame() {
    const { map, options } = this;
    for (const [name, z] of [["ground", 150], ["canvas", 420]]) {
      map.createPane(name).style.zIndex = z;
      map.getPane(name).style.pointerEvents = "none";
    }
    // what stands at the foot of the map, the title, and the legend where it is open, cover none of the country
    const isNarrow = map.getSize().x <= NARROW;
    const low = !isNarrow ? 70 : options.still ? 110 : 190;
    const [left, top] = this.legend.isOpen ? [LEGEND, 20] : [0, TITLE];
    map.fitBounds(options.bounds, { animate: false, paddingTopLeft: [left, top], paddingBottomRight: [0, low] });
  }

  _listen() {
    const { map, options } = this;
    map.on("click", (event) => this._click(event));
    map.on("moveend", () => this.address.keep());
    map.getContainer().addEventListener("keydown", (event) => this._key(event));
    if (options.linked) linkViews(map, options.linked);
  }

  async _base() {
    const response = await fetch(this.options.outlines);
    this.outlines = await response.json();
    this.ground = new Ground(this.outlines);
    this.heading = (this.outlines.labels || []).find((label) => label.kind === "title") || {};
    this.setBase({ outlines: this.outlines, ground: this.ground, pane: "canvas", prepare: () => this._turn() });
    this._theme();
    this.title.entitle();
    this.canvas.addTo(this.map);
    this.map.on("moveend", () => this._clear()); // after the canvas, which hears of the move first
  }

  // What the page asks for

  /** Have a face show the data at its addresses; false, and a word to the user, where it can't be had. */
  async _load(face, addresses) {
    const { control, failed } = await face.fetch(addresses);
    if (failed) this.title.say("dataFailed", { status: failed });
    else if (control) this._open(face, control);
    return !failed;
  }

  _open(face, control) {
    face.setControl(control);
    this._spoken = undefined;
    this.filters.forget();
    this._setFilter();
    if (face !== this) return;
    this._agreed = null;
    this._select(-1);
    this.time.setControl(control, this.sides, this.palette);
  }

  /** Show a second day, perhaps by other data, on the other side of a divider. False where its data can't be had. */
  async _setSwipe(wanted) {
    const swipe = this.swipe || new Swipe(this);
    if (wanted.data === this.data) {
      if (swipe.borrow(this)) this._open(swipe, this.control);
    } else if (!(await this._load(swipe, wanted))) return false;
    if (!this.swipe) {
      this.swipe = swipe;
      this._theme();
      this.filters.forget();
    }
    swipe.source = wanted.source;
    swipe.show(swipe.dayWithin(wanted.day));
    this._turned = null;
    return true;
  }

  _setDays({ day, since }) {
    const until = this.dayWithin(day);
    this.time.pause(false);
    this.time.set(until, since ? Math.min(this.dayWithin(since), until) : null);
  }

  /** What the address bar says once is this map's own business from then on, and comes back only as an echo, until
   * Back or Forward brings it again. Whether it says which part of the map to see. */
  _takeLink({ at, hide }) {
    const home = this.address.homeAgain();
    const part = at || home;
    const isPlaced = Boolean(part && (!at || this.address.isNews(at)));
    if (isPlaced) this.map.setView([part[0], part[1]], part[2], { animate: false });
    if (hide && this.address.isNews(["hide", ...hide])) {
      this.legend.hidden = new Set(hide);
      this._redrawLegend();
      this._filter();
    }
    return isPlaced;
  }

  /** Choose the place of a view, and bring it where it is seen, unless the view says which part of the map that is. */
  _setPlace({ place, swipe }, isPlaced) {
    const isBeside = place === null && swipe && swipe.place !== null;
    const isOther = isBeside ? this._select(swipe.place, this.swipe) : this._select(place ?? -1);
    if (isOther && !isPlaced) this.selection.bring(this._free(), this._seen ? 0 : CLOSE);
    this._seen = true;
  }

  _setEvidence(html) {
    if (html === this._html) return;
    this._html = html;
    this._showEvidence();
  }

  /** A rectangle around a part of the map's furniture, in CSS pixels of the map's container. */
  _boxOf(part) {
    const frame = this.map.getContainer().getBoundingClientRect();
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return { left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top };
  }

  /** Have the legend close where it would lie over data. */
  _clear() {
    if (this.control) this.legend.giveWay((box) => this._hasData(this._boxOf(box)));
  }

  /** Whether there is a place that is shown, or land with an estimate, in a rectangle of the container. */
  _hasData({ left, top, right, bottom }) {
    const { map, canvas, points, areas } = this;
    canvas.flush(); // the points' grid is that of the view which was drawn last
    if (points.anyWithin(map, [left, top], [right, bottom])) return true;
    if (areas.hidden) return false;
    for (let x = left; x <= right; x += APART) {
      for (let y = top; y <= bottom; y += APART) {
        const { lat, lng } = map.containerPointToLatLng([x, y]);
        if (areas.stateAt(lat, lng)) return true;
      }
    }
    return false;
  }

  /** The part of the map that nothing stands on: a rectangle of its container, in CSS pixels. */
  _free() {
    const { x, y } = this.map.getSize();
    const free = { left: 0, top: 0, right: x, bottom: y };
    const box = (part) => this._boxOf(part);
    if (this.legend.isOpen) free.left = box(this.legend.box).right;
    if (!this.options.still) free.bottom = box(this.time.bar).top;
    const card = this.evidence.box && box(this.evidence.box);
    if (card && card.left > x / 4) free.right = card.left;
    else if (card) free.bottom = Math.min(free.bottom, card.top); // a phone's, at the foot
    const title = box(this.title.card);
    if (free.left < title.right) free.top = title.bottom;
    return free;
  }

  /** Show the evidence of the chosen place, where no page around the map does. */
  _showEvidence() {
    const { place, face } = this.selection;
    const alone = this.options.evidence;
    if (place >= 0 && (alone || typeof this._html === "string")) {
      this.evidence.show(face.called.places[place], alone ? alone[place] : this._html);
      this.evidence.turn(face.day);
      this.selection.bring(this._free());
    } else this.evidence.hide();
  }

  /** Ask for places; `kept` are those chosen by their claims, `keptBeside` those on the other side of the divider. */
  _setFilter(asked = null, kept = null, keptBeside = kept) {
    if (!this.filters.set(asked, kept, keptBeside)) return;
    this.kept = unpackBits(kept);
    if (this.swipe) this.swipe.kept = unpackBits(keptBeside);
    this._redrawLegend();
    this._filter();
  }

  // What the user does

  _click({ containerPoint }) {
    const face = this.faceAt(containerPoint);
    this._choose(this.control ? face.points.hit(this.map, containerPoint) : -1, face);
  }

  /** Keys on the map itself. */
  _key(event) {
    const box = this.map.getContainer();
    if (event.key === "Escape") {
      if (this.evidence.hasFocus) box.focus();
      this._choose(-1);
    }
    if (event.target === box) this.time.key(event);
  }

  /** The user chose a place of a face, or none. */
  _choose(place, face = this) {
    if (place < 0 && this.selection.place < 0) return;
    this._select(place, face);
    this._report();
  }

  /** Choose a place of a face; whether that is another. */
  _select(place, face = this) {
    if (!this.selection.set(place, face, this.palette.ink)) return false;
    for (const each of this.faces) each.names.selected = face.numberOn(each, place);
    this._stale("names");
    this._html = undefined;
    this._showEvidence();
    return true;
  }

  /** Tell the page what the user chose. */
  _report() {
    this.canvas.flush();
    this.sent += 1;
    const { day, since } = this.time;
    const { place, face } = this.selection;
    this._agreed = {
      day: this.control.isoOf(day),
      since: since === null ? null : this.control.isoOf(since),
      place: place < 0 ? null : place,
      language: this.words.language,
    };
    const message = { ...this._agreed, place, data: face.data, number: this.sent };
    if (window.Streamlit) window.Streamlit.setComponentValue(message);
  }

  _toggleStreetMap(on) {
    for (const { canvas } of this.faces) canvas.bare = on;
    this._stale("ground");
    this.streetMap.toggle(on);
    this.streetMap.setGround(this.ground);
  }

  async _copyLink() {
    const { link } = this.address;
    try {
      await navigator.clipboard.writeText(link);
      this.title.sayBriefly(this.words.say("linkCopied"));
    } catch {
      this.title.sayBriefly(link); // a page without the right to the clipboard can still show it
    }
  }

  // How it comes to be drawn

  /** Be at the day, or the two days, that the time bar is at: before every frame. */
  _turn() {
    if (!this.control) return;
    const { day, since } = this.time;
    const turned = `${day}/${since}`;
    if (turned === this._turned) return;
    const moved = this.canvas.turn(day, since);
    this._turned = turned;
    if (this._ranging !== (since !== null)) this._redrawLegend();
    this.title.write();
    this._count(moved);
    this.evidence.turn(this.selection.face.day);
    this.tooltip.refresh();
  }

  /** Show words and names in a language; its names are fetched the first time. */
  async _speak(language) {
    await Promise.all(this.faces.map((face) => face.translate(language)));
    this.words.tidy();
    this.words.speak(language);
    this._spoken = this._languages.value = this.words.language;
    document.documentElement.lang = this.words.language;
    for (const { names, called } of this.faces) names.setNames(called, this.words.language);
    this.time.speak();
    this.title.entitle();
    this.tooltip.hide();
    this._redrawLegend();
    this.title.write();
    this._stale("names");
    const { place, face } = this.selection;
    if (place >= 0) this.evidence.rename(face.called.places[place]);
  }

  _theme() {
    const { name, palette, sides } = theme(this.options.sides);
    Object.assign(this, { palette, sides });
    const box = this.map.getContainer();
    box.dataset.theme = name;
    box.style.background = palette.sea;
    for (const face of this.faces) face.setTheme({ palette, sides });
    this.time.setPalette(palette, sides);
    this.ground.setPalette(palette);
    this._redrawLegend();
    this._stale("ground", "names");
    this.streetMap.setGround(this.ground);
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
      filtered: this.filters.active,
      approximate: this.control.radius.some(Boolean),
    });
    this._count(true);
  }

  /** How much there is of each state: with two days side by side, of each of them. */
  _count(withAreas) {
    this.legend.count(...this.faces.map(({ points }) => points.tally()));
    if (withAreas) this.legend.measure(...this.faces.map(({ areas }) => areas.extent()));
  }

  /** Leave out what is not asked for, and the states that the legend's rows have switched off. */
  _filter() {
    const { age } = this.filters.asked;
    for (const face of this.faces) {
      const off = hiddenStates(face.control.states, this.legend.hidden);
      face.points.setFilter(off, this.filters.testOf(face), age ?? Infinity);
      face.areas.hidden = this.legend.areasHidden;
      if (face === this) this.off = off;
    }
    this._turned = null;
    this._stale("areas");
  }

  _stale(...parts) {
    for (const { canvas } of this.faces) canvas.stale(...parts);
  }

  _mark(name) {
    this.map.getContainer().dataset.state = name;
    performance.mark(`marchland-${name}`);
  }
}
