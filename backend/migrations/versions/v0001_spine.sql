-- The schema of revision 0001, as it was released. Later revisions change it; this file never changes.

CREATE TABLE attachment (
  sha256 TEXT NOT NULL,
  size BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (sha256)
);

CREATE TABLE batch (
  id BIGINT GENERATED ALWAYS AS IDENTITY (CACHE 1),
  event_count INTEGER NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (id)
);

CREATE TABLE branch_entry (
  batch_id BIGINT NOT NULL,
  line INTEGER NOT NULL,
  device TEXT NOT NULL,
  seq BIGINT NOT NULL,
  code TEXT NOT NULL,
  hash TEXT NOT NULL,
  raw BYTEA NOT NULL,
  PRIMARY KEY (batch_id, line)
);
CREATE INDEX ix_branch_entry_device ON branch_entry (device);

CREATE TABLE checkpoint (
  size BIGINT NOT NULL,
  raw BYTEA NOT NULL,
  frontier BYTEA NOT NULL,
  PRIMARY KEY (size)
);

CREATE TABLE device_chain (
  device TEXT NOT NULL,
  head_seq BIGINT NOT NULL,
  head_hash TEXT NOT NULL,
  claimed_seq BIGINT NOT NULL,
  claimed_hash TEXT NOT NULL,
  last_push_at TIMESTAMP WITH TIME ZONE NOT NULL,
  app TEXT NOT NULL,
  PRIMARY KEY (device)
);

CREATE TABLE entry (
  device TEXT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  hash TEXT NOT NULL,
  raw BYTEA NOT NULL,
  batch_id BIGINT NOT NULL,
  PRIMARY KEY (device, seq)
);
CREATE INDEX ix_entry_batch_id ON entry (batch_id);
CREATE INDEX ix_entry_id ON entry (id);

CREATE TABLE epoch (
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (number)
);

CREATE TABLE event (
  batch_id BIGINT NOT NULL,
  ordinal INTEGER NOT NULL,
  raw BYTEA NOT NULL,
  PRIMARY KEY (batch_id, ordinal)
);

CREATE TABLE feed (
  batch_id BIGINT NOT NULL,
  ordinal INTEGER NOT NULL,
  stream TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  row TEXT,
  delta BYTEA NOT NULL,
  PRIMARY KEY (batch_id, ordinal)
);

CREATE TABLE history (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  batch_id BIGINT NOT NULL,
  ordinal INTEGER NOT NULL,
  PRIMARY KEY (kind, key, batch_id, ordinal)
);

CREATE TABLE outcome (
  device TEXT NOT NULL,
  seq BIGINT NOT NULL,
  revision INTEGER NOT NULL,
  raw BYTEA NOT NULL,
  batch_id BIGINT NOT NULL,
  PRIMARY KEY (device, seq, revision)
);
CREATE INDEX ix_outcome_batch_id ON outcome (batch_id);

CREATE TABLE position (
  batch_id BIGINT NOT NULL,
  first BIGINT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (batch_id),
  UNIQUE (first)
);

CREATE TABLE projection (
  capability TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (capability)
);

