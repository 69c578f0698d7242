/** A telephone with its code, held over the scanner's window; `checking`: the code was seen. */
export function ScanPrompt({ checking }: { checking: boolean }) {
  return (
    <svg
      class={`card-prompt ${checking ? 'scan-prompt-done' : 'scan-prompt'}`}
      viewBox="0 0 640 500"
      aria-hidden="true"
    >
      <path class="kiosk" d="M112 362h416q12 0 17 12l34 96q6 18-14 18H75q-20 0-14-18l34-96q5-12 17-12Z" />
      <path class="pad" d="M256 388h128l14 58H242Z" />
      {!checking && <path class="scan-beam" d="M254 388 210 250h220l-44 138Z" />}
      <g class="scan-phone">
        <rect class="id-card-body" x="214" y="12" width="212" height="310" rx="30" />
        <path class="id-card-line" d="M296 38h48M290 300h60" />
        {checking ? (
          <path class="scan-tick" d="m262 172 42 42 76-84" />
        ) : (
          <>
            <path class="id-card-line" d="M250 82h50v50h-50Zm90 0h50v50h-50Zm-90 90h50v50h-50Z" />
            <path
              class="id-card-photo"
              d="M266 98h18v18h-18Zm90 0h18v18h-18Zm-90 90h18v18h-18Zm48-104h12v30h-12Zm0 44h12v22h-12Zm-64 18h40v12h-40Zm90 4h22v12h-22Zm38 0h12v30h-12Zm-36 24h22v12h-22Zm-26 0h14v36h-14Zm28 24h40v12h-40Zm0 22h12v12h-12Zm28 0h12v12h-12Z"
            />
          </>
        )}
      </g>
    </svg>
  );
}
