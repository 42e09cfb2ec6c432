/** Rows of label jobs and printers, as the server sends them. */

/** Labels `first` to `last` of a job, counted from 1. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export interface LabelJobRow {
  readonly id: string;
  readonly number: string;
  readonly site: string;
  readonly template: string;
  readonly revision: string;
  readonly item: string | null;
  readonly lot: string | null;
  readonly di: string | null;
  readonly pool: string | null;
  readonly spans: readonly (Span & { readonly range: string })[];
  /** Where the numbers ascend: a device can tell them without the server. */
  readonly sequence: {
    readonly prefix: string;
    readonly digits: number;
    readonly first: number;
    readonly checked: boolean;
  } | null;
  readonly count: number;
  readonly dpi: number;
  readonly language: string;
  /** What its labels say, by field. */
  readonly data: Readonly<Record<string, string>>;
  readonly status:
    | "requested"
    | "blocked"
    | "read_back"
    | "released"
    | "printing"
    | "stopped"
    | "printed"
    | "closed"
    | "cancelled";
  readonly incident: string;
  /** Ids of jobs that have numbers in common with it. */
  readonly conflicts: readonly string[];
  readonly requested_by: string;
  readonly requested_at: string;
  readonly contents: readonly string[];
  readonly drawing_sha256: string;
  readonly failed: number;
  readonly unread: readonly {
    readonly n: number;
    readonly expected: string;
    readonly found: string;
  }[];
  readonly released_by: string | null;
  readonly released_at: string | null;
  readonly released_person: string | null;
  readonly printer: string | null;
  readonly method: string;
  readonly todo: readonly Span[];
  readonly sending: Span | null;
  readonly in_doubt: readonly Span[];
  readonly counter: number | null;
  readonly stop_cause: string;
  readonly stop_detail: string;
  readonly printed_by: string | null;
  readonly printed_at: string | null;
  readonly issued: number;
  readonly scanned: number;
  readonly applied: number;
  readonly sample: number;
  readonly destroyed: number;
  readonly returned: number;
  readonly void: number;
  readonly counted: Readonly<
    Record<"applied" | "sample" | "destroyed" | "returned", number>
  > | null;
  readonly reconciled_by: string | null;
  readonly reconciled_at: string | null;
}

export interface PrinterRow {
  readonly site: string;
  readonly code: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly dpi: number;
  readonly media_width_mm: string;
  readonly media_height_mm: string;
  readonly language: string;
  readonly symbols: "raster" | "native";
  readonly answers: boolean;
  readonly active: boolean;
}

/** What labels print that no other record has; `item` "" for all items that say nothing else. */
export interface LabelTextsRow {
  readonly item: string;
  readonly texts: Readonly<Record<string, string>>;
}