CREATE TABLE rejected_push (
  id BIGINT GENERATED ALWAYS AS IDENTITY,
  source TEXT NOT NULL,
  code TEXT NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  body BYTEA NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX ix_rejected_push_source ON rejected_push (source);

CREATE TABLE row_approval (
  supplier TEXT NOT NULL,
  site TEXT NOT NULL,
  family TEXT NOT NULL,
  status TEXT NOT NULL,
  valid_to DATE NOT NULL,
  conditions TEXT NOT NULL,
  PRIMARY KEY (supplier, site, family)
);

CREATE TABLE row_badge (
  badge TEXT NOT NULL,
  person TEXT NOT NULL,
  given_at TIMESTAMP WITH TIME ZONE NOT NULL,
  retired_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (badge)
);
CREATE INDEX ix_row_badge_person ON row_badge (person);

CREATE TABLE row_balance (
  lot TEXT NOT NULL,
  site TEXT NOT NULL,
  location TEXT NOT NULL,
  quantity NUMERIC NOT NULL,
  unit TEXT NOT NULL,
  PRIMARY KEY (lot, location)
);
CREATE INDEX ix_row_balance_site ON row_balance (site);

CREATE TABLE row_calibration (
  device TEXT NOT NULL,
  profile TEXT NOT NULL,
  passed BOOLEAN NOT NULL,
  capabilities JSONB NOT NULL,
  recorded_by TEXT NOT NULL,
  recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (device, profile)
);

CREATE TABLE row_credential (
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  commitment TEXT NOT NULL,
  one_time BOOLEAN NOT NULL,
  set_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (person, kind)
);

CREATE TABLE row_device (
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  site TEXT NOT NULL,
  status TEXT NOT NULL,
  public_key TEXT NOT NULL,
  head_seq BIGINT NOT NULL,
  stored_seq BIGINT NOT NULL,
  last_push_at TIMESTAMP WITH TIME ZONE,
  app TEXT NOT NULL,
  calibration JSONB,
  PRIMARY KEY (id),
  UNIQUE (code)
);

CREATE TABLE row_device_code (
  code TEXT NOT NULL,
  enrolment TEXT NOT NULL,
  device TEXT,
  PRIMARY KEY (code)
);

CREATE TABLE row_enrolment (
  code_sha256 TEXT NOT NULL,
  device_code TEXT NOT NULL,
  device_kind TEXT NOT NULL,
  name TEXT NOT NULL,
  site TEXT NOT NULL,
  offered_by TEXT NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  used_by TEXT,
  used_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (code_sha256)
);

CREATE TABLE row_exception (
  id TEXT NOT NULL,
  site TEXT NOT NULL,
  code TEXT NOT NULL,
  entry TEXT NOT NULL,
  device TEXT NOT NULL,
  seq BIGINT NOT NULL,
  by TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_key TEXT NOT NULL,
  detail JSONB NOT NULL,
  opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  status TEXT NOT NULL,
  resolution TEXT,
  resolved_by TEXT,
  resolved_at TIMESTAMP WITH TIME ZONE,
  resolve_reason TEXT,
  PRIMARY KEY (id)
);
CREATE INDEX ix_row_exception_site ON row_exception (site);
CREATE INDEX ix_row_exception_status ON row_exception (status);

CREATE TABLE row_grant (
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  badge TEXT NOT NULL,
  device TEXT NOT NULL,
  method TEXT NOT NULL,
  roles JSONB NOT NULL,
  issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
  not_after TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX ix_row_grant_device_not_after ON row_grant (device, not_after);

CREATE TABLE row_hold (
  id TEXT NOT NULL,
  site TEXT NOT NULL,
  lot TEXT NOT NULL,
  reason_code TEXT NOT NULL,
  text TEXT NOT NULL,
  placed_by TEXT NOT NULL,
  placed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  source TEXT NOT NULL,
  lifted_at TIMESTAMP WITH TIME ZONE,
  lifted_by TEXT,
  lift_reason TEXT,
  PRIMARY KEY (id)
);
CREATE INDEX ix_row_hold_lot ON row_hold (lot);
CREATE INDEX ix_row_hold_site ON row_hold (site);

CREATE TABLE row_identifier (
  di TEXT NOT NULL,
  agency TEXT NOT NULL,
  item TEXT NOT NULL,
  level TEXT NOT NULL,
  contains TEXT,
  quantity BIGINT,
  base_quantity NUMERIC NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (di)
);
CREATE INDEX ix_row_identifier_item ON row_identifier (item);

CREATE TABLE row_import_reject (
  sha256 TEXT NOT NULL,
  line BIGINT NOT NULL,
  source TEXT NOT NULL,
  value TEXT NOT NULL,
  code TEXT NOT NULL,
  text TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (sha256, line)
);

CREATE TABLE row_item (
  number TEXT NOT NULL,
  revision TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  trace TEXT NOT NULL,
  unit TEXT NOT NULL,
  conversions JSONB NOT NULL,
  shelf_life_days BIGINT,
  minimum_remaining_days BIGINT,
  family TEXT NOT NULL,
  specification TEXT,
  certificate_required BOOLEAN NOT NULL,
  status TEXT NOT NULL,
  in_use BOOLEAN NOT NULL,
  PRIMARY KEY (number)
);

CREATE TABLE row_lease (
  series TEXT NOT NULL,
  device TEXT NOT NULL,
  prefix TEXT NOT NULL,
  digits BIGINT NOT NULL,
  first BIGINT NOT NULL,
  last BIGINT NOT NULL,
  suffix TEXT NOT NULL,
  open BOOLEAN NOT NULL,
  PRIMARY KEY (series, first)
);
CREATE INDEX ix_row_lease_device ON row_lease (device);

CREATE TABLE row_location (
  site TEXT NOT NULL,
  code TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  type TEXT NOT NULL,
  zone TEXT NOT NULL,
  PRIMARY KEY (site, code)
);

CREATE TABLE row_login_guard (
  badge TEXT NOT NULL,
  failed BIGINT NOT NULL,
  closed_until TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (badge)
);

CREATE TABLE row_lot (
  number TEXT NOT NULL,
  site TEXT NOT NULL,
  item TEXT NOT NULL,
  item_revision TEXT NOT NULL,
  supplier TEXT,
  supplier_lot TEXT,
  status TEXT NOT NULL,
  expiry DATE,
  expiry_day_given BOOLEAN NOT NULL,
  production DATE,
  production_day_given BOOLEAN NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE,
  stub BOOLEAN NOT NULL,
  label_printed BIGINT NOT NULL,
  PRIMARY KEY (number)
);
CREATE INDEX ix_row_lot_item ON row_lot (item);
CREATE INDEX ix_row_lot_site ON row_lot (site);
CREATE INDEX ix_row_lot_supplier_lot ON row_lot (supplier_lot);

CREATE TABLE row_movement (
  id TEXT NOT NULL,
  site TEXT NOT NULL,
  lot TEXT NOT NULL,
  from_location TEXT,
  to_location TEXT,
  quantity NUMERIC NOT NULL,
  unit TEXT NOT NULL,
  kind TEXT NOT NULL,
  entry TEXT NOT NULL,
  device TEXT NOT NULL,
  seq BIGINT NOT NULL,
  by TEXT NOT NULL,
  occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
  received_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX ix_row_movement_entry ON row_movement (entry);
CREATE INDEX ix_row_movement_lot ON row_movement (lot);

CREATE TABLE row_numbering (
  site TEXT NOT NULL,
  series TEXT NOT NULL,
  prefix TEXT NOT NULL,
  digits BIGINT NOT NULL,
  PRIMARY KEY (site, series)
);

CREATE TABLE row_order (
  number TEXT NOT NULL,
  site TEXT NOT NULL,
  supplier TEXT NOT NULL,
  status TEXT NOT NULL,
  ordered_on DATE NOT NULL,
  PRIMARY KEY (number)
);
CREATE INDEX ix_row_order_site ON row_order (site);

CREATE TABLE row_order_line (
  "order" TEXT NOT NULL,
  line BIGINT NOT NULL,
  site TEXT NOT NULL,
  item TEXT NOT NULL,
  specification TEXT,
  quantity_expected NUMERIC NOT NULL,
  unit TEXT NOT NULL,
  quantity_received NUMERIC NOT NULL,
  due DATE,
  PRIMARY KEY ("order", line)
);
CREATE INDEX ix_row_order_line_site ON row_order_line (site);

CREATE TABLE row_person (
  number TEXT NOT NULL,
  badge TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  language TEXT NOT NULL,
  roles JSONB NOT NULL,
  sites JSONB NOT NULL,
  active BOOLEAN NOT NULL,
  PRIMARY KEY (number)
);

CREATE TABLE row_receipt (
  id TEXT NOT NULL,
  site TEXT NOT NULL,
  session TEXT NOT NULL,
  lot TEXT NOT NULL,
  item TEXT NOT NULL,
  supplier TEXT,
  supplier_lot TEXT,
  "order" TEXT,
  order_line BIGINT,
  quantity TEXT NOT NULL,
  unit TEXT NOT NULL,
  quantity_base NUMERIC NOT NULL,
  delivery_note TEXT,
  package_id TEXT,
  di TEXT,
  serial TEXT,
  location TEXT NOT NULL,
  status TEXT NOT NULL,
  against JSONB NOT NULL,
  dispute TEXT,
  matches JSONB NOT NULL,
  device TEXT NOT NULL,
  by TEXT NOT NULL,
  person TEXT,
  occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
  corrected BOOLEAN NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX ix_row_receipt_item ON row_receipt (item);
CREATE INDEX ix_row_receipt_lot ON row_receipt (lot);
CREATE INDEX ix_row_receipt_order ON row_receipt ("order");
CREATE INDEX ix_row_receipt_site ON row_receipt (site);

CREATE TABLE row_receipt_match (
  key TEXT NOT NULL,
  cartons JSONB NOT NULL,
  PRIMARY KEY (key)
);

CREATE TABLE row_series (
  series TEXT NOT NULL,
  next BIGINT NOT NULL,
  PRIMARY KEY (series)
);

CREATE TABLE row_supplier (
  number TEXT NOT NULL,
  name_en TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (number)
);

CREATE TABLE stream_sum (
  stream TEXT NOT NULL,
  position BIGINT NOT NULL,
  sum BYTEA NOT NULL,
  PRIMARY KEY (stream, position)
);

CREATE TABLE vault (
  subject TEXT NOT NULL,
  kind TEXT NOT NULL,
  commitment TEXT NOT NULL,
  secret TEXT NOT NULL,
  set_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (subject, kind, commitment)
);

-- The feed is read by stream, and by row to skip what was superseded.
CREATE INDEX feed_stream_batch ON feed (stream, batch_id);
CREATE INDEX feed_stream_key ON feed (stream, kind, key, batch_id);
