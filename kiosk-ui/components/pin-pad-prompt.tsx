const COLUMNS = [0, 1, 2] as const;

/**
 * The pad beside the screen: ten keys for digits, a dot on the five as every pad has it, and the three that the words
 * speak of, by colour and by sign.
 */
export function PinPadPrompt() {
  return (
    <svg class="pin-pad" viewBox="0 0 420 380" aria-hidden="true">
      <rect class="kiosk" x="6" y="6" width="408" height="368" rx="28" />
      {[0, 1, 2, 3].flatMap((row) =>
        COLUMNS.filter((column) => row < 3 || column === 1).map((column) => (
          <rect
            key={`${row}${column}`}
            class="pin-key"
            x={34 + column * 86}
            y={34 + row * 80}
            width="70"
            height="62"
            rx="12"
          />
        )),
      )}
      <circle class="pin-key-dot" cx="155" cy="145" r="7" />
      <rect class="pin-key-stop" x="296" y="34" width="92" height="62" rx="12" />
      <path class="pin-key-sign" d="m328 51 28 28m0-28-28 28" />
      <rect class="pin-key-correct" x="296" y="114" width="92" height="62" rx="12" />
      <path class="pin-key-sign pin-key-dark" d="M366 145h-46m18-18-18 18 18 18" />
      <rect class="pin-key-done" x="296" y="194" width="92" height="142" rx="12" />
      <path class="pin-key-sign" d="m320 266 16 16 30-34" />
    </svg>
  );
}
