/**
 * Bodies of the entries, newest version of each, as they travel. Made by `unitrail types`; do not edit.
 * Types, not interfaces: a type alias is assignable to `JsonObject`.
 */

/**
 * Say what a supplier may deliver: a family of items to a site, until ``valid_to`` (that day included).
 */
export type ApproveSupplierBody = {
  readonly conditions: string;
  readonly family: string;
  readonly site: string;
  readonly status: "approved" | "conditional" | "disqualified" | "suspended";
  readonly supplier: string;
  readonly valid_to: string;
};

/**
 * What a scanner was found to do: symbology identifiers, how GS arrives, what ends a scan, letter case, speed.
 */
export type Capabilities = {
  readonly aim_id: boolean;
  readonly case_ok: boolean;
  readonly gs: "alias" | "alt" | "ctrl" | "key" | "missing" | "text";
  readonly max_gap_ms: number;
  readonly passed: boolean;
  readonly terminator: string;
};

/**
 * One ``unit`` is ``numerator / denominator`` base units, exactly; frozen with the item's revision.
 */
export type Conversion = {
  readonly denominator: number;
  readonly numerator: number;
  readonly unit: string;
};

/**
 * What was wrong on a receipt, with the envelope's reason; null is unchanged, the original stays in the log.
 */
export type CorrectReceiptBody = {
  readonly expiry: DateGiven | null;
  readonly production: DateGiven | null;
  readonly quantity: Quantity | null;
  readonly receipt: string;
  readonly supplier: string | null;
  readonly supplier_lot: string | null;
};

/**
 * A date of a label. ``day_given`` false: the label gave the month, ``date`` is its last day (AI 11, 17).
 */
export type DateGiven = {
  readonly date: string;
  readonly day_given: boolean;
};

/**
 * End a person's access for good (21 CFR 11.100(a), 11.300(b)); envelope.reason required.
 */
export type DeactivatePersonBody = {
  readonly person: string;
};

/**
 * Give an item a device identifier, for ever. A package says what it ``contains`` and how many (``quantity``);
 * anything else says how many base units it is (``base_quantity``, null for one).
 */
export type DefineIdentifierBody = {
  readonly agency: "AHM" | "GS1" | "HIBCC" | "ICCBBA" | "MA" | "NDC";
  readonly base_quantity: string | null;
  readonly contains: string | null;
  readonly di: string;
  readonly item: string;
  readonly level: "direct_mark" | "package" | "previous" | "primary" | "secondary" | "unit_of_use";
  readonly quantity: number | null;
  readonly status: "active" | "discontinued";
};

/**
 * Create or revise an item. ``conversions`` say how many base units (``unit``) another unit holds.
 */
export type DefineItemBody = {
  readonly certificate_required: boolean;
  readonly conversions: readonly Conversion[];
  readonly family: string;
  readonly minimum_remaining_days: number | null;
  readonly name_en: string;
  readonly name_zh: string;
  readonly number: string;
  readonly revision: string;
  readonly shelf_life_days: number | null;
  readonly specification: string | null;
  readonly status: "active" | "inactive";
  readonly trace: "both" | "lot" | "none" | "serial";
  readonly unit: string;
};

/**
 * Create or change a location of a site. Its type says which lots belong there.
 */
export type DefineLocationBody = {
  readonly code: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly site: string;
  readonly type: "dispatch" | "production" | "quarantine" | "rejected" | "released" | "returned" | "unreconciled";
  readonly zone: string;
};

/**
 * How a site writes the numbers of a series from now on; numbers already leased stay as they are. ``prefix`` may
 * hold ``{site}``, ``{yy}`` and ``{yyyy}``; ``digits`` is the least number of digits after it.
 */
export type DefineNumberingBody = {
  readonly digits: number;
  readonly prefix: string;
  readonly series: string;
  readonly site: string;
};

/**
 * Add a person, or change one who is active. A person's number and badges never go to somebody else.
 */
export type DefinePersonBody = {
  readonly badge: string;
  readonly language: "en" | "zh";
  readonly name_en: string;
  readonly name_zh: string;
  readonly number: string;
  readonly roles: readonly ("administrator" | "inspector" | "operator" | "planner" | "quality" | "receiver" | "supervisor" | "warehouse")[];
  readonly sites: readonly string[];
};

