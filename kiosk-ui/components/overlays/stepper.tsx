interface Step {
  readonly action: string;
  readonly label: string;
  readonly possible: boolean;
  readonly take: () => void;
}

interface StepperProps {
  readonly label: string;
  readonly value: string;
  readonly less: Step;
  readonly more: Step;
}

/** Less and more in steps: a hand that trembles cannot draw a slider. */
export function Stepper({ label, value, less, more }: StepperProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine; the role says it
    <div class="stepper" role="group" aria-label={`${label} ${value}`}>
      <p class="stepper-words" aria-hidden="true">
        <span class="choices-label">{label}</span>
        <b>{value}</b>
      </p>
      <div class="stepper-steps">
        <StepButton step={less} />
        <StepButton step={more} />
      </div>
    </div>
  );
}

/** At its end it stays where it is and keeps the focus: whoever works with keys is not thrown out. */
function StepButton({ step: { action, label, possible, take } }: { step: Step }) {
  return (
    <button
      type="button"
      class="button"
      data-action={action}
      aria-disabled={!possible}
      onClick={() => {
        if (possible) take();
      }}
    >
      {label}
    </button>
  );
}
