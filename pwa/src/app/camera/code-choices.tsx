/**
 * Several codes in view: the same numbers as on the outlines, each with what it means; a gloved thumb chooses (S45).
 */

import type { JSX } from "preact";
import type { Found } from "../../scan/camera/decoder.ts";
import { Button } from "../../ui/button.tsx";
import { c } from "../../ui/i18n/camera/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { visibleText } from "../../ui/visible.ts";
import { useApp } from "../context.ts";
import { detailOf, meaningOf } from "../reading-chooser.tsx";
import { type CameraDesk, scanOf } from "./camera-desk.ts";

export function CodeChoices(props: {
  readonly camera: CameraDesk;
  readonly codes: readonly Found[];
}): JSX.Element {
  const { camera, codes } = props;
  const { scans } = useApp();
  const rows = codes.map((code, index) => {
    const [first] = scans.meanings(scanOf(code));
    const shown = visibleText(code.text).slice(0, 60);
    return {
      id: code.text,
      title: `${index + 1} · ${first === undefined ? shown : meaningOf(first)}`,
      detail: first === undefined ? "" : detailOf(first) || shown,
      onPress: () => camera.choose(code),
    };
  });
  return (
    <div class="camera-choices">
      <List label={c().which()} rows={rows} />
      <Button label={c().neither()} icon="x" wide onPress={() => camera.choose(null)} />
    </div>
  );
}