/**
 * Create or change a supplier.
 */
export type DefineSupplierBody = {
  readonly name_en: string;
  readonly name_zh: string;
  readonly number: string;
  readonly status: "approved" | "conditional" | "disqualified" | "evaluating" | "prospect" | "suspended";
};

/**
 * A device has shown a code and its public key (P36); ``device`` is the id it is given.
 */
export type EnrolDeviceBody = {
  readonly code_sha256: string;
  readonly device: string;
  readonly name: string;
  readonly public_key: string;
};

/**
 * Items, identifiers and set-aside rows of one file; all take effect or none. Unchanged rows change nothing.
 */
export type ImportItemsBody = {
  readonly identifiers: readonly DefineIdentifierBody[];
  readonly items: readonly DefineItemBody[];
  readonly rejects: readonly Reject[];
  readonly sha256: string;
  readonly source: string;
};

/**
 * The locations of one file; all take effect or none.
 */
export type ImportLocationsBody = {
  readonly rows: readonly DefineLocationBody[];
  readonly sha256: string;
  readonly source: string;
};

/**
 * The orders of one file, as placed elsewhere; all take effect or none.
 */
export type ImportOrdersBody = {
  readonly rows: readonly PlaceOrderBody[];
  readonly sha256: string;
  readonly source: string;
};

/**
 * Add or change the people of one file, all or none; rows that are as they already stand change nothing.
 */
export type ImportPeopleBody = {
  readonly rows: readonly PersonFields[];
  readonly sha256: string;
  readonly source: string;
};

/**
 * Suppliers and approvals of one file; all take effect or none.
 */
export type ImportSuppliersBody = {
  readonly approvals: readonly ApproveSupplierBody[];
  readonly sha256: string;
  readonly source: string;
  readonly suppliers: readonly DefineSupplierBody[];
};

/**
 * A person has proved who they are on a device, for at most a shift. The entry's id is the grant's (P38).
 */
export type IssueGrantBody = {
  readonly badge: string;
  readonly device: string;
  readonly method: "badge_pin" | "password";
  readonly not_after: string;
  readonly person: string;
};

/**
 * A device asks for the next ``count`` numbers of a series (P40); it is given whole blocks.
 */
export type LeaseNumbersBody = {
  readonly count: number;
  readonly series: string;
};

/**
 * Let one hold go, with the envelope's reason; other holds on the lot stay.
 */
export type LiftHoldBody = {
  readonly hold: string;
};

/**
 * So much of a lot went to a location. ``to`` was scanned; ``from_`` is null when nobody said where it stood.
 */
export type MoveStockBody = {
  readonly from: string | null;
  readonly lot: string;
  readonly quantity: Quantity;
  readonly scans: readonly Scan[];
  readonly to: string;
};

/**
 * A one-time code lets one device enrol at a site. Only the code's SHA-256 is recorded.
 */
export type OfferEnrolmentBody = {
  readonly code_sha256: string;
  readonly device_code: string;
  readonly device_kind: "desk" | "handheld" | "machine" | "tablet";
  readonly expires_at: string;
  readonly name: string;
  readonly site: string;
};

/**
 * One line of an order: what, to which revision of its specification, how much, by when.
 */
export type OrderLineFields = {
  readonly due: string | null;
  readonly item: string;
  readonly line: number;
  readonly quantity: Quantity;
  readonly specification: string | null;
};

/**
 * A person as the site's list has them: number, badge, names, language, roles, sites.
 */
export type PersonFields = {
  readonly badge: string;
  readonly language: "en" | "zh";
  readonly name_en: string;
  readonly name_zh: string;
  readonly number: string;
  readonly roles: readonly ("administrator" | "inspector" | "operator" | "planner" | "quality" | "receiver" | "supervisor" | "warehouse")[];
  readonly sites: readonly string[];
};

/**
 * Stop a lot: nobody uses or ships it until the hold is lifted.
 */
export type PlaceHoldBody = {
  readonly lot: string;
  readonly photos: readonly string[];
  readonly reason_code: string;
  readonly text: string;
};

/**
 * Create or change a purchase order. Lines that are not named stay as they are.
 */
