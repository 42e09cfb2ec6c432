/**
 * What an administrator does with devices: offer an enrolment, bring in a sealed export, release a frozen device.
 */

import type { JSX } from "preact";
import { mayAct } from "../entries/desk-acts.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Icon } from "../ui/icon.tsx";
import "./administration.css";
import { OfferForm, type OfferFormProps } from "./offer-form.tsx";
import { SealedForm, type SealedFormProps } from "./sealed-form.tsx";

export type AdministrationProps = OfferFormProps & SealedFormProps;

export function Administration(props: AdministrationProps): JSX.Element {
  const words = d().device;
  return (
    <section class="administration">
      <h2>{words.administrator()}</h2>
      {mayAct(props.acts.actor, "manage_devices") ? (
        <div class="administration-acts">
          <OfferForm {...props} />
          <SealedForm {...props} />
        </div>
      ) : (
        <p class="administration-closed">
          <Icon name="lock" size={20} />
          {words.notAdministrator()}
        </p>
      )}
    </section>
  );
}
