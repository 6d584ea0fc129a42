// Which places are asked for: by side, status, confidence, age of the last report, and by their claims.

const SHORT = {
  held: "held",
  claimed: "claimed",
  contested: "contestedShort",
  disputed: "disputedShort",
  unknown: "unknownShort",
};

/** What is asked for where nothing is. */
const ALL = {
  sides: [], // ids of sides that hold the place; none: any
  statuses: [], // "held", "claimed", "contested", "disputed" or "unknown"; none: any
  confidence: 0, // at least, 0 to 1
  age: null, // days since the last report at most, or null for any
};

export class Filters {
  constructor() {
    this.asked = ALL;
    this.ofClaims = false; // whether places are chosen by their claims, too
    this._key = null;
  }

  /** Ask for something; `kept`, bits as base64, are the places chosen by their claims. Whether that is new. */
  set(asked, ...kept) {
    const key = JSON.stringify([asked, kept]);
    const isNew = key !== this._key;
    this._key = key;
    this.asked = { ...ALL, ...asked };
    this.ofClaims = Boolean(kept[0]);
    return isNew;
  }

  /** What is set next is new, whatever it is. */
  forget() {
    this._key = null;
  }

  /** Whether not every place is asked for. */
  get active() {
    const { sides, statuses, confidence, age } = this.asked;
    return Boolean(sides.length || statuses.length || confidence || age !== null || this.ofClaims);
  }

  /** Whether interval `k` of a place of a face passes on a day, as a function (place, k, day), or null where all do. */
  testOf({ control, kept }) {
    if (!this.active) return null;
    const { sides, statuses, confidence, age } = this.asked;
    const passes = control.states.map(([status, holder]) =>
      (!sides.length || sides.includes(holder)) && (!statuses.length || statuses.includes(status)));
    const least = confidence * 100 - 0.5;
    return (place, k, day) =>
      passes[control.state[k]] &&
      control.confidence[k] >= least &&
      (age === null || control.silent(k, day) <= age) &&
      (!kept || ((kept[place >> 3] >> (place & 7)) & 1) === 1);
  }

  /** What is asked for, in words. */
  describe(words, sides) {
    const { sides: ids, statuses, confidence, age } = this.asked;
    const list = (values, name) => ({ list: values.map(name).join(", ") });
    const parts = [];
    if (ids.length) parts.push(words.say("fSides", list(ids, (id) => (sides[id] ? words.side(sides[id]) : id))));
    if (statuses.length) parts.push(words.say("fStatuses", list(statuses, (each) => words.say(SHORT[each]))));
    if (confidence) parts.push(words.say("fConfidence", { n: Math.round(confidence * 100) }));
    if (age !== null) parts.push(words.say("fAge", { n: age }));
    if (this.ofClaims) parts.push(words.say("fClaims"));
    return parts.join("; ");
  }
}

/** Bits that came as base64, eight to a byte, the lowest first; null stays null. */
export function unpackBits(packed) {
  return packed && Uint8Array.from(atob(packed), (each) => each.charCodeAt(0));
}

/** Which states the legend hides, as flags; a row of no side hides that of either. */
export function hiddenStates(states, hidden) {
  return states.map(([status, holder]) => hidden.has(`${status}/${holder}`) || hidden.has(`${status}/`));
}
