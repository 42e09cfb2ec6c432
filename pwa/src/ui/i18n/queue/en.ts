/** The queue of records on this device. */

export const en = {
  title: () => "Queue",
  onDevice: (count: number) =>
    count === 1 ? "1 record on this device" : `${count} records on this device`,
  oldest: (age: string) => `Oldest ${age}. They are sent by themselves.`,
  oldestOffline: (age: string) =>
    `Oldest ${age}. No connection: they stay here and are sent when it is back.`,
  attention: (count: number) =>
    count === 1 ? "1 record needs attention" : `${count} records need attention`,
  attentionWhy: () => "They are kept. The reason stands below each of them.",
  allSentWhy: () => "Everything recorded here has arrived at the server.",
  stuck: () => "Not sent",
  nothing: () => "Nothing was recorded on this device yet.",
  sendNow: () => "Send now",
  sending: () => "Sending",
  tries: (count: number) =>
    count === 0 ? "The last try succeeded" : `Failed tries since the last good one: ${count}`,
  seal: () => "Save queue as sealed file",
  sealWhy: () =>
    "For a radio that no longer works: only the server can open the file. An administrator uploads it.",
  state: {
    on_device: () => "On this device",
    sent: () => "Sent",
    confirmed: () => "Confirmed",
    attention: () => "Needs attention",
  },
};
