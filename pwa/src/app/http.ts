/**
 * Read routes with the device's token (P37): for what the device does not keep, such as history.
 */

import { canonicalText } from "../sync/canonical.ts";
import type { WireAnswer } from "../sync/ports.ts";
import type { Device } from "./device.ts";

export type Answer =
  | { readonly step: "answered"; readonly status: number; readonly value: unknown }
  /** No connection, or nothing that is an answer of the server. */
  | { readonly step: "offline" };

export interface Http {
  get(path: string): Promise<Answer>;
  /** `grant` names the person who acts, where the route needs one. */
  post(path: string, body: object, grant?: string): Promise<Answer>;
}

function read({ status, body }: WireAnswer): Answer {
  try {
    return { step: "answered", status, value: body === "" ? null : JSON.parse(body) };
  } catch {
    // A guest network's page also comes with 200 (P23).
    return { step: "offline" };
  }
}

export function createHttp({ client }: Pick<Device, "client">): Http {
  const { tokens, line } = client;
  async function send(
    method: "GET" | "POST",
    path: string,
    more: { readonly body?: string; readonly grant?: string | undefined } = {},
    renewed = false,
  ): Promise<Answer> {
    const token = await tokens.get();
    if ("failed" in token) {
      return { step: "offline" };
    }
    const headers = {
      authorization: `Bearer ${token.token}`,
      ...(more.grant === undefined ? {} : { "x-unitrail-grant": more.grant }),
      ...(more.body === undefined ? {} : { "content-type": "application/json" }),
    };
    const { body } = more;
    const sent = await line.send({
      method,
      path,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    if (sent === null) {
      return { step: "offline" };
    }
    if (sent.answer.status === 401 && !renewed) {
      tokens.drop();
      return send(method, path, more, true);
    }
    return read(sent.answer);
  }
  return {
    get: (path) => send("GET", path),
    post: (path, body, grant) => send("POST", path, { body: canonicalText(body), grant }),
  };
}
