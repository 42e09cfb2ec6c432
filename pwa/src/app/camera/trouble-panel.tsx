/**
 * Why there is no picture, in words that say what to do, with the two ways on: restart, or a photo.
 */

import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { c } from "../../ui/i18n/camera/catalogue.ts";
import type { CameraDesk } from "./camera-desk.ts";
import { PhotoButton } from "./photo-button.tsx";

/** Asking again changes nothing where the browser or the address cannot do it. */
const HOPELESS = new Set(["insecure", "unsupported"]);

function words(camera: CameraDesk): { readonly what: string; readonly why: string } {
  const text = c();
  const state = camera.state.value;
  if (camera.failure.value !== null) {
    return { what: text.readerFailed(), why: text.readerFailedWhy(camera.failure.value) };
  }
  return state.is === "trouble"
    ? { what: text[state.why](), why: text[`${state.why}Why`]() }
    : { what: text.black(), why: text.blackWhy() };
}

export function TroublePanel({ camera }: { readonly camera: CameraDesk }): JSX.Element {
  const { what, why } = words(camera);
  const state = camera.state.value;
  const text = c();
  const photo = {
    none: "",
    reading: text.photoReading(),
    nothing: text.photoNothing(),
    failed: text.photoFailed(),
  }[camera.photo.value];
  return (
    <div class="camera-trouble">
      <div role="status">
        <h2>{what}</h2>
        <p>{photo === "" ? why : photo}</p>
      </div>
      <div class="camera-ways">
        {!(state.is === "trouble" && HOPELESS.has(state.why)) && (
          <Button
            label={text.restart()}
            icon="refresh-cw"
            tone="primary"
            onPress={() => camera.restart()}
          />
        )}
        <PhotoButton camera={camera} />
      </div>
    </div>
  );
}
