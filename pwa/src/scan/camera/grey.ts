/**
 * Grey pictures and the few operations that make a hard symbol readable. Pure; one pass of memory each.
 */

export interface Grey {
  readonly width: number;
  readonly height: number;
  /** One byte a pixel, row by row; 0 is black. */
  readonly data: Uint8ClampedArray;
}

/** What a canvas gives: four bytes a pixel. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export function greyOf({ width, height, data }: Rgba): Grey {
  const grey = new Uint8ClampedArray(width * height);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4) {
    // Rec. 601 luma in whole numbers.
    const luma = 77 * byte(data, from) + 150 * byte(data, from + 1) + 29 * byte(data, from + 2);
    grey[at] = luma >> 8;
  }
  return { width, height, data: grey };
}

export function rgbaOf({ width, height, data }: Grey): Rgba {
  const wide = new Uint32Array(width * height);
  for (let at = 0; at < wide.length; at += 1) {
    wide[at] = 0xff000000 | (byte(data, at) * 0x010101);
  }
  return { width, height, data: new Uint8ClampedArray(wide.buffer) };
}

/** Half the size; each pixel the mean of four, which also takes grain away. */
export function halved({ width, height, data }: Grey): Grey {
  const across = width >> 1;
  const down = height >> 1;
  const out = new Uint8ClampedArray(across * down);
  for (let y = 0, to = 0; y < down; y += 1) {
    let from = 2 * y * width;
    for (let x = 0; x < across; x += 1, from += 2, to += 1) {
      const upper = byte(data, from) + byte(data, from + 1);
      out[to] = (upper + byte(data, from + width) + byte(data, from + width + 1) + 2) >> 2;
    }
  }
  return { width: across, height: down, data: out };
}

/** Twice the size, straight lines between the pixels. */
export function doubled({ width, height, data }: Grey): Grey {
  const out = new Uint8ClampedArray(4 * width * height);
  const wide = 2 * width;
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const next = Math.min(y + 1, height - 1) * width;
    for (let x = 0; x < width; x += 1) {
      const beside = Math.min(x + 1, width - 1);
      const a = byte(data, row + x);
      const b = byte(data, row + beside);
      const c = byte(data, next + x);
      const d = byte(data, next + beside);
      const to = 2 * y * wide + 2 * x;
      out[to] = a;
      out[to + 1] = (a + b) >> 1;
      out[to + wide] = (a + c) >> 1;
      out[to + wide + 1] = (a + b + c + d) >> 2;
    }
  }
  return { width: wide, height: 2 * height, data: out };
}

/** The middle part, at most `side` pixels wide and high. */
export function middle({ width, height, data }: Grey, side: number): Grey {
  const across = Math.min(width, side);
  const down = Math.min(height, side);
  const left = (width - across) >> 1;
  const top = (height - down) >> 1;
  const out = new Uint8ClampedArray(across * down);
  for (let y = 0; y < down; y += 1) {
    const from = (top + y) * width + left;
    out.set(data.subarray(from, from + across), y * across);
  }
  return { width: across, height: down, data: out };
}

/** Each pixel becomes the darkest of the `size` x `size` around it: dots grow together. */
export function eroded(picture: Grey, size: number): Grey {
  return separable(picture, size, (a, b) => (a < b ? a : b));
}

/** Each pixel becomes the lightest of those around it: thin dark marks go. */
export function dilated(picture: Grey, size: number): Grey {
  return separable(picture, size, (a, b) => (a > b ? a : b));
}

/** Light specks smaller than `size` go, everything else keeps its place. */
export function opened(picture: Grey, size: number): Grey {
  return dilated(eroded(picture, size), size);
}

function separable(picture: Grey, size: number, better: (a: number, b: number) => number): Grey {
  return transposed(alongRows(transposed(alongRows(picture, size, better)), size, better));
}

function alongRows(
  { width, height, data }: Grey,
  size: number,
  better: (a: number, b: number) => number,
): Grey {
  const reach = size >> 1;
  const out = new Uint8ClampedArray(data.length);
  for (let row = 0; row < data.length; row += width) {
    for (let x = 0; x < width; x += 1) {
      const last = Math.min(width - 1, x + reach);
      let best = byte(data, row + x);
      for (let other = Math.max(0, x - reach); other <= last; other += 1) {
        best = better(best, byte(data, row + other));
      }
      out[row + x] = best;
    }
  }
  return { width, height, data: out };
}

function transposed({ width, height, data }: Grey): Grey {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0, from = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, from += 1) {
      out[x * height + y] = byte(data, from);
    }
  }
  return { width: height, height: width, data: out };
}

/** The mean of the `size` x `size` around each pixel. */
export function blurred(picture: Grey, size: number): Grey {
  return transposed(meanRows(transposed(meanRows(picture, size)), size));
}

function meanRows({ width, height, data }: Grey, size: number): Grey {
  const reach = size >> 1;
  const out = new Uint8ClampedArray(data.length);
  for (let row = 0; row < data.length; row += width) {
    const at = (x: number): number => byte(data, row + Math.min(width - 1, Math.max(0, x)));
    let sum = 0;
    for (let x = -reach; x <= reach; x += 1) {
      sum += at(x);
    }
    for (let x = 0; x < width; x += 1) {
      out[row + x] = sum / (2 * reach + 1);
      sum += at(x + reach + 1) - at(x - reach);
    }
  }
  return { width, height, data: out };
}

/** What differs from the surroundings, made `strength` times stronger: edges come back. */
export function sharpened(picture: Grey, size: number, strength: number): Grey {
  const soft = blurred(picture, size).data;
  const out = new Uint8ClampedArray(picture.data.length);
  for (let at = 0; at < out.length; at += 1) {
    const here = byte(picture.data, at);
    out[at] = here + strength * (here - byte(soft, at));
  }
  return { ...picture, data: out };
}

/** Each place as dark as it is against the mean of its surroundings, with `gain`: uneven light and weak print go. */
export function levelled(picture: Grey, size: number, gain: number): Grey {
  const soft = blurred(picture, size).data;
  const out = new Uint8ClampedArray(picture.data.length);
  for (let at = 0; at < out.length; at += 1) {
    out[at] = 128 + gain * (byte(picture.data, at) - byte(soft, at));
  }
  return { ...picture, data: out };
}

function byte(data: Uint8ClampedArray, at: number): number {
  return data[at] ?? 0;
}
