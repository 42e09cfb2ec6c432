/**
 * Writes src/ui/icon-paths.json from lucide-static (ISC), so that only the icons used are shipped
 * and no markup is parsed at run time. Run it after adding a name: node tools/make-icons.mjs
 */

import { readFileSync, writeFileSync } from "node:fs";

const NAMES = [
  "alarm-clock",
  "arrow-down",
  "arrow-left",
  "arrow-right",
  "arrow-up",
  "badge-check",
  "bell",
  "boxes",
  "building-2",
  "calendar",
  "camera",
  "check",
  "chevron-down",
  "chevron-right",
  "circle-help",
  "clipboard-check",
  "clipboard-list",
  "cloud-off",
  "cloud-upload",
  "columns-3",
  "copy",
  "delete",
  "download",
  "ellipsis",
  "file-text",
  "filter",
  "flashlight",
  "gauge",
  "globe",
  "hard-drive",
  "history",
  "house",
  "id-card",
  "inbox",
  "info",
  "key-round",
  "layers",
  "lock",
  "log-out",
  "map-pin",
  "menu",
  "minus",
  "monitor",
  "move-right",
  "octagon-x",
  "package",
  "package-check",
  "package-open",
  "package-plus",
  "pencil",
  "plus",
  "printer",
  "qr-code",
  "refresh-cw",
  "scan-barcode",
  "scan-line",
  "search",
  "send",
  "settings",
  "shield-alert",
  "shield-check",
  "smartphone",
  "sun",
  "switch-camera",
  "square",
  "tag",
  "type",
  "redo-2",
  "tags",
  "thermometer",
  "triangle-alert",
  "truck",
  "undo-2",
  "user",
  "users",
  "volume-2",
  "warehouse",
  "waypoints",
  "wifi-off",
  "wrench",
  "x",
];

const file = (name) => new URL(`../node_modules/lucide-static/icons/${name}.svg`, import.meta.url);

function shapes(name) {
  const svg = readFileSync(file(name), "utf8");
  const inner = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return [...inner.matchAll(/<([a-z]+)\s([^>]*?)\s*\/>/g)].map(([, tag, attributes]) => [
    tag,
    Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, k, v]) => [k, v])),
  ]);
}

const icons = Object.fromEntries(NAMES.map((name) => [name, shapes(name)]));
writeFileSync(
  new URL("../src/ui/icon-paths.json", import.meta.url),
  `${JSON.stringify(icons, null, 2)}\n`,
);
