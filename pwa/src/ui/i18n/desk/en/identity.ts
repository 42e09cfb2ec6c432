/** Forms about identity: prefixes, schemes, identifiers, what a device is, where it is published. */

export const identity = {
  record: () => "Record",
  agency: {
    GS1: () => "GS1 company prefix",
    HIBCC: () => "HIBC labeler code (LIC)",
    MA: () => "MA registrant code",
  },
  prefixTitle: () => "New company prefix",
  prefixShort: () => "Company prefix",
  prefixWhy: () =>
    "As it stands on the certificate. Identifiers are then allocated under it, each once.",
  gs1Hint: () => "4 to 12 digits, with the leading zeros.",
  gs1Length: (digits: number, references: number) =>
    `${digits} digits: room for ${references.toLocaleString("en")} item references.`,
  licHint: () => "Four characters, the first a letter: for example B123.",
  maHint: () => "MA.156.M0.NNNNNN. MA identifiers are kept as they are entered; none is made here.",
  noPrefix: () => "Record the company's GS1 prefix first.",
  ssccTitle: () => "Number shipping containers",
  ssccShort: () => "SSCC pool",
  ssccWhy: () =>
    "Each pallet or carton gets an SSCC: extension digit, company prefix, a count and a check digit.",
  extension: () => "Extension digit",
  serialsShort: () => "Serial scheme",
  looks: (sample: string) => `Looks like ${sample}`,
  listNext: () => "Only imported numbers are given out; the list is pasted on the next page.",
  listTitle: (di: string) => `Import serial numbers of ${di}`,
  listShort: () => "Import a list",
  listWhy: () =>
    "Numbers that are printed elsewhere or were given by somebody else. They are given out in this order. All are taken, or none.",
  listHint: (count: number) =>
    `Paste one a line, or a row or column of a CSV. ${count === 1 ? "1 number" : `${count.toLocaleString("en")} numbers`} found.`,
  source: () => "Where they come from",
  listLong: (count: number) =>
    `${count.toLocaleString("en")} numbers; at most 10,000 at once. Import the list in parts.`,
  serialLong: (serial: string) => `${serial} is longer than 20 characters.`,
  serialTwice: (serial: string) => `${serial} is in the list twice.`,
  lotTitle: () => "New lot number pattern",
  lotShort: () => "Lot pattern",
  lotWhy: () => "Devices take lot numbers of it in advance and use them without a connection.",
  lotName: () => "Name of the pattern",
  lotNameWrong: () => "Capitals, digits and hyphens, at most 20.",
  lotPattern: () => "Pattern",
  lotHint: () =>
    "{YY} {YYYY} {MM} {DD} {site}, and once {seq:02}: a count of two digits that begins anew when the date changes.",
  packageShort: () => "Add a package",
  packageTitle: (item: string) => `Add a package level to ${item}`,
  packageWhy: () =>
    "The new GTIN has the same item reference and its own indicator digit. What it holds never changes afterwards.",
  packageOf: () => "What is in it",
  packageHolds: () => "How many it holds",
  indicator: () => "Indicator digit",
  packages: () => "Packages, from the inside out",
  packagesHint: () =>
    "Each holds the one before; the first holds the base. None if it is not packed.",
  addPackage: () => "Add a package",
  hibcShort: () => "HIBC identifier",
  hibcTitle: (item: string) => `Allocate HIBC identifiers to ${item}`,
  hibcWhy: () =>
    "Labeler code, product number, a digit for the package. The symbol adds + in front and the check character behind.",
  product: () => "Product or catalogue number",
  productHint: (text: string) =>
    `Up to 18 capitals and digits. In the symbol: ${text} and its check character.`,
  productWrong: () => "1 to 18 capitals and digits, nothing else.",
  baseUnit: () => "Unit of measure digit of the base",
  unitDigit: () => "Unit of measure digit",
  enteredShort: () => "Enter an identifier",
  enteredTitle: (item: string) => `Enter an identifier of ${item}`,
  enteredWhy: () =>
    "One that was assigned elsewhere, for example MA. It is kept as entered: its form is checked, nothing is made of it. It is this item's for ever.",
  publishShort: () => "Record a publication",
  publishTitle: (item: string) => `Publication of an identifier of ${item}`,
  publishWhy: () =>
    "When it was submitted to a regulator's database and since when it is public there. Once public these dates stay, as do the identifier, its agency and every quantity.",
  database: () => "Database",
  submittedOn: () => "Submitted on",
  publishedOn: () => "Public since",
  publishedHint: () => "Leave empty while it is not public yet.",
  recordKey: () => "Key of the record there",
  published: () => "Published",
  publicSince: (regime: string, day: string) => `${regime}: public since ${day}, locked`,
  submitted: (regime: string, day: string) => `${regime}: submitted ${day}`,
  regime: {
    FDA: () => "USA, GUDID (FDA)",
    EU: () => "EU, EUDAMED",
    NMPA: () => "China, UDID (NMPA)",
  },
  device: () => "Device",
  describeShort: () => "Describe the device",
  describeTitle: (item: string) => `What ${item} is as a device`,
  describeWhy: (revision: string) =>
    `At revision ${revision}. Beside each answer stands where a change of it makes another device, which needs a new identifier.`,
  notDescribed: () =>
    "It is not described yet. Until it is, no change can be told to need a new identifier.",
  describedFor: (markets: string, revision: string) =>
    `Declared to ${markets === "" ? "nobody" : markets}, at revision ${revision}.`,
  trigger: (regimes: string) => `A change needs a new identifier: ${regimes}.`,
  feature: () => "Attribute",
  value: () => "Value",
  markets: () => "Declared to",
  attribute: {
    brand_name: () => "Brand name",
    version_model: () => "Version or model",
    registrant: () => "Registrant",
    device_count: () => "Devices in the base package",
    single_use: () => "Single use",
    sterile: () => "Packaged sterile",
    sterilise_before_use: () => "To be sterilised before use",
    latex: () => "Contains natural rubber latex",
    kit: () => "Kit",
    combination_product: () => "Combination product",
    cmr_substances: () => "CMR or endocrine-disrupting substances",
    mri: () => "MRI safety",
    critical_warnings: () => "Critical warnings",
  },
  mri: {
    unstated: () => "Not stated",
    safe: () => "MR safe",
    conditional: () => "MR conditional",
    unsafe: () => "MR unsafe",
  },
  demand: (attribute: string, regime: string, clause: string) =>
    `${attribute} (${regime}: ${clause})`,
  renewIssuer: () => "Issuer of the new identifiers",
  renewIssuers: {
    GS1: () => "GS1, of an own prefix",
    HIBCC: () => "HIBC, of an own labeler code",
    assigned: () => "Assigned elsewhere (MA, ICCBBA, AHM, NDC …)",
  },
  renewPrefix: () => "Prefix of the new identifiers",
  renewWhy: (changes: string) =>
    `This is another device: ${changes}. It is recorded only with new identifiers; the present ones end and are never used again.`,
  renewMissing: (changes: string) =>
    `Not possible under the present identifiers: ${changes}. Give new ones, or take the change back.`,
  strandedTitle: (device: string, count: number) =>
    `${count.toLocaleString("en")} unused ${count === 1 ? "number" : "numbers"} on revoked device ${device}`,
  strandedWhy: (pools: string) =>
    `Nothing can use them any more (${pools}). Void them, so that each number is accounted for. If the device's queue is still to be rescued, wait: what it used would be flagged.`,
  strandedRest: (rest: number) => ` ${rest} further stretches follow with a second act.`,
  strandedSubmit: () => "Void all of them",
};
