/**
 * What a harness may ask of a virtual device; every command carries its number `n`.
 */
import type { Auth } from "../src/entries/envelope.ts";
import type { Kind } from "../src/entries/rows.ts";
import type { JsonObject } from "../src/sync/canonical.ts";
import type { Enrolment } from "../src/sync/client.ts";

type Numbered<T> = T & { readonly n: number };

export type Command = Numbered<
  /** Where the server is. */
  | { readonly do: "server"; readonly url: string }
  /** Makes a key and enrols with a code; a second time carries the queue over (P33). */
  | { readonly do: "enrol"; readonly code: string; readonly name: string }
  /** Takes an enrolment made elsewhere, with its key as JWK. */
  | { readonly do: "adopt"; readonly enrolment: Enrolment; readonly key: JsonWebKey }
  | {
      readonly do: "append";
      readonly type: string;
      /** In `body`, the text "$number" as `lot` is replaced by the number allotted. */
      readonly body: JsonObject;
      readonly auth?: Auth;
      readonly causes?: readonly string[];
      readonly reason?: string | null;
      readonly number?: { readonly series: string; readonly given: string | null };
    }
  /** One round of push and pull; answers when it has ended. */
  | { readonly do: "sync" }
  | { readonly do: "crash"; readonly lose_cache?: boolean }
  /** Sets the clock, which stands still between commands. */
  | { readonly do: "clock"; readonly wall_ms: number; readonly mono_ms: number }
  /** The next append's transaction aborts after its last request succeeded. */
  | { readonly do: "abort_next" }
  | { readonly do: "state" }
  | { readonly do: "rows"; readonly kind: Kind }
  /** Every retained entry with its hash and outcome. */
  | { readonly do: "entries" }
  | { readonly do: "seal" }
>;
