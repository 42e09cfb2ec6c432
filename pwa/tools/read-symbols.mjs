// Reads symbols with the JavaScript port of ZXing, other code than the one that wrote them.
// In: a JSON array of { format, width, pixels }, pixels as base64 of one grey byte each. Out: a JSON array of { text } or { error }.
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Its files for import have no extensions, which Node does not follow.
const zxing = createRequire(import.meta.url)("@zxing/library");

function read({ format, width, pixels }) {
  const grey = Uint8ClampedArray.from(Buffer.from(pixels, "base64"));
  const source = new zxing.RGBLuminanceSource(grey, width, grey.length / width);
  const reader = new zxing.MultiFormatReader();
  reader.setHints(
    new Map([
      [zxing.DecodeHintType.POSSIBLE_FORMATS, [zxing.BarcodeFormat[format]]],
      [zxing.DecodeHintType.ASSUME_GS1, true],
      [zxing.DecodeHintType.TRY_HARDER, true],
    ]),
  );
  try {
    const bitmap = new zxing.BinaryBitmap(new zxing.GlobalHistogramBinarizer(source));
    return { text: reader.decode(bitmap).getText() };
  } catch (error) {
    return { error: String(error) };
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));
