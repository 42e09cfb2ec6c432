/** How a decision made here stands: on its way, accepted, refused. */

export const act = {
  title: () => "Decisions made here",
  onDevice: () => "Not sent yet",
  sent: () => "Sent, waiting for the server",
  accepted: () => "Accepted",
  flagged: () => "Recorded. Something is to be looked at",
  goOn: () => "Go on",
  refused: () => "Refused",
  quarantined: () => "Set aside",
  notSaved: () => "This was not saved on this computer. Nothing was sent. Try again.",
  unknownCode: (code: string) => `The server answered ${code}.`,
  offline: () => "The server did not answer. Try again when it is reachable.",
};
