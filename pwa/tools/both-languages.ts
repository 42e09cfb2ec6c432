/** Brings both languages before each test file, as the app does before it draws anything. */

import { loadCatalogue } from "../src/ui/i18n/catalogue.ts";

await Promise.all([loadCatalogue("zh"), loadCatalogue("en")]);
