/**
 * The handheld's one frame: who, queue, verdict, context, list, one action; nothing moves when a message comes.
 */

import type { ComponentChildren, JSX } from "preact";
import { age, shortAge } from "./format.ts";
import "./frame.css";
import { t } from "./i18n/catalogue.ts";
import { Icon, type IconName } from "./icon.tsx";

export interface FrameProps {
  /** The screen's name: its heading for those who listen, never drawn. */
  readonly title: string;
  /** The person at the device, or null when nobody is. */
  readonly who: { readonly name: string; readonly role: string } | null;
  /** Records not yet confirmed and how long the oldest has waited, milliseconds. */
  readonly queue: { readonly count: number; readonly oldestMs: number };
  readonly onWho?: () => void;
  /** The way back to the first screen, where this is not it. */
  readonly home?: { readonly label: string; readonly onPress: () => void };
  readonly onQueue?: () => void;
  /** The camera's button in the header, down while the camera is open. */
  readonly cameraButton?: { readonly open: boolean; readonly onPress: () => void };
  /** The camera's picture, between verdict and context; everything else makes room. */
  readonly camera?: ComponentChildren;
  readonly banner?: ComponentChildren;
  readonly verdict: ComponentChildren;
  /** Where this work belongs: order, location, step. */
  readonly context?: ComponentChildren;
  /** What the screen expects next, with the icon of that label. */
  readonly expects?: { readonly text: string; readonly icon: IconName };
  readonly children?: ComponentChildren;
  /** `entry` gives a keypad its full height and the verdict what remains. */
  readonly layout?: "work" | "entry";
  /** The one primary action, usually a `Button` of size `primary`. */
  readonly action?: ComponentChildren;
}

export function Frame(props: FrameProps): JSX.Element {
  return (
    <div
      class="u-frame"
      data-layout={props.layout ?? "work"}
      data-camera={props.camera !== undefined}
    >
      <header class="u-frame-header">
        {props.home !== undefined && <Home {...props.home} />}
        <Who who={props.who} onPress={props.onWho} />
        {props.cameraButton !== undefined && <CameraButton {...props.cameraButton} />}
        <Queue queue={props.queue} onPress={props.onQueue} />
      </header>
      <div class="u-frame-banner">{props.banner}</div>
      <main class="u-frame-main">
        <h1 class="only-spoken">{props.title}</h1>
        <div class="u-frame-verdict">{props.verdict}</div>
        {props.camera !== undefined && <div class="u-frame-camera">{props.camera}</div>}
        <Context context={props.context} expects={props.expects} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <section class="u-frame-list" aria-label={props.title} tabIndex={0}>
          {props.children}
        </section>
      </main>
      {props.action !== undefined && <footer class="u-frame-action">{props.action}</footer>}
    </div>
  );
}

type ContextProps = { readonly [Key in "context" | "expects"]: FrameProps[Key] | undefined };

function Context({ context, expects }: ContextProps): JSX.Element | null {
  if (context === undefined && expects === undefined) {
    return null;
  }
  return (
    <div class="u-frame-context">
      {context !== undefined && <div>{context}</div>}
      {expects !== undefined && (
        <p class="u-frame-expects">
          <Icon name={expects.icon} />
          {expects.text}
        </p>
      )}
    </div>
  );
}

function Home(props: NonNullable<FrameProps["home"]>): JSX.Element {
  return (
    <button type="button" class="u-frame-home" aria-label={props.label} onClick={props.onPress}>
      <Icon name="house" />
    </button>
  );
}

interface WhoProps {
  readonly who: FrameProps["who"];
  readonly onPress: (() => void) | undefined;
}

function Who({ who, onPress }: WhoProps): JSX.Element {
  return (
    <button type="button" class="u-frame-who" onClick={onPress}>
      <Icon name={who === null ? "id-card" : "user"} />
      {who === null ? (
        <b>{t().ui.nobody()}</b>
      ) : (
        <span class="u-frame-name">
          <b>{who.name}</b> · {who.role}
        </span>
      )}
    </button>
  );
}

function CameraButton(props: NonNullable<FrameProps["cameraButton"]>): JSX.Element {
  const { camera, closeCamera } = t().ui;
  return (
    <button
      type="button"
      class="u-frame-camera-button"
      aria-pressed={props.open}
      aria-label={props.open ? closeCamera() : camera()}
      onClick={props.onPress}
    >
      <Icon name={props.open ? "x" : "camera"} />
    </button>
  );
}

interface QueueProps {
  readonly queue: FrameProps["queue"];
  readonly onPress: (() => void) | undefined;
}

/** Its name begins with what is seen, so that who says what they see presses it (WCAG 2.5.3); the words come after it. */
function Queue({ queue, onPress }: QueueProps): JSX.Element {
  const { count, oldestMs } = queue;
  const words = t().ui;
  const spoken = count === 0 ? words.queueEmpty() : words.queueIs(count, age(oldestMs));
  return (
    <button type="button" class="u-frame-queue" data-empty={count === 0} onClick={onPress}>
      <Icon name={count === 0 ? "check" : "cloud-upload"} />
      {count > 0 && (
        <span>
          <b>{count}</b> · {shortAge(oldestMs)}
        </span>
      )}
      <span class="only-spoken">{spoken}</span>
    </button>
  );
}
