// Where places are: degrees to the units that everything is drawn in.

export const WORLD = 256; // pixels of the world at zoom 0, the unit of what is drawn here

/** Where a point is in the world, 0 to 256 from west to east and north to south (Web Mercator). */
export function world(lat, lng) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: WORLD * (lng / 360 + 0.5), y: WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) };
}
