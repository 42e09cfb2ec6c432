/**
 * The camera in a handheld screen: picture with the frame to aim into, light, zoom; words and a way on where it fails.
 */

import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ZOOMS } from "../../scan/camera/settings.ts";
import { regionOf, type Size, toBox, toShare } from "../../scan/camera/view-geometry.ts";
import { Button } from "../../ui/button.tsx";
import { c } from "../../ui/i18n/camera/catalogue.ts";
import { Icon } from "../../ui/icon.tsx";
import { type App, useApp } from "../context.ts";
import "./camera.css";
import { CameraDesk } from "./camera-desk.ts";
import { CodeChoices } from "./code-choices.tsx";
import { Outlines } from "./outlines.tsx";
import { PhotoButton } from "./photo-button.tsx";
import { TroublePanel } from "./trouble-panel.tsx";

let desk: { readonly app: App; readonly camera: CameraDesk } | null = null;

function cameraOf(app: App): CameraDesk {
  if (desk?.app !== app) {
    desk = { app, camera: new CameraDesk(app, window) };
  }
  return desk.camera;
}

export function CameraPanel(): JSX.Element {
  const app = useApp();
  const camera = useMemo(() => cameraOf(app), [app]);
  const choices = camera.choices.value;
  return (
    <section class="camera" aria-label={c().title()}>
      <View camera={camera} />
      {choices === null ? (
        <Tools camera={camera} />
      ) : (
        <CodeChoices camera={camera} codes={choices.codes} />
      )}
    </section>
  );
}

function View({ camera }: { readonly camera: CameraDesk }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const element = place.current;
    if (element === null) {
      return;
    }
    const away = camera.showIn(element);
    const measured = new ResizeObserver(() => {
      setBox({ width: element.clientWidth, height: element.clientHeight });
    });
    measured.observe(element);
    return () => {
      measured.disconnect();
      away();
    };
  }, [camera]);
  useEffect(() => {
    camera.video.style.scale = String(camera.magnified.value);
  }, [camera, camera.magnified.value]);
  return (
    <div class="camera-view" ref={place} data-state={camera.state.value.is}>
      <Over camera={camera} box={box} />
    </div>
  );
}

/** What lies over the picture: frame and outlines, or why there is no picture. */
function Over({ camera, box }: { readonly camera: CameraDesk; readonly box: Size }): JSX.Element {
  const state = camera.state.value;
  const words = c();
  if (camera.failure.value !== null || state.is === "trouble" || state.is === "black") {
    return <TroublePanel camera={camera} />;
  }
  if (state.is !== "live") {
    return (
      <p class="camera-note" role="status">
        {words.starting()}
      </p>
    );
  }
  const { video } = camera;
  const picture = { width: video.videoWidth, height: video.videoHeight };
  const magnified = camera.magnified.value;
  const place = toBox(picture, box, magnified);
  const choices = camera.choices.value;
  const live = choices === null || choices.live;
  return (
    <>
      {state.abilities.focus && choices === null && (
        <button
          type="button"
          class="camera-focus"
          aria-label={words.focusHere()}
          onClick={(event) => {
            // A press of the keyboard has no place: it means the middle.
            const at =
              event.detail === 0
                ? { x: box.width / 2, y: box.height / 2 }
                : { x: event.offsetX, y: event.offsetY };
            camera.focus(toShare(picture, box, magnified)(at));
          }}
        />
      )}
      {live && (
        <Outlines
          codes={choices?.codes ?? camera.inView.value}
          place={place}
          box={box}
          region={regionOf(picture, magnified)}
          {...(choices === null ? {} : { onChoose: (code) => camera.choose(code) })}
        />
      )}
      <Hint camera={camera} />
    </>
  );
}

function Hint({ camera }: { readonly camera: CameraDesk }): JSX.Element | null {
  const words = c();
  const photo = camera.photo.value;
  if (photo !== "none") {
    const text = {
      reading: words.photoReading(),
      nothing: words.photoNothing(),
      failed: words.photoFailed(),
    }[photo];
    return (
      <p class="camera-note" role="status">
        {text}
      </p>
    );
  }
  return camera.struggling.value ? (
    <p class="camera-note" role="status">
      {words.struggling()}
    </p>
  ) : null;
}

function Tools({ camera }: { readonly camera: CameraDesk }): JSX.Element | null {
  const state = camera.state.value;
  const { zoom, torch } = camera.settings.value;
  const words = c();
  if (state.is !== "live" || camera.failure.value !== null) {
    return null;
  }
  return (
    <div class="camera-tools">
      {state.abilities.torch && (
        <button
          type="button"
          class="camera-torch"
          aria-pressed={torch}
          onClick={() => void camera.turnTorch(!torch)}
        >
          <Icon name="flashlight" />
          <span>{words.torch()}</span>
        </button>
      )}
      {camera.struggling.value ? (
        <PhotoButton camera={camera} />
      ) : (
        ZOOMS.map((times) => (
          <Button
            key={times}
            label={words.zoom(times)}
            spoken={words.zoomSpoken(times)}
            pressed={zoom === times}
            onPress={() => camera.zoomTo(times)}
          />
        ))
      )}
      {state.cameras > 1 && (
        <Button
          label=""
          spoken={words.switchCamera()}
          icon="switch-camera"
          onPress={() => camera.nextCamera()}
        />
      )}
    </div>
  );
}
