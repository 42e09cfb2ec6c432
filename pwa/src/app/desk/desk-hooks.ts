/**
 * What the desk's pages share of the app: the server, what was decided here, and the board of devices.
 */

import { useEffect, useMemo, useState } from "preact/hooks";
import type { BoardLine } from "../../devices/board-line.ts";
import type { DeskActs } from "../../entries/desk-acts.ts";
import type { Answered, ServerDoor } from "../../entries/server-door.ts";
import type { Shift } from "../../sync/identity.ts";
import { listQueue, type QueueItem } from "../../sync/queue-list.ts";
import { type App, useApp } from "../context.ts";
import { createServerDoor } from "./server-door.ts";

export function useServer(): ServerDoor {
  const app = useApp();
  return useMemo(() => createServerDoor(app), [app]);
}

/** Whoever is signed in decides; the queue is read again whenever it may have changed. */
export function useActs(shift: Shift): DeskActs {
  const app = useApp();
  const queue = useQueue(app);
  const { badge } = shift.holder;
  const actor = { badge, person: shift.person };
  return { actor, queue, record: (draft) => app.record(draft) };
}

function useQueue(app: App): readonly QueueItem[] {
  const [queue, setQueue] = useState<readonly QueueItem[]>([]);
  const { database, enrolment } = app.device;
  const revision = app.revision.value;
  const sync = app.sync.value;
  useEffect(() => {
    let current = true;
    void listQueue(database, enrolment.device).then((items) => {
      if (current) {
        setQueue(items);
      }
    });
    return () => {
      current = false;
    };
  }, [database, enrolment.device, revision, sync]);
  return queue;
}

export interface Board {
  readonly answer: Answered<readonly BoardLine[]> | null;
  /** When it was read, ms. */
  readonly atMs: number;
}

/** Read from the server when opened and with every tick of the clock. */
export function useBoard(server: ServerDoor, tick: number): Board {
  const [board, setBoard] = useState<Board>({ answer: null, atMs: 0 });
  useEffect(() => {
    let current = true;
    void server.read<readonly BoardLine[]>("/devices").then((answer) => {
      if (current) {
        setBoard({ answer, atMs: Date.now() });
      }
    });
    return () => {
      current = false;
    };
  }, [server, tick]);
  return board;
}

/** Anything the server tells under a path, read again with every tick; null until the first answer. */
export function useRead<T>(server: ServerDoor, path: string, tick: number): Answered<T> | null {
  const [answer, setAnswer] = useState<Answered<T> | null>(null);
  useEffect(() => {
    let current = true;
    void server.read<T>(path).then((found) => {
      if (current) {
        setAnswer(found);
      }
    });
    return () => {
      current = false;
    };
  }, [server, path, tick]);
  return answer;
}
