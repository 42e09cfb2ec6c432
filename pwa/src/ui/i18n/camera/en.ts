/** English of the camera. */

export const en = {
  title: () => "Camera",
  aim: () => "Hold the code inside the frame",
  starting: () => "Starting the camera",
  torch: () => "Light",
  zoom: (times: number) => `${times}×`,
  zoomSpoken: (times: number) => `Zoom ${times} times`,
  switchCamera: () => "Other camera",
  focusHere: () => "Focus here",
  photo: () => "Take a photo",
  photoReading: () => "Reading the photo",
  photoNothing: () =>
    "No code was found in the photo. Go closer, keep the label flat, take it again.",
  photoFailed: () => "This file is no picture that can be read here. Take a photo of the code.",
  struggling: () => "Not read yet. Go closer, turn the label out of the glare, or take a photo.",
  which: () => "Which code?",
  neither: () => "None of these",
  restart: () => "Restart the camera",
  black: () => "The camera shows nothing",
  blackWhy: () =>
    "The lens is covered, or the system stopped the camera. Restart it, or take a photo.",
  denied: () => "The camera is not allowed",
  deniedWhy: () =>
    "Open this site's settings in the browser (the sign left of the address), allow the camera, then restart it. The scanner and photos work without.",
  absent: () => "No camera found",
  absentWhy: () =>
    "This device has none, or it is not connected. Use the scanner, or choose a photo.",
  busy: () => "The camera is in use",
  busyWhy: () => "Another app or tab holds it. Close that one, then restart the camera.",
  insecure: () => "No camera on this address",
  insecureWhy: () =>
    "Browsers allow the camera only over HTTPS. Open Unitrail at its https address; until then use the scanner or a photo.",
  unsupported: () => "This browser has no camera access",
  unsupportedWhy: () => "Update the browser, or use the scanner or a photo.",
  failed: () => "The camera did not start",
  failedWhy: () => "Restart it. If it stays so, close other apps that use the camera.",
  readerFailed: () => "Codes cannot be read",
  readerFailedWhy: (reason: string) =>
    `The reader did not start: ${reason}. Load the app anew; tell this text to whoever looks after the device.`,
};
