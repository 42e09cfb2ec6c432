/**
 * How scanners are set up: a profile for each family to download, what to do with it, and the sheet that proves it.
 */

import type { JSX } from "preact";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Icon } from "../ui/icon.tsx";
import "./scanner-setup.css";

const PROFILES = "/labels/scanner-profiles/";
const SHEET_ADDRESS = "/labels/calibration-sheet";

const FAMILIES = [
  { id: "datawedge", file: "unitrail-datawedge.json" },
  { id: "honeywell", file: "unitrail-honeywell.txt" },
  { id: "other", file: "unitrail-scanner-settings.txt" },
] as const;

export function ScannerSetup(): JSX.Element {
  const words = d().device.setup;
  return (
    <section class="scanner-setup">
      <h2>{words.title()}</h2>
      <p>{words.why()}</p>
      <ul>
        {FAMILIES.map(({ id, file }) => (
          <li key={id}>
            <h3>{words.family[id]()}</h3>
            <p>{words.steps[id]()}</p>
            <a class="scanner-setup-link" href={PROFILES + file} download={file}>
              <Icon name="download" size={20} />
              {file}
            </a>
          </li>
        ))}
      </ul>
      <p>{words.finally()}</p>
      <a class="scanner-setup-link" href={SHEET_ADDRESS} target="_blank" rel="noreferrer">
        <Icon name="printer" size={20} />
        {words.sheet()}
      </a>
    </section>
  );
}
