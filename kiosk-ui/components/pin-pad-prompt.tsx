const COLUMNS = [0, 1, 2] as const;

/** The pad beside the screen: ten keys for digits, and the three that the words speak of, by colour and by sign. */
export function PinPadPrompt() {
  return (
    <svg class="card-prompt pin-pad" viewBox="0 0 420 380" aria-hidden="true">
      <rect class="kiosk" x="6" y="6" width="408" height="368" rx="28" />
      {[0, 1, 2, 3].flatMap((row) =>
        COLUMNS.filter((column) => row < 3 || column === 1).map((column) => {
          const [x, y] = [34 + column * 86, 34 + row * 80];
          return (
            <g key={`${row}${column}`}>
              <rect class="pin-key" x={x} y={y} width="70" height="62" rx="12" />
              <text class="pin-key-digit" x={x + 35} y={y + 44}>
                {row === 3 ? 0 : row * 3 + column + 1}
              </text>
            </g>
          );
        }),
      )}
      <rect class="pin-key-stop" x="296" y="34" width="92" height="62" rx="12" />
      <path class="pin-key-sign" d="m328 51 28 28m0-28-28 28" />
      <rect class="pin-key-correct" x="296" y="114" width="92" height="62" rx="12" />
      <path class="pin-key-sign pin-key-dark" d="M366 145h-46m18-18-18 18 18 18" />
      <rect class="pin-key-done" x="296" y="194" width="92" height="142" rx="12" />
      <path class="pin-key-sign" d="m320 266 16 16 30-34" />
    </svg>
  );
}
