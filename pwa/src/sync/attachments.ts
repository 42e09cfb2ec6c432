/**
 * Photos and certificates by content hash (P41): kept until the server has them, uploaded on their
 * own time; no entry waits for one.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { DBSchema } from "idb";
import { Database } from "./database.ts";
import type { WireAnswer } from "./ports.ts";
import { jsonFields } from "./shape.ts";
import { DONE, type Line, retry, type Step } from "./step.ts";
import type { TokenSource } from "./token.ts";

interface Attachment {
  readonly sha256: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface AttachmentSchema extends DBSchema {
  blobs: { key: string; value: Attachment };
  waiting: { key: string; value: { sha256: string } };
}

function create(db: IDBDatabase): void {
  db.createObjectStore("blobs", { keyPath: "sha256" });
  db.createObjectStore("waiting", { keyPath: "sha256" });
}

export class Attachments {
  readonly #database: Database<AttachmentSchema>;
  readonly #line: Line;
  readonly #tokens: TokenSource;

  constructor(factory: IDBFactory, line: Line, tokens: TokenSource) {
    this.#database = new Database<AttachmentSchema>(factory, "attachments", create);
    this.#line = line;
    this.#tokens = tokens;
  }

  /** Keeps the bytes as they are (resized before); resolves with the hash when they are stored. */
  async add(bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<string> {
    const hash = bytesToHex(sha256(bytes));
    await this.#database.transact(["blobs", "waiting"], "readwrite", async (tx) => {
      if ((await tx.objectStore("blobs").getKey(hash)) !== undefined) return;
      await tx.objectStore("blobs").put({ sha256: hash, mediaType, bytes });
      await tx.objectStore("waiting").put({ sha256: hash });
    });
    return hash;
  }

  get(hash: string): Promise<Attachment | undefined> {
    return this.#database.transact(["blobs"], "readonly", (tx) =>
      tx.objectStore("blobs").get(hash),
    );
  }

  /** Hashes the server does not have yet. */
  waiting(): Promise<string[]> {
    return this.#database.transact(["waiting"], "readonly", (tx) =>
      tx.objectStore("waiting").getAllKeys(),
    );
  }

  /** Uploads what waits; the first failure ends the round, the rest waits for the next. */
  async run(): Promise<Step> {
    for (const hash of await this.waiting()) {
      const step = await this.#upload(hash);
      if (step.step !== "done") return step;
    }
    return DONE;
  }

  async #upload(hash: string, renewed = false): Promise<Step> {
    const token = await this.#tokens.get();
    if ("failed" in token) return token.failed;
    const attachment = await this.get(hash);
    if (attachment === undefined) return { step: "attention", code: "ATTACHMENT_MISSING" };
    const sent = await this.#line.send({
      method: "PUT",
      path: `/attachments/${hash}`,
      headers: {
        authorization: `Bearer ${token.token}`,
        "content-type": attachment.mediaType,
      },
      body: attachment.bytes,
    });
    if (sent === null) return retry("no answer", true);
    const { status } = sent.answer;
    if (status === 401 && !renewed) {
      this.#tokens.drop();
      return this.#upload(hash, true);
    }
    if (status === 429 || status >= 500) return retry(`attachment: status ${status}`);
    if (status >= 400) return { step: "attention", code: "ATTACHMENT_REFUSED" };
    if (!isStored(sent.answer)) return retry("not an answer to an upload");
    await this.#database.transact(["waiting"], "readwrite", (tx) =>
      tx.objectStore("waiting").delete(hash),
    );
    return DONE;
  }
}

/** A guest network's page also comes with 200 (P23). */
function isStored({ status, body }: WireAnswer): boolean {
  if (status === 201 || status === 204) return true;
  try {
    return status === 200 && jsonFields(body, "upload") !== null;
  } catch {
    return false;
  }
}
