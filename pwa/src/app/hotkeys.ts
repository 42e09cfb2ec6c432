/**
 * Hardware keys where nothing takes text: Enter is the primary action, Escape goes back, 1 to 9 open that row.
 */

function press(element: Element | null | undefined): void {
  if (element instanceof HTMLButtonElement && !element.disabled) {
    element.click();
  }
}

export function pressHotkey(document: Document, key: string): void {
  const dialog = document.querySelector("dialog[open]");
  if (key === "Enter") {
    press((dialog ?? document).querySelector('.u-button[data-size="primary"]'));
  } else if (key === "Escape" && dialog === null) {
    history.back();
  } else if (/^[1-9]$/.test(key) && dialog === null) {
    const rows = document.querySelectorAll(".u-frame-list button.u-row, .u-frame-list .u-tile");
    press(rows[Number(key) - 1]);
  }
}
