import { t } from '../../locales/text.ts';

interface SwitchProps {
  readonly action: string;
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onClick: () => void;
}

/** On or off, by place, by ground and by word. */
export function Switch({ action, label, hint, on, onClick }: SwitchProps) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      data-action={action}
      onClick={onClick}
    >
      <span class="switch-words">
        <b>{label}</b>
        <span class="switch-hint">{hint}</span>
      </span>
      <span class="switch-state" aria-hidden="true">
        <i />
        {t(on ? 'settings.on' : 'settings.off')}
      </span>
    </button>
  );
}
