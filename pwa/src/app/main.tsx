/**
 * The app's start: ground first, then the enrolled device or the enrolment screen.
 */

import { render } from "preact";
import "../ui/styles.ts";
import { startTheme } from "../ui/theme.ts";
import "./app.css";
import { assembleApp } from "./assemble.ts";
import { openDevice, openGround } from "./device.ts";
import { EnrolPage } from "./enrol-later.ts";
import { startInstallation } from "./installation.ts";
import { Root } from "./root.tsx";
import { startRouter } from "./router.ts";
import { speak, spokenHere } from "./speak.ts";

async function start(): Promise<void> {
  const place = document.getElementById("app");
  if (place === null) {
    throw new Error("index.html has no #app");
  }
  await speak(spokenHere(window));
  startTheme(window);
  startRouter(window);
  const installation = startInstallation(window);
  const ground = openGround();
  const device = await openDevice(ground);
  if (device === null) {
    render(<EnrolPage ground={ground} former={undefined} />, place);
    return;
  }
  const app = await assembleApp(device, installation, window);
  await app.session.resume();
  render(<Root app={app} />, place);
}

void start();
