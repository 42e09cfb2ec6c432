/**
 * One question, two answers: where a code means two things nothing is guessed.
 */

import type { JSX } from "preact";
import "./chooser.css";
import { Icon, type IconName } from "./icon.tsx";

export interface Choice {
  readonly label: string;
  readonly detail?: string;
  readonly icon: IconName;
  readonly onPress: () => void;
}

export interface ChooserProps {
  readonly question: string;
  readonly choices: readonly [Choice, Choice];
}

export function Chooser({ question, choices }: ChooserProps): JSX.Element {
  return (
    <fieldset class="u-chooser">
      <legend>{question}</legend>
      {choices.map((choice) => (
        <button key={choice.label} type="button" onClick={choice.onPress}>
          <Icon name={choice.icon} size={32} />
          <span>
            <b>{choice.label}</b>
            {choice.detail !== undefined && <small>{choice.detail}</small>}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
