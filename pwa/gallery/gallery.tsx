/**
 * Every component in use, for looking at: ?screen=receive&lang=en&theme=dark. Development only.
 */

import { render } from "preact";
import { loadCatalogue } from "../src/ui/i18n/catalogue.ts";
import { setLanguage } from "../src/ui/i18n/language.ts";
import "../src/ui/styles.ts";
import "./gallery.css";
import { DeskPage, TabletPage } from "./desk-pages.tsx";
import { HANDHELD } from "./handheld-pages.tsx";
import { PartsPage } from "./parts-page.tsx";

const query = new URLSearchParams(location.search);
const language = query.get("lang") === "en" ? "en" : "zh";
await loadCatalogue(language);
setLanguage(language);
document.documentElement.setAttribute("data-theme", query.get("theme") ?? "light");

const screen = query.get("screen") ?? "home";
const pages = { ...HANDHELD, desk: DeskPage, tablet: TabletPage, parts: PartsPage };
const Page = pages[screen as keyof typeof pages] ?? pages.home;
render(<Page />, document.body);
