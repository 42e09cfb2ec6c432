/**
 * A way into one kind of work, from Home: icon, word, and how much waits there.
 */

import type { JSX } from "preact";
import { Icon, type IconName } from "./icon.tsx";
import "./tile.css";

export interface TileProps {
  readonly label: string;
  readonly icon: IconName;
  readonly onPress: () => void;
  /** What waits; nothing is shown for zero. */
  readonly count?: number;
  readonly disabled?: boolean;
}

export function Tile({
  label,
  icon,
  onPress,
  count = 0,
  disabled = false,
}: TileProps): JSX.Element {
  return (
    <button type="button" class="u-tile" onClick={onPress} disabled={disabled}>
      <Icon name={icon} size={32} />
      <span>{label}</span>
      {count > 0 && <b class="u-tile-count">{count}</b>}
    </button>
  );
}

export interface TileGridProps {
  readonly tiles: readonly TileProps[];
}

export function TileGrid({ tiles }: TileGridProps): JSX.Element {
  return (
    <div class="u-tiles">
      {tiles.map((tile) => (
        <Tile key={tile.label} {...tile} />
      ))}
    </div>
  );
}
