import { encode } from 'uqr';

/** A QR code as one SVG path on a square of `size` modules, its quiet zone of four modules included. */
export interface QrPath {
  size: number;
  d: string;
}

/** Draws a text. Level M still reads with 15 % of it lost to glare or distance. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  let d = '';
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      let end = x;
      while (end + 1 < size && row[end + 1]) end++;
      d += `M${x} ${y}h${end - x + 1}v1h-${end - x + 1}z`;
      x = end;
    }
  });
  return { size, d };
}
