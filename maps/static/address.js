// The address of what is shown: a link for others, and what the browser's address bar says of this map.

export class Address {
  /** `view` is the TheatreMap. */
  constructor(view) {
    this.view = view;
    this._known = new Set();
    this._home = null; // the part of the map that was seen first
    this._isBack = false; // whether Back or Forward was pressed, and the view that it asks for is yet to come
    if (window === window.parent || !window.Streamlit) return;
    const { signal, abort } = forgotten();
    window.parent.addEventListener("popstate", () => this._goBack(), { signal });
    window.addEventListener("pagehide", abort);
  }

  _goBack() {
    this._known.clear();
    this._isBack = true;
  }

  /** Where Back or Forward asks for no part of the map: the part that was seen first; else null. */
  homeAgain() {
    const isBack = this._isBack;
    this._isBack = false;
    return isBack && this._home ? this._home.split(",").map(Number) : null;
  }

  /** Whether something that the address bar says was neither read nor written by this map before. */
  isNews(value) {
    const key = String(value);
    const isNew = !this._known.has(key);
    this._known.add(key);
    return isNew;
  }

  /** The part of the map that is seen, as links have it: latitude, longitude, zoom. */
  get at() {
    const { map } = this.view;
    const { lat, lng } = map.getCenter();
    return `${lat.toFixed(3)},${lng.toFixed(3)},${map.getZoom()}`;
  }

  /** The address of what is shown now: day or days, place, part of the map, language, and what the legend hides. */
  get link() {
    const { control, legend, time, words } = this.view;
    const url = new URL(window === window.parent ? location.href : window.parent.location.href);
    const set = (key, value) => (value ? url.searchParams.set(key, value) : url.searchParams.delete(key));
    set("day", control.isoOf(time.day));
    set("since", time.since === null ? "" : control.isoOf(time.since));
    set("at", this.at);
    set("hide", [...legend.hidden].join(","));
    set("language", words.language === "en" ? "" : words.language);
    return url.href;
  }

  /** From now on the address bar says where the map is, once that is another part than now. */
  begin() {
    this._home = this._home || this.at;
    this.keep(); // the page may have written the address anew, without what it does not know of
  }

  /** Have the address bar say which part of the map is seen and what the legend hides, so that it, too, is a link. */
  keep() {
    if (!this._home || this.view.options.still || !window.Streamlit || window === window.parent) return;
    const { history, location: bar } = window.parent;
    const url = new URL(bar.href);
    const hide = [...this.view.legend.hidden];
    if (this.at !== this._home || url.searchParams.has("at")) url.searchParams.set("at", this.at);
    if (hide.length) url.searchParams.set("hide", hide.join(","));
    else url.searchParams.delete("hide");
    this.isNews(this.at.split(",").map(Number));
    this.isNews(["hide", ...hide]);
    if (url.href !== bar.href) history.replaceState(history.state, "", url);
  }
}

/** A signal that ends what listens with it, and the call that gives it. */
function forgotten() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
