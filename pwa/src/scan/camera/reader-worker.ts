/**
 * The worker that reads frames: pictures in, symbols out. Loaded when the camera is first opened.
 */

import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { createDecoder } from "./decoder.ts";
import { type FrameRead, FrameReader } from "./frame-reader.ts";
import type { Answer, Ask } from "./messages.ts";

const reader = createDecoder({ url: new URL(wasmUrl, self.location.href).href }).then(
  (decode) => new FrameReader(decode),
);
const canvas = new OffscreenCanvas(1, 1);
const pen = canvas.getContext("2d", { willReadFrequently: true });

function pixelsOf(picture: ImageBitmap): ImageData {
  if (pen === null) {
    throw new Error("no canvas in this worker");
  }
  canvas.width = picture.width;
  canvas.height = picture.height;
  pen.drawImage(picture, 0, 0);
  return pen.getImageData(0, 0, picture.width, picture.height);
}

async function read({ picture, what }: Ask): Promise<FrameRead> {
  try {
    const pixels = pixelsOf(picture);
    const frames = await reader;
    if (what === "still") {
      return { found: await frames.readStill(pixels), rung: null, dark: false };
    }
    return await frames.read(pixels, what === "region");
  } finally {
    picture.close();
  }
}

self.addEventListener("message", ({ data }: MessageEvent<Ask>) => {
  const tell = (answer: Answer): void => self.postMessage(answer);
  read(data).then(
    (done) => tell({ id: data.id, ...done }),
    (error: unknown) => tell({ id: data.id, failed: String(error) }),
  );
});
