/**
 * A picture by its hash, drawn once it is there; `missing` stands for it until then.
 */

import type { JSX } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { PictureContext } from "./picture-store.ts";
import "./stored-picture.css";

export interface StoredPictureProps {
  readonly digest: string;
  readonly alt: string;
  readonly missing?: string;
  /** As in a table: a thumbnail. */
  readonly small?: boolean;
}

export function StoredPicture(props: StoredPictureProps): JSX.Element | null {
  const { alt, digest, missing, small = false } = props;
  const store = useContext(PictureContext);
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    setAddress(null);
    store.get(digest).then(
      (blob) => {
        if (blob !== null && !gone) {
          made = URL.createObjectURL(blob);
          setAddress(made);
        }
      },
      (error: unknown) => reportError(error),
    );
    return () => {
      gone = true;
      if (made !== null) {
        URL.revokeObjectURL(made);
      }
    };
  }, [store, digest]);
  if (address === null) {
    return missing === undefined ? null : <span>{missing}</span>;
  }
  return <img class="u-stored-picture" data-small={small} src={address} alt={alt} />;
}
