/**
 * Offering an enrolment: the code is made here, its hash is recorded, and the QR is shown once the server has taken it.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { DeskActs } from "../entries/desk-acts.ts";
import { isOnItsWay, type MadeHere, madeHere } from "../entries/made-here.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { moment } from "../ui/desk-cells.tsx";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import {
  codeHash,
  DEVICE_CODE,
  enrolmentAddress,
  newCode,
  OFFER_LIFE_MS,
} from "./enrolment-offer.ts";
import { QrCode } from "./qr-code.tsx";

const KINDS = ["handheld", "tablet", "desk", "machine"] as const;

export interface OfferFormProps {
  readonly acts: DeskActs;
  readonly site: string;
  /** The address devices reach the server at. */
  readonly origin: string;
  /** Server time as this computer knows it, ms. */
  nowMs(): number;
  random(length: number): Uint8Array<ArrayBuffer>;
}

interface Offer {
  readonly code: string;
  readonly hash: string;
  readonly expiresAt: string;
}

export function OfferForm(props: OfferFormProps): JSX.Element {
  const words = d().device;
  const { acts, site } = props;
  const [deviceCode, setDeviceCode] = useState("");
  const [name, setName] = useState("");
  const [kind, setKind] = useState<string>("handheld");
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const [offer, setOffer] = useState<Offer | null>(null);
  const wrong = !DEVICE_CODE.test(deviceCode);
  const make = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (wrong) {
      return;
    }
    const made = newOffer(props);
    const body = {
      code_sha256: made.hash,
      device_code: deviceCode,
      device_kind: kind,
      expires_at: made.expiresAt,
      name: name.trim() === "" ? deviceCode : name.trim(),
      site,
    };
    try {
      await acts.record({ type: "OfferEnrolment", body });
      setOffer(made);
      setAsked(false);
      setFailed(false);
    } catch {
      // Nothing was kept, so the code is worth nothing: it is not shown.
      setFailed(true);
    }
  };
  const options = KINDS.map((value) => ({ value, label: words.kind[value]() }));
  return (
    <form class="administration-form" noValidate onSubmit={(event) => void make(event)}>
      <h3>{words.offer()}</h3>
      <p>{words.offerWhy()}</p>
      <Field
        label={words.offerCode()}
        value={deviceCode}
        onInput={(text) => setDeviceCode(text.trim().toUpperCase())}
        hint={words.offerCodeHint()}
        required
        {...(asked && wrong ? { error: words.offerCodeWrong() } : {})}
      />
      <Field label={words.offerName()} value={name} onInput={setName} />
      <SelectField label={words.offerKind()} value={kind} options={options} onChange={setKind} />
      <Button type="submit" label={words.makeCode()} icon="qr-code" tone="primary" />
      {failed && <CodeNotice status="stop" title={d().act.notSaved()} texts={[]} />}
      {offer !== null && <ShownOffer {...props} offer={offer} onHide={() => setOffer(null)} />}
    </form>
  );
}

function newOffer({ random, nowMs }: OfferFormProps): Offer {
  const code = newCode(random);
  const expiresAt = new Date(nowMs() + OFFER_LIFE_MS).toISOString();
  return { code, hash: codeHash(code), expiresAt };
}

interface ShownOfferProps extends OfferFormProps {
  readonly offer: Offer;
  readonly onHide: () => void;
}

function ShownOffer({ offer, acts, origin, onHide }: ShownOfferProps): JSX.Element {
  const words = d().device;
  const made = madeHere(acts.queue, "OfferEnrolment", (body) => body.code_sha256 === offer.hash);
  if (made.length === 0 || isOnItsWay(made)) {
    return <p role="status">{words.waitingForOffer()}</p>;
  }
  if (made[0]?.state !== "accepted") {
    return <MadeHereList made={made.map(line)} />;
  }
  const address = enrolmentAddress(origin, offer.code);
  return (
    <div class="offer-code">
      <p role="status">{words.scanThis()}</p>
      <QrCode text={address} label={words.scanThis()} />
      <code>{address}</code>
      <p>{words.validUntil(moment(offer.expiresAt))}</p>
      <Button label={words.hide()} icon="x" onPress={onHide} />
    </div>
  );
}

function line(made: MadeHere) {
  const label = String(made.body.device_code);
  return { ...made, label, texts: explain(made.codes, language.value) };
}
