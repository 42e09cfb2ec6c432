/**
 * A photo as it is kept: at most 1600 px on its longer side, JPEG, stored by content hash before anything names it.
 */

import type { Attachments } from "../sync/attachments.ts";

export const LONGEST_SIDE = 1600;
const QUALITY = 0.85;

/** The size to draw at: never larger than it is. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height, 1));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** The photo's SHA-256; null when the file is no picture this browser can read. */
export async function storedPhoto(attachments: Attachments, file: Blob): Promise<string | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return null;
  }
  const { width, height } = fitted(picture.width, picture.height);
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  picture.close();
  const jpeg = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
  return attachments.add(new Uint8Array(await jpeg.arrayBuffer()), "image/jpeg");
}
