/**
 * How the label is looked at: with which record, for which printer and market, how large, snapped to which grid.
 */

import type { ComponentChildren, JSX } from "preact";
import { SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { DPIS, MARKETS, type Subject, type Template } from "./template.ts";
import type { Preview } from "./template-preview.ts";

export interface View {
  readonly subject: string;
  readonly dpi: number;
  readonly language: string;
  readonly market: string | null;
  readonly zoom: number;
  readonly gridUm: number;
  readonly image: "drawing" | "dots";
}

const ZOOMS = [1, 1.5, 2, 3, 4];
const GRIDS_UM = [0, 100, 500, 1000];
const NARROW_UM = 60_000;
const WIDE_UM = 100_000;

/** The template's own example where there is one. */
export function initialView(
  template: Template,
  subjects: readonly Subject[],
  example = template.number,
): View {
  const subject = subjects.find(({ key }) => key === example) ?? subjects[0];
  return {
    subject: subject?.key ?? "",
    dpi: 203,
    language: "zh-en",
    market: null,
    zoom: fitting(template.width_um),
    gridUm: 500,
    image: "drawing",
  };
}

/** What stands beside its panes on a desk's screen. */
function fitting(widthUm: number): number {
  return widthUm <= NARROW_UM ? 2 : widthUm < WIDE_UM ? 1.5 : 1;
}

export interface ViewBarProps {
  readonly view: View;
  readonly subjects: readonly Subject[];
  readonly template: Template;
  readonly preview: Preview;
  readonly onChange: (view: View) => void;
  readonly children: ComponentChildren;
}

export function ViewBar(props: ViewBarProps): JSX.Element {
  const { view, subjects, template, onChange } = props;
  const say = d().template;
  const set = (change: Partial<View>): void => onChange({ ...view, ...change });
  return (
    <div class="tpl-bar">
      <SelectField
        label={say.subject()}
        value={view.subject}
        options={subjects.map((each) => ({
          value: each.key,
          label: `${say.subjects[each.kind]()} ${each.key} · ${localName(each)}`,
        }))}
        onChange={(subject) => set({ subject })}
      />
      <SelectField
        label={say.dpi()}
        value={String(view.dpi)}
        options={DPIS.map((dpi) => ({ value: String(dpi), label: `${dpi} dpi` }))}
        onChange={(dpi) => set({ dpi: Number(dpi) })}
      />
      <SelectField
        label={d().label.language()}
        value={view.language}
        options={(["zh-en", "zh", "en"] as const).map((value) => ({
          value,
          label: d().label.languages[value](),
        }))}
        onChange={(language) => set({ language })}
      />
      {template.use === "healthcare" && (
        <MarketChoice market={view.market} onChange={(market) => set({ market })} />
      )}
      <SelectField
        label={say.zoom()}
        value={String(view.zoom)}
        options={ZOOMS.map((zoom) => ({
          value: String(zoom),
          label: zoom === 1 ? say.trueSize() : `${zoom * 100} %`,
        }))}
        onChange={(zoom) => set({ zoom: Number(zoom) })}
      />
      <SelectField
        label={say.grid()}
        value={String(view.gridUm)}
        options={GRIDS_UM.map((um) => ({
          value: String(um),
          label: um === 0 ? say.noGrid() : `${um / 1000} mm`,
        }))}
        onChange={(um) => set({ gridUm: Number(um) })}
      />
      <SelectField
        label={say.image()}
        value={view.image}
        options={(["drawing", "dots"] as const).map((value) => ({
          value,
          label: say.images[value](),
        }))}
        onChange={(image) => set({ image: image === "dots" ? "dots" : "drawing" })}
      />
      <div class="tpl-history">{props.children}</div>
    </div>
  );
}

const OWN = "own";

interface MarketChoiceProps {
  readonly market: string | null;
  readonly onChange: (market: string | null) => void;
}

function MarketChoice({ market, onChange }: MarketChoiceProps): JSX.Element {
  const say = d().template;
  return (
    <SelectField
      label={say.forMarket()}
      value={market ?? OWN}
      options={[
        { value: OWN, label: say.ownMarkets() },
        ...MARKETS.map((each) => ({ value: each, label: say.market[each]() })),
      ]}
      onChange={(chosen) => onChange(chosen === OWN ? null : chosen)}
    />
  );
}
