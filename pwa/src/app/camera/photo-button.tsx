/**
 * A photo by the system's own camera: it works where the live picture is not allowed or does not come (S47).
 */

import type { JSX } from "preact";
import { c } from "../../ui/i18n/camera/catalogue.ts";
import { Icon } from "../../ui/icon.tsx";
import type { CameraDesk } from "./camera-desk.ts";

export function PhotoButton({ camera }: { readonly camera: CameraDesk }): JSX.Element {
  return (
    <label class="camera-photo">
      <Icon name="camera" />
      <span>{c().photo()}</span>
      <input
        class="only-spoken"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file !== undefined) {
            void camera.readPhoto(file);
          }
        }}
      />
    </label>
  );
}