export type PlaceOrderBody = {
  readonly lines: readonly OrderLineFields[];
  readonly number: string;
  readonly ordered_on: string;
  readonly site: string;
  readonly status: "approved" | "cancelled" | "closed" | "sent";
  readonly supplier: string;
};

/**
 * How much, as recorded: a decimal string and the unit it was counted in.
 */
export type Quantity = {
  readonly unit: string;
  readonly value: string;
};

/**
 * One carton, drum or pallet came in under an own lot number. ``item`` "" is unknown; ``session`` is one person
 * receiving one delivery on one device; ``specification`` the revision on the papers; null is "not on the label".
 */
export type ReceiveLotBody = {
  readonly certificates: readonly string[];
  readonly delivery_note: string | null;
  readonly di: string | null;
  readonly expiry: DateGiven | null;
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly order: string | null;
  readonly order_line: number | null;
  readonly package_id: string | null;
  readonly photos: readonly string[];
  readonly production: DateGiven | null;
  readonly quantity: Quantity;
  readonly scans: readonly Scan[];
  readonly serial: string | null;
  readonly session: string;
  readonly specification: string | null;
  readonly supplier: string | null;
  readonly supplier_lot: string | null;
};

/**
 * A scanner was tried out on the calibration card.
 */
export type RecordCalibrationBody = {
  readonly capabilities: Capabilities;
  readonly profile: string;
};

/**
 * A wrong secret for a badge, known or not.
 */
export type RecordLoginFailureBody = {
  readonly badge: string;
  readonly device: string;
  readonly method: "badge_pin" | "password";
};

/**
 * The right secret after wrong ones: the count starts again.
 */
export type RecordLoginSuccessBody = {
  readonly badge: string;
  readonly device: string;
  readonly method: "badge_pin" | "password";
};

/**
 * The check at the start of a shift: battery, tone heard, test scan read, records still queued.
 */
export type RecordShiftStartBody = {
  readonly battery_percent: number | null;
  readonly queue_length: number;
  readonly scan_ok: boolean;
  readonly tone_heard: boolean;
};

/**
 * A row of an import that was set aside: its line in the file, the value, the code of the reason.
 */
export type Reject = {
  readonly code: string;
  readonly line: number;
  readonly text: string;
  readonly value: string;
};

/**
 * Judge a quarantined entry again (P21): after an upgrade, or after what it needs has been repaired.
 */
export type RejudgeEntryBody = {
  readonly device: string;
  readonly seq: number;
};

/**
 * Retire a device frozen by a fork, so that it enrols again under a new id (P16, P33); with a reason.
 */
export type ReleaseDeviceBody = {
  readonly device: string;
};

/**
 * A device tells what went wrong on it, e.g. ``CHECKSUM_MISMATCH`` (P31).
 */
export type ReportIncidentBody = {
  readonly code: string;
  readonly detail: { readonly [key: string]: string };
};

/**
 * Close an inbox item with a reason (the envelope's); never by the author of the entry it came from.
 */
export type ResolveExceptionBody = {
  readonly exception: string;
  readonly resolution: "confirmed" | "corrected" | "noted" | "void";
};

/**
 * Somebody else than its author has looked at a doubtful receipt: the goods are there, or they are not.
 */
export type ResolveReceiptBody = {
  readonly receipt: string;
  readonly verdict: "confirm" | "void";
};

/**
 * End a device's access now: lost, stolen, scrapped (21 CFR 11.300(c)); with a reason.
 */
export type RevokeDeviceBody = {
  readonly device: string;
};

/**
 * What was read, raw with its group separators, and how it came in.
 */
export type Scan = {
  readonly entered: "camera" | "candidate" | "import" | "system" | "typed" | "wedge";
  readonly text: string;
};

/**
 * A person's password or PIN was set. ``commitment`` covers the salted argon2 hash, which lies in the vault.
 */
export type SetCredentialBody = {
  readonly commitment: string;
  readonly kind: "password" | "pin";
  readonly one_time: boolean;
  readonly person: string;
};

/**
 * A receipt did not happen (undo), with the envelope's reason; the original stays in the log.
 */
export type VoidReceiptBody = {
  readonly receipt: string;
};
