/**
 * The board of devices and a device's card, both from the server: what a silent device knows is not known here.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Administration } from "../../devices/administration.tsx";
import { BranchLines, type BranchPage } from "../../devices/branch-lines.tsx";
import { DeviceList, type DeviceParts, deviceCard } from "../../devices/desk-devices.tsx";
import { ReleaseForm, RevokeForm } from "../../devices/end-form.tsx";
import { ScannerSetup } from "../../devices/scanner-setup.tsx";
import { mayAct } from "../../entries/desk-acts.ts";
import { AsOf } from "../../ui/as-of.tsx";
import { useApp } from "../context.ts";
import { CardPage } from "./card-page.tsx";
import { useBoard } from "./desk-hooks.ts";
import { FromServer } from "./from-server.tsx";
import type { PageParts } from "./lists.tsx";
import { Unread } from "./unread.tsx";

export interface DevicePagesProps extends PageParts {
  readonly at: readonly string[];
  readonly revision: number;
}

export function DevicePages(props: DevicePagesProps): JSX.Element {
  const { frame, acts, server, at, nowMs, revision } = props;
  const { device } = useApp();
  const [asked, setAsked] = useState(0);
  const { answer, atMs } = useBoard(server, nowMs + asked + revision);
  if (answer?.step !== "ok") {
    return <Unread answer={answer} onAgain={() => setAsked(asked + 1)} />;
  }
  const asOf = <AsOf at={new Date(atMs)} now={new Date(nowMs)} source="server" />;
  if (at.length === 0) {
    const { client, enrolment, ports } = device;
    return (
      <DeviceList
        board={answer.value}
        frame={{ ...frame, asOf }}
        administration={
          <>
            <Administration
              acts={acts}
              server={server}
              codeOf={(id) => answer.value.find((line) => line.id === id)?.code ?? id}
              site={enrolment.site}
              origin={location.origin}
              nowMs={() => client.time.nowMs()}
              random={(length) => ports.rng.bytes(length)}
            />
            <ScannerSetup />
          </>
        }
      />
    );
  }
  const line = answer.value.find(({ id }) => id === at[0]);
  const may = mayAct(acts.actor, "manage_devices");
  const parts = (id: string): DeviceParts => ({
    release: () => (line === undefined ? null : <ReleaseForm device={line} acts={acts} />),
    revoke: () => (line === undefined ? null : <RevokeForm device={line} acts={acts} />),
    beside: may ? () => <Beside device={id} {...{ server, acts, nowMs, revision }} /> : null,
  });
  const card = line === undefined ? null : deviceCard(line, parts(line.id));
  return <CardPage section="devices" {...{ at, card, asOf, server, revision }} />;
}

type BesideProps = Pick<DevicePagesProps, "server" | "acts" | "nowMs" | "revision"> & {
  readonly device: string;
};

function Beside({ device, server, acts, nowMs, revision }: BesideProps): JSX.Element {
  const path = `/devices/${encodeURIComponent(device)}/branch`;
  const next = ({ lines }: BranchPage): string => {
    const last = lines.at(-1);
    return `${path}?after_seq=${last?.seq ?? 0}&after_content=${last?.content ?? ""}`;
  };
  return (
    <FromServer<BranchPage>
      server={server}
      path={path}
      tick={nowMs + revision}
      next={next}
      join={(before, after) => ({ ...after, lines: [...before.lines, ...after.lines] })}
    >
      {(page) => <BranchLines page={page} acts={acts} />}
    </FromServer>
  );
}
