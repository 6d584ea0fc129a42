// What the map says about a place: who holds it, since when, what was before or is on the other side of a divider.

const STATUS = {
  held: "isHeld",
  claimed: "isClaimed",
  contested: "isContested",
  disputed: "isDisputed",
  unknown: "isUnknown",
};
const MUNICIPALITY = 25; // kilometres: the radius of a place that is only known to its municipality

export class Sentences {
  /** `view` is the TheatreMap. */
  constructor(view) {
    this.view = view;
  }

  /** A place with its region, who holds it and what is not sure, for those who listen. */
  whole(place, face) {
    const name = `${face.called.places[place]}, ${face.called.regions[face.control.region[place]]}`;
    return [`${name}: ${this.of(place, face)}`, this.doubt(place, face)].filter(Boolean).join(". ");
  }

  /** Who holds a place on the day; with two days who held it on the first, beside a divider what the other has. */
  of(place, face) {
    const { swipe, words, time, control } = this.view;
    if (swipe) return this._beside(place, face);
    const k = control.at(place, time.day);
    if (time.since === null || k < 0) return this._onDay(k, place);
    const before = control.at(place, time.since);
    const what = this._state(k, control);
    if (before >= 0 && control.state[before] === control.state[k]) return words.say("notChanged", { what });
    return words.say("was", { what, day: words.day(control.dateOf(time.since)), before: this._state(before, control) });
  }

  /** What is not sure about where a place is, or "". */
  doubt(place, { control }) {
    const { words } = this.view;
    const radius = control.radius[place];
    if (!radius) return "";
    return radius <= MUNICIPALITY ? words.say("approximate") : words.say("approximateWithin", { n: radius });
  }

  /** By whom or as known when a face shows its day, or "" where that goes without saying. */
  source({ source, control }) {
    const { words } = this.view;
    if (!source) return "";
    const day = source.day ? words.day(control.dateOf(control.dayOf(source.day))) : "";
    return words.say(source.key, { day, name: source.name });
  }

  _beside(place, face) {
    const { words, swipe } = this.view;
    const other = face === swipe ? this.view : swipe;
    const there = face.numberOn(other, place);
    const what = this._state(face.control.at(place, face.day), face.control);
    const before = this._state(there < 0 ? -1 : other.control.at(there, other.day), other.control);
    if (what === before) return words.say("alike", { what });
    const which = this.source(other);
    if (which) return words.say("beside", { what, which, before });
    return words.say("was", { what, day: words.day(other.control.dateOf(other.day)), before });
  }

  /** The state in interval `k`, or that no report came yet. */
  _state(k, control) {
    const { words, sides } = this.view;
    if (k < 0) return words.say("noReport");
    const [status, holder] = control.states[control.state[k]];
    if (status === "contested" && holder) return words.say("isShared"); // by two sides together
    return words.say(STATUS[status], { side: sides[holder] ? words.side(sides[holder]) : holder });
  }

  /** The state of a place in interval `k`, and since when or on what ground. */
  _onDay(k, place) {
    const { words, control } = this.view;
    const what = this._state(k, control);
    if (k < 0) return what;
    if (control.basis[k] === control.estimated) return words.say(control.isTold(place) ? "inferred" : "anEstimate", { what });
    if (control.unreported[control.basis[k]]) return words.say("beforeReports", { what });
    if (control.start[k] < 0) return what;
    return words.say("since", { what, day: words.day(control.dateOf(control.start[k])) });
  }
}
