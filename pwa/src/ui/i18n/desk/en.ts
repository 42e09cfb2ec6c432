/** English of the desk, gathered from its areas. */

import { act } from "./en/act.ts";
import { change } from "./en/change.ts";
import { deviation } from "./en/deviation.ts";
import { device } from "./en/device.ts";
import { effectivity } from "./en/effectivity.ts";
import { equipment } from "./en/equipment.ts";
import { field } from "./en/field.ts";
import { form } from "./en/form.ts";
import { frame } from "./en/frame.ts";
import { identity } from "./en/identity.ts";
import { inbox } from "./en/inbox.ts";
import { label } from "./en/label.ts";
import { loads } from "./en/loads.ts";
import { log } from "./en/log.ts";
import { making } from "./en/making.ts";
import { numbers } from "./en/numbers.ts";
import { print } from "./en/print.ts";
import { serials } from "./en/serials.ts";
import { signIn } from "./en/sign-in.ts";
import { template } from "./en/template.ts";
import { trace } from "./en/trace.ts";
import { training } from "./en/training.ts";
import { word } from "./en/word.ts";

export const en = {
  act,
  change,
  deviation,
  device,
  effectivity,
  equipment,
  field,
  form,
  frame,
  identity,
  inbox,
  label,
  loads,
  log,
  making,
  numbers,
  print,
  serials,
  signIn,
  template,
  trace,
  training,
  word,
};
