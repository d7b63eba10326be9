/**
 * Makes a screenshot small: a picture of a screen needs few colours. Reads the PNG that the browser writes (8 bits a channel, not
 * interlaced) and gives one of at most 256 colours, each the mean of those that it stands for (median cut).
 */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

export function shrink(png, colours = 160) {
  const { width, height, pixels, channels } = decode(png);
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += channels) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const { palette, indexOf } = quantize(counts, colours);
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += channels)
      lines[y * (width + 1) + 1 + x] = indexOf.get((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const parts = [
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...parts]);
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

function decode(png) {
  const parts = [];
  let [width, height, channels] = [0, 0, 3];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const name = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (name === "IHDR") [width, height, channels] = [body.readUInt32BE(0), body.readUInt32BE(4), body[9] === 6 ? 4 : 3];
    if (name === "IDAT") parts.push(body);
  }
  return { width, height, channels, pixels: unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels) };
}

/** Undoes the five filters of a PNG's lines: each byte was written less what stands left, above, or above left. */
function unfilter(raw, stride, height, step) {
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? pixels[y * stride + x - step] : 0;
      const above = y > 0 ? pixels[(y - 1) * stride + x] : 0;
      const corner = x >= step && y > 0 ? pixels[(y - 1) * stride + x - step] : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      pixels[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return pixels;
}

function paeth(left, above, corner) {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

const channel = (colour, of) => (colour >> (16 - 8 * of)) & 255;

/** Cuts the box of colours that varies most in two at its median, until there are enough boxes. */
function quantize(counts, wanted) {
  let boxes = [[...counts.keys()]];
  const spread = (box, of) => {
    const values = box.map((colour) => channel(colour, of));
    return values.reduce((most, value) => Math.max(most, value), 0) - values.reduce((least, value) => Math.min(least, value), 255);
  };
  const widest = (box) => [0, 1, 2].map((of) => ({ of, by: spread(box, of) })).sort((one, other) => other.by - one.by)[0];
  let measured = boxes.map((box) => ({ box, ...widest(box) }));
  while (measured.length < wanted && measured.some(({ by }) => by > 0)) {
    measured.sort((one, other) => other.by - one.by);
    const [{ box, of }, ...rest] = measured;
    const sorted = [...box].sort((one, other) => channel(one, of) - channel(other, of));
    const halves = [sorted.slice(0, sorted.length >> 1), sorted.slice(sorted.length >> 1)];
    measured = [...rest, ...halves.filter((half) => half.length > 0).map((half) => ({ box: half, ...widest(half) }))];
  }
  boxes = measured.map(({ box }) => box);
  const palette = Buffer.from(boxes.flatMap((box) => [0, 1, 2].map((of) => mean(box, counts, of))));
  return { palette, indexOf: new Map(boxes.flatMap((box, index) => box.map((colour) => [colour, index]))) };
}

function mean(box, counts, of) {
  const [sum, weight] = box.reduce(([s, w], colour) => [s + channel(colour, of) * counts.get(colour), w + counts.get(colour)], [0, 0]);
  return Math.round(sum / weight);
}
