/**
 * A short side task over the screen: from below on a handheld, in the middle on anything wider.
 */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { t } from "./i18n/catalogue.ts";
import { Icon } from "./icon.tsx";
import "./sheet.css";

export interface SheetProps {
  readonly title: string;
  readonly open: boolean;
  /** Escape, the close button or a tap outside. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons at the bottom. */
  readonly actions?: ComponentChildren;
}

export function Sheet({ title, open, onClose, children, actions }: SheetProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && element !== null && !element.open) {
      element.showModal();
    } else if (!open) {
      element?.close();
    }
  }, [open]);
  const closeOutside = (event: MouseEvent): void => {
    if (event.target === dialog.current) {
      onClose();
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it through onCancel.
    <dialog
      ref={dialog}
      class="u-sheet"
      aria-labelledby={heading}
      onClick={closeOutside}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="u-sheet-body">
        <header>
          <h2 id={heading}>{title}</h2>
          <button type="button" aria-label={t().ui.close()} onClick={onClose}>
            <Icon name="x" />
          </button>
        </header>
        <div class="u-sheet-content">{open && children}</div>
        {actions !== undefined && <footer>{actions}</footer>}
      </div>
    </dialog>
  );
}
