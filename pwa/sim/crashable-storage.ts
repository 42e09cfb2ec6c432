/**
 * An IndexedDB of one life of a device: a crash stops it in the middle of whatever it does, and a
 * full disk aborts a transaction after its last request had already succeeded.
 */

export class StorageLife {
  readonly factory: IDBFactory;
  /** Set to make the next append abort after `onsuccess` of its last write. */
  abortNextAppend = false;
  /** The next transaction cannot begin: the connection is gone (iOS, another tab's upgrade). */
  loseNextConnection = false;
  /** The next append commits, but its answer is lost with the connection. */
  loseAfterNextCommit = false;
  aborted = 0;
  readonly #armed = new WeakSet<IDBObjectStore>();
  #dead = false;

  constructor(inner: IDBFactory) {
    const open = (name: string, version?: number) => {
      const request = inner.open(name, version);
      request.addEventListener("success", () => this.#guard(request.result));
      return request;
    };
    this.factory = { open } as unknown as IDBFactory;
  }

  crash(): void {
    this.#dead = true;
  }

  #guard(db: IDBDatabase): void {
    const begin = db.transaction.bind(db);
    db.transaction = (stores, mode, options) => {
      if (this.#dead) throw new Error("this life of the device has ended");
      if (this.loseNextConnection) {
        this.loseNextConnection = false;
        throw new DOMException("the connection is closing", "InvalidStateError");
      }
      const tx = begin(stores, mode, options);
      const isAppend = mode === "readwrite" && Array.isArray(stores) && stores.length === 3;
      const abort = isAppend && this.abortNextAppend;
      if (abort) this.abortNextAppend = false;
      const lose = isAppend && this.loseAfterNextCommit;
      if (lose) this.loseAfterNextCommit = false;
      if (lose) loseCompletion(tx);
      this.#guardStores(tx, abort);
      return tx;
    };
  }

  #guardStores(tx: IDBTransaction, abort: boolean): void {
    const storeOf = tx.objectStore.bind(tx);
    tx.objectStore = (name) => {
      if (this.#dead) {
        tx.abort();
        throw new Error("this life of the device has ended");
      }
      const store = storeOf(name);
      if (abort && name === "state" && !this.#armed.has(store)) this.#abortAfterHead(store, tx);
      return store;
    };
  }

  #abortAfterHead(store: IDBObjectStore, tx: IDBTransaction): void {
    this.#armed.add(store);
    const put = store.put.bind(store);
    store.put = (value, key) => {
      const request = put(value, key);
      if (key !== "head") return request;
      request.addEventListener("success", () => {
        this.aborted += 1;
        tx.abort();
      });
      return request;
    };
  }
}

/** Whoever waits for `complete` hears of an error instead, although the data is there. */
function loseCompletion(tx: IDBTransaction): void {
  const listen = tx.addEventListener.bind(tx);
  const waiting: EventListener[] = [];
  tx.addEventListener = (type: string, listener: EventListener) => {
    if (type === "error") waiting.push(listener);
    if (type !== "complete") listen(type, listener);
  };
  listen("complete", (event) => {
    const error = new DOMException("Connection to Indexed Database server lost", "UnknownError");
    Object.defineProperty(tx, "error", { value: error });
    for (const listener of waiting) listener(event);
  });
}
