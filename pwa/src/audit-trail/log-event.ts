/**
 * An event as `GET /history/{kind}` and `GET /log` tell it.
 */

/** An event as the server tells it: its position, what, when (claimed and received), who, where, why. */
export interface LogEvent {
  readonly position: number;
  readonly type: string;
  readonly occurred_at: string;
  readonly received_at: string;
  readonly badge: string;
  readonly device: string;
  readonly seq: number;
  readonly entry: string;
  readonly entry_type: string | null;
  readonly reason: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}
