// Which folder may import which, in the PWA. The Python side's counterpart is [tool.importlinter] in pyproject.toml.
const ui = "^src/(ui|app)/|\\.tsx$|node_modules/(preact|@preact)/|^(preact|@preact/)";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or need a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "core-knows-no-screen",
      comment:
        "Scanning, synchronising and recording run in a worker and in tests, without a screen.",
      severity: "error",
      from: { path: "^src/(scan|sync|entries)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: ui },
    },
    {
      name: "ui-knows-no-capability",
      comment: "src/ui holds the parts that every screen is made of; it knows none of them.",
      severity: "error",
      from: { path: "^src/ui/" },
      to: { path: "^src/(?!ui/)" },
    },
    {
      name: "capabilities-are-strangers",
      comment:
        "A screen of one capability does not import another's; what both need moves to ui, entries or sync.",
      severity: "error",
      from: { path: "^src/((?!app/|scan/|sync/|entries/|ui/)[^/]+)/" },
      to: { path: "^src/((?!app/|scan/|sync/|entries/|ui/)[^/]+)/", pathNot: "^src/$1/" },
    },
    {
      name: "app-is-the-top",
      comment: "src/app puts the parts together; no part imports it.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/app/" },
      to: { path: "^src/app/" },
    },
    {
      name: "product-imports-no-tool",
      comment: "What ships imports runtime dependencies only.",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.tsx?$|\\.bench\\.ts$|/testing/" },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        // Fonts and icons are inlined when the app is built.
        pathNot: "lucide-static|@fontsource|vite/client",
      },
    },
    {
      name: "resolvable",
      comment: "An import that leads nowhere would hide everything behind it from these rules.",
      severity: "error",
      from: {},
      // Vite's own suffixes (?raw, ?url) and virtual modules are resolved by Vite.
      to: { couldNotResolve: true, pathNot: "\\?(raw|url|inline|worker)|^virtual:" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
