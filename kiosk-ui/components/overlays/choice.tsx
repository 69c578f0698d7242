import type { ComponentChildren } from 'preact';
import { CheckIcon } from '../icons/quiet-icons.tsx';

interface ChoicesProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** One of several, all of them in sight. */
export function Choices({ label, children }: ChoicesProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine; the role says it
    <div class="choices" role="group" aria-label={label}>
      <p class="choices-label" aria-hidden="true">
        {label}
      </p>
      <div class="choices-row">{children}</div>
    </div>
  );
}

interface ChoiceProps {
  readonly action: string;
  readonly chosen: boolean;
  readonly onClick: () => void;
  readonly lang?: string;
  readonly children: ComponentChildren;
}

/** Chosen by border, by ground and by a tick: never by colour alone. */
export function Choice({ action, chosen, onClick, lang, children }: ChoiceProps) {
  return (
    <button
      type="button"
      class="choice"
      data-action={action}
      aria-pressed={chosen}
      lang={lang}
      onClick={onClick}
    >
      {children}
      {chosen && (
        <span class="choice-tick">
          <CheckIcon />
        </span>
      )}
    </button>
  );
}
