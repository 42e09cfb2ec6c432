/** How much of a lot stands at the position, or in the box that was scanned before it. */

import type { JSX } from "preact";
import { compareDecimals } from "../../sync/decimal.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { l } from "../../ui/i18n/load/catalogue.ts";
import { ValuePanel } from "../value-panel.tsx";
import type { LoadWork } from "./work.ts";

interface QuantityPanelProps {
  readonly work: LoadWork;
  readonly asking: { readonly lot: string; readonly container: string | null };
}

export function QuantityPanel({ work, asking }: QuantityPanelProps): JSX.Element {
  const { lot, container } = asking;
  const words = l();
  const left = work.left(lot);
  const unit = left.unit === "" ? "pcs" : left.unit;
  const position = work.state.value.position ?? "";
  const last = container === null ? null : work.lastBox(lot);
  const put = (value: string): void => void work.put(lot, container, { unit, value }, {});
  return (
    <ValuePanel
      title={words.howMuch(lot)}
      why={container === null ? words.atPosition(position) : words.inBox(container, position)}
      label={words.quantity()}
      unit={unit}
      decimals={unit === "pcs" ? 0 : 3}
      error={(value) => (compareDecimals(value, "0") > 0 ? undefined : words.nothingCounted())}
      onDone={put}
    >
      <div class="app-row">
        {last !== null && (
          <Button label={words.asLast(`${last} ${unit}`)} icon="copy" onPress={() => put(last)} />
        )}
        {container === null && compareDecimals(left.value, "0") > 0 && (
          <Button
            label={words.allLeft(`${left.value} ${unit}`)}
            icon="layers"
            onPress={() => put(left.value)}
          />
        )}
        <Button
          label={t().ui.back()}
          icon="arrow-left"
          onPress={() => work.set({ asking: null, box: null })}
        />
      </div>
    </ValuePanel>
  );
}
