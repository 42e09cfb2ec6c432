/**
 * Reads and files of the server with the device's token, and with the person's grant where somebody acts.
 */

import type { Answered, Bytes, ServerDoor } from "../../entries/server-door.ts";
import type { App } from "../context.ts";

/** How long nothing may come: a file that keeps coming may take as long as it needs. */
const TIMEOUT_MS = 60_000;

interface Wish {
  readonly path: string;
  readonly method: "GET" | "POST";
  readonly body?: Blob | string;
}

export function createServerDoor({ device, session }: Pick<App, "device" | "session">): ServerDoor {
  const { tokens } = device.client;

  async function ask(wish: Wish, renewed = false): Promise<Response | null> {
    const token = await tokens.get();
    if ("failed" in token) {
      return null;
    }
    const response = await send(wish, token.token, session.shift.value?.grant?.grant);
    if (response?.status === 401 && !renewed && (await isStale(response.clone()))) {
      tokens.drop();
      return ask(wish, true);
    }
    return response;
  }

  async function asked<T>(wish: Wish, read: (response: Response) => Promise<T>) {
    const response = await ask(wish);
    if (response === null) {
      return { step: "offline" } as const;
    }
    return response.ok ? answered(response, read) : refusal(response);
  }

  return {
    read: <T>(path: string) =>
      asked({ path, method: "GET" }, async (response) => (await response.json()) as T),
    readBytes: (path) => asked({ path, method: "GET" }, bytesOf),
    send: <T>(path: string, body: Blob | object) =>
      asked(
        { path, method: "POST", body: body instanceof Blob ? body : JSON.stringify(body) },
        async (response) => (await response.json()) as T,
      ),
  };
}

async function send(
  { path, method, body }: Wish,
  token: string,
  grant: string | undefined,
): Promise<Response | null> {
  const patience = patienceOf(TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(grant === undefined ? {} : { "x-unitrail-grant": grant }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body ?? null,
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: patience.signal,
    });
    return watched(response, patience);
  } catch {
    // No answer: the caller says that there is no connection.
    return null;
  }
}

interface Patience {
  readonly signal: AbortSignal;
  /** Something came. */
  readonly renew: () => void;
  readonly end: () => void;
}

function patienceOf(ms: number): Patience {
  const controller = new AbortController();
  let timer = setTimeout(() => controller.abort(), ms);
  const end = (): void => clearTimeout(timer);
  const renew = (): void => {
    end();
    timer = setTimeout(() => controller.abort(), ms);
  };
  return { signal: controller.signal, renew, end };
}

/** The same answer, given up only when nothing more comes. */
function watched(response: Response, { renew, end }: Patience): Response {
  if (response.body === null) {
    end();
    return response;
  }
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, onward) {
        renew();
        onward.enqueue(part);
      },
      flush: end,
    }),
  );
  return new Response(body, response);
}

async function isStale(response: Response): Promise<boolean> {
  const answer = await refusal(response);
  return answer.step === "refused" && answer.code.startsWith("TOKEN_");
}

async function answered<T>(
  response: Response,
  read: (response: Response) => Promise<T>,
): Promise<Answered<T>> {
  try {
    return { step: "ok", value: await read(response) };
  } catch {
    // A guest network's page also comes with 200 (P23).
    return { step: "offline" };
  }
}

async function bytesOf(response: Response): Promise<Bytes> {
  const checks = Number.parseInt(response.headers.get("x-unitrail-readback") ?? "", 10);
  return { blob: await response.blob(), readback: Number.isNaN(checks) ? 0 : checks };
}

interface Problem {
  readonly code?: unknown;
  readonly detail?: unknown;
}

async function refusal(response: Response): Promise<Answered<never>> {
  try {
    const { code, detail } = (await response.json()) as Problem;
    if (typeof code === "string") {
      const values = typeof detail === "object" && detail !== null ? detail : {};
      return { step: "refused", code, detail: values as Record<string, unknown> };
    }
  } catch {
    // Not our refusal: something between the server and this computer answered.
  }
  return { step: "offline" };
}
