/** 桌面端中文，按区域汇总。 */

import type { en } from "./en.ts";
import { act } from "./zh/act.ts";
import { change } from "./zh/change.ts";
import { deviation } from "./zh/deviation.ts";
import { device } from "./zh/device.ts";
import { effectivity } from "./zh/effectivity.ts";
import { equipment } from "./zh/equipment.ts";
import { field } from "./zh/field.ts";
import { form } from "./zh/form.ts";
import { frame } from "./zh/frame.ts";
import { identity } from "./zh/identity.ts";
import { inbox } from "./zh/inbox.ts";
import { label } from "./zh/label.ts";
import { loads } from "./zh/loads.ts";
import { log } from "./zh/log.ts";
import { making } from "./zh/making.ts";
import { numbers } from "./zh/numbers.ts";
import { print } from "./zh/print.ts";
import { serials } from "./zh/serials.ts";
import { signIn } from "./zh/sign-in.ts";
import { template } from "./zh/template.ts";
import { trace } from "./zh/trace.ts";
import { training } from "./zh/training.ts";
import { word } from "./zh/word.ts";

export const zh: typeof en = {
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
  print,
  making,
  numbers,
  serials,
  signIn,
  template,
  trace,
  training,
  word,
};
