// What bounds the areas, as paths: the rim of each state's land and the line between the sides.

/**
 * Path2Ds of the areas by state, [[name, path]], and of the line between sides, `front`. `state` has a number for each
 * cell of the land, -1 for none, and `names` what the numbers stand for. Only the edges where the state changes are
 * walked. Corners between areas are rounded, not those of the coast: an estimate is no more exact for being sharp.
 */
export function bounds(land, state, names, sides) {
  const front = new Path2D();
  const open = openEdges(land, state, names.length);
  const next = new Int32Array(land.to.length).fill(-1); // the edges of one state that start at a corner, as chains
  const head = new Int32Array(land.x.length).fill(-1);
  const isSide = names.map((name) => name in sides);
  const areas = names.map((name, own) => {
    const path = new Path2D();
    for (const ring of ringsOf(land, open[own], next, head)) trace(land, state, isSide, own, ring, path, front);
    return [name, path];
  });
  return { areas: areas.filter((_, own) => open[own].length), front };
}

/** By state, the edges beyond which another state or no land lies. */
function openEdges({ to, of, beyond }, state, count) {
  const open = Array.from({ length: count }, () => []);
  for (let e = 0; e < to.length; e++) {
    const own = state[of[e]];
    if (own >= 0 && (beyond[e] < 0 || state[beyond[e]] !== own)) open[own].push(e);
  }
  return open;
}

/** The edges of one state put together to rings. `next` and `head` are empty before and after. */
function* ringsOf({ to, corner }, edges, next, head) {
  for (const e of edges) {
    next[e] = head[corner[e]];
    head[corner[e]] = e;
  }
  const take = (at) => {
    const e = head[at];
    if (e >= 0) head[at] = next[e];
    return e;
  };
  for (const start of edges) {
    if (head[corner[start]] < 0) continue;
    const ring = [];
    for (let e = take(corner[start]); e >= 0; e = take(to[e])) ring.push(e);
    yield ring;
  }
}

/** Draw a ring of the state `own`: all of it on `path`, and on `line` what lies between this side and another. */
function trace({ x, y, to, beyond, corner }, state, isSide, own, ring, path, line) {
  const other = (e) => (beyond[e] < 0 ? -2 : state[beyond[e]]);
  // where three areas meet the corner stays, or they would round it each their own way
  const smooth = (e, after) => beyond[e] >= 0 && beyond[after] >= 0 && other(e) === other(after);
  const between = (e) => other(e) > own && isSide[own] && isSide[other(e)];
  const middle = (e) => [(x[corner[e]] + x[to[e]]) / 2, (y[corner[e]] + y[to[e]]) / 2];
  let drawing = false;
  path.moveTo(...middle(ring[0]));
  for (let i = 0; i < ring.length; i++) {
    const e = ring[i];
    const after = ring[(i + 1) % ring.length];
    const [cx, cy] = [x[to[e]], y[to[e]]];
    const [mx, my] = middle(after);
    if (smooth(e, after)) path.quadraticCurveTo(cx, cy, mx, my);
    else {
      path.lineTo(cx, cy);
      path.lineTo(mx, my);
    }
    if (!between(e)) {
      drawing = between(after);
      if (!drawing) continue;
      line.moveTo(cx, cy);
      line.lineTo(mx, my);
      continue;
    }
    if (!drawing) line.moveTo(...middle(e));
    drawing = true;
    if (between(after) && smooth(e, after)) line.quadraticCurveTo(cx, cy, mx, my);
    else line.lineTo(cx, cy);
    if (between(after) && !smooth(e, after)) line.lineTo(mx, my);
  }
  path.closePath();
}
