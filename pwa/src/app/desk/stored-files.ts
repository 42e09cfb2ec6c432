/** How a record's files are read from the server and saved on this computer. */

import type { ServerDoor } from "../../entries/server-door.ts";
import type { FileDoor } from "../../ui/stored-files.tsx";
import { downloadBlob } from "../download.ts";

export function storedFiles(server: ServerDoor): FileDoor {
  return {
    read: async (digest) => {
      const answer = await server.readBytes(`/attachments/${digest}`);
      return answer.step === "ok" ? answer.value.blob : null;
    },
    save: downloadBlob,
  };
}
