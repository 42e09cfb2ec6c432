/** Signing in at a desk, and the change a one-time password asks for. */

export const signIn = {
  title: () => "Sign in",
  intro: () => "Scan your badge or type its number.",
  badge: () => "Badge",
  with: () => "Sign in with",
  password: () => "Password",
  pin: () => "PIN",
  enter: () => "Sign in",
  working: () => "Checking",
  changeTitle: () => "Choose your own password",
  changeWhy: () => "The one-time password opens nothing but this page.",
  changePinTitle: () => "Choose your own PIN",
  newPassword: () => "New password",
  newPasswordHint: () => "At least 10 characters, without your name or badge.",
  newPin: () => "New PIN",
  newPinHint: () => "At least 6 digits.",
  again: () => "The same once more",
  differs: () => "The two are not the same. Type both again.",
  missing: () => "Fill in this field.",
  change: () => "Set and sign in",
  offline: () =>
    "The server did not answer, so the sign-in was not checked. Try again when it is reachable.",
  needed: () => "Sign in first",
  neededWhy: () => "A decision needs a person with the role, signed in at this computer.",
  signedInAs: () => "Signed in",
  noGrant: () => "The shift has ended. Sign in again to decide something.",
};
