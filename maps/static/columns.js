// Reads the columns of numbers that maps/columns.py lays out.

const TYPES = { u1: Uint8Array, i2: Int16Array, u2: Uint16Array, i4: Int32Array };
/** The header and columns of bytes laid out as maps/columns.py says. */
export function unpack(buffer) {
  const bytes = new Uint8Array(buffer);
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "MLD1") throw new Error("not map data");
  const length = new DataView(buffer).getUint32(4, true);
  const data = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  let offset = 8 + length;
  for (const [name, kind, count, steps] of data.columns) {
    const column = new TYPES[kind](count);
    const wide = column.BYTES_PER_ELEMENT;
    let before = 0;
    for (let i = 0; i < count; i++) {
      let value = 0;
      for (let plane = 0; plane < wide; plane++) value |= bytes[offset + plane * count + i] << (8 * plane);
      column[i] = steps ? before + value : value; // the typed array takes it modulo its type
      before = column[i];
    }
    data[name] = column;
    offset += column.byteLength;
  }
  return data;
}
