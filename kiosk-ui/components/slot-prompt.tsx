/**
 * Where a social-security card goes, seen by a person before the kiosk: a lit slot, the card with its chip up.
 *
 * `insert`: the card slides in, chip first; `take`: it comes out to the person; `rest`: it is inside.
 */
export function SlotPrompt({ motion }: { motion: 'insert' | 'take' | 'rest' }) {
  if (motion === 'rest') {
    return (
      <svg class="card-prompt" viewBox="60 0 520 320" aria-hidden="true">
        <rect class="kiosk" x="80" y="10" width="480" height="300" rx="28" />
        <path class="slot-inside" d="M216 226V74q0-20 20-20h168q20 0 20 20v152" />
        <Chip x={286} y={84} />
        <rect class="slot-lamp" x="170" y="222" width="300" height="54" rx="27" />
        <rect class="slot" x="186" y="236" width="268" height="26" rx="13" />
      </svg>
    );
  }
  return (
    <svg class={`card-prompt slot-prompt-${motion}`} viewBox="0 0 640 500" aria-hidden="true">
      <rect class="kiosk" x="80" y="10" width="480" height="196" rx="28" />
      <rect class="slot-lamp" x="170" y="112" width="300" height="54" rx="27" />
      <rect class="slot" x="186" y="126" width="268" height="26" rx="13" />
      <clipPath id="before-slot">
        <path d="M0 139h640v361H0Z" />
      </clipPath>
      <g clip-path="url(#before-slot)">
        <g class="slot-card">
          <rect class="id-card-body" x="216" y="124" width="208" height="310" rx="20" />
          <Chip x={286} y={164} />
          <path class="id-card-line" d="M250 372h140m-140 30h96" />
          <path
            class="card-arrow"
            d={motion === 'insert' ? 'M320 336v-72m-26 26 26-26 26 26' : 'M320 264v72m-26-26 26 26 26-26'}
          />
        </g>
      </g>
    </svg>
  );
}

const Chip = ({ x, y }: { x: number; y: number }) => (
  <g transform={`translate(${x} ${y})`}>
    <rect class="slot-chip" width="68" height="56" rx="12" />
    <path class="slot-chip" d="M0 28h22m24 0h22M22 0v56M46 0v56" />
  </g>
);
