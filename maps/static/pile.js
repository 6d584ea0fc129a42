// Small pictures piled up from the topmost down, each put under what lies there already: what a pixel above hides is
// never mixed, and a word of bits tells for 32 pixels at once which ones are hidden. So the marks of a crowd cost what is
// seen of them, where from the lowest up each would cost all it has.

const BITS = 32;
const ENOUGH = 250; // of 255: what is so covered counts as hidden

/** A square picture as a pile takes it: its pixels with alpha multiplied in, and a bit for each that is not clear. */
export function pileable(pixels, side) {
  const words = Math.ceil(side / BITS);
  const bits = new Int32Array(words * side);
  const premultiplied = pixels.map((pixel, i) => {
    const alpha = pixel >>> 24;
    if (alpha) bits[Math.floor(i / side) * words + ((i % side) >> 5)] |= 1 << (i % side & 31);
    return alpha === 255 ? pixel : share(pixel | 0xff000000, alpha);
  });
  return { side, words, bits, pixels: premultiplied };
}

export class Pile {
  /** An empty pile of pixels. */
  constructor(wide, high) {
    this.wide = wide;
    this.stride = Math.ceil(wide / BITS) + 2; // a word before and after, for what begins or ends outside
    this.pixels = new Int32Array(wide * high);
    this.hidden = new Int32Array(this.stride * high);
  }

  /** Begin with an empty part. */
  begin(x0, y0, x1, y1) {
    Object.assign(this, { x0, y0, x1, y1 });
    this.open = (x1 - x0) * (y1 - y0); // pixels that are not hidden yet
    for (let y = y0; y < y1; y++) {
      this.pixels.fill(0, y * this.wide + x0, y * this.wide + x1);
      for (let x = x0; x < x1; x = (x | 31) + 1) {
        const until = Math.min(x1 - (x & ~31), BITS);
        this.hidden[y * this.stride + (x >> 5) + 1] &= ~((-1 << (x & 31)) & (-1 >>> (BITS - until)));
      }
    }
  }

  /** Put a picture of `pileable` under what is there, as much of it as lies in the part. */
  add(picture, left, top) {
    const { side, words, bits } = picture;
    const until = Math.min(this.y1, top + side);
    for (let y = Math.max(this.y0, top); y < until; y++) {
      for (let word = 0; word < words; word++) {
        const x = left + word * BITS;
        let seen = bits[(y - top) * words + word];
        if (x < this.x0) seen = this.x0 - x < BITS ? seen & (-1 << (this.x0 - x)) : 0;
        if (x + BITS > this.x1) seen = this.x1 > x ? seen & (-1 >>> (BITS - this.x1 + x)) : 0;
        if (!seen) continue;
        const at = y * this.stride + (x >> 5) + 1;
        const by = x & 31;
        seen &= ~(by ? (this.hidden[at] >>> by) | (this.hidden[at + 1] << (BITS - by)) : this.hidden[at]);
        if (seen) this._mix(picture.pixels, (y - top) * side + word * BITS, y * this.wide + x, seen, at, by);
      }
    }
  }

  /** Mix the `seen` of 32 pixels of a picture, which begin at `from`, under those at `to`. */
  _mix(source, from, to, seen, at, by) {
    const { pixels } = this;
    let full = 0;
    for (; seen; seen &= (seen - 1) | 0) {
      const i = 31 - Math.clz32(seen & ((~seen + 1) | 0));
      const above = pixels[to + i];
      const mixed = above ? (above + share(source[from + i], 255 - (above >>> 24))) | 0 : source[from + i];
      pixels[to + i] = mixed;
      if (mixed >>> 24 < ENOUGH) continue;
      full |= 1 << i;
      this.open--;
    }
    if (!full) return;
    this.hidden[at] |= full << by;
    if (by) this.hidden[at + 1] |= full >>> (BITS - by);
  }

  /** Lay the part over the same part of other pixels (ABGR, not premultiplied). */
  layOver(target) {
    for (let y = this.y0; y < this.y1; y++) {
      for (let i = y * this.wide + this.x0; i < y * this.wide + this.x1; i++) {
        const above = this.pixels[i];
        if (!above) continue;
        const alpha = above >>> 24;
        const below = target[i];
        if (alpha === 255) target[i] = above;
        else if (below >>> 24 === 255) target[i] = (above + share(below, 255 - alpha)) | 0;
        else target[i] = divided((above + share(share(below | 0xff000000, below >>> 24), 255 - alpha)) | 0);
      }
    }
  }
}

/** `part` 255ths of a pixel, of each of its channels. */
function share(pixel, part) {
  let rb = (Math.imul(pixel & 0xff00ff, part) + 0x800080) | 0;
  rb = ((rb + ((rb >>> 8) & 0xff00ff)) >>> 8) & 0xff00ff;
  let ag = (Math.imul((pixel >>> 8) & 0xff00ff, part) + 0x800080) | 0;
  ag = (ag + ((ag >>> 8) & 0xff00ff)) & 0xff00ff00;
  return rb | ag;
}

/** A pixel with alpha multiplied in, as it is without. */
function divided(pixel) {
  const alpha = pixel >>> 24;
  if (alpha === 255 || alpha === 0) return pixel;
  let whole = alpha << 24;
  for (let shift = 0; shift < 24; shift += 8) {
    whole |= Math.min(255, Math.round((((pixel >>> shift) & 255) * 255) / alpha)) << shift;
  }
  return whole;
}
