// Pictures copied into pixels by hand, which is quicker than a drawImage call for each of thousands.

/** Copy a picture {wide, high, pixels} into `target`, as much of it as lies in the given part. */
export function blit(target, stride, x0, y0, x1, y1, picture, left, top) {
  const { wide, pixels } = picture;
  const fromX = Math.max(x0, left);
  const toX = Math.min(x1, left + wide);
  const fromY = Math.max(y0, top);
  const toY = Math.min(y1, top + picture.high);
  for (let y = fromY; y < toY; y++) {
    let from = (y - top) * wide + fromX - left;
    let to = y * stride + fromX;
    for (let x = fromX; x < toX; x++, from++, to++) {
      const pixel = pixels[from];
      const alpha = pixel >>> 24;
      if (alpha === 255) target[to] = pixel;
      else if (alpha) target[to] = over(pixel, target[to]);
    }
  }
}

/** One translucent pixel (ABGR, not premultiplied) over another. */
export function over(above, below) {
  const a = above >>> 24;
  const b = below >>> 24;
  if (b === 0) return above;
  if (b < 255) return overClear(above, below, a, b);
  let rb = (Math.imul(above & 0xff00ff, a) + Math.imul(below & 0xff00ff, 255 - a) + 0x800080) | 0;
  rb = ((rb + ((rb >>> 8) & 0xff00ff)) >>> 8) & 0xff00ff;
  let g = ((above >>> 8) & 255) * a + ((below >>> 8) & 255) * (255 - a) + 128;
  g = (g + (g >>> 8)) >>> 8;
  return 0xff000000 | rb | (g << 8);
}

function overClear(above, below, a, b) {
  const rest = (b * (255 - a)) / 255;
  let mixed = Math.round(a + rest) << 24;
  for (let shift = 0; shift < 24; shift += 8) {
    const channel = (((above >>> shift) & 255) * a + ((below >>> shift) & 255) * rest) / (a + rest);
    mixed |= Math.round(channel) << shift;
  }
  return mixed;
}
