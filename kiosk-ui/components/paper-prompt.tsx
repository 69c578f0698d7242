/** The slot the paper comes out of. `out`: a sheet on its way; `wait`: it waits to be taken; `held`: nothing moves. */
export function PaperPrompt({ motion }: { motion: 'out' | 'wait' | 'held' }) {
  return (
    <svg class={`paper-prompt paper-prompt-${motion}`} viewBox="0 0 480 440" aria-hidden="true">
      <rect class="kiosk" x="40" y="20" width="400" height="150" rx="24" />
      <path class="slot" d="M96 118h288" />
      <svg x="0" y="118" width="480" height="322" viewBox="0 118 480 322" aria-hidden="true">
        <g class="paper">
          <path class="paper-body" d="M128 90h224v260H128Z" />
          <path class="paper-line" d="M208 158h64M160 196h160M160 226h160M160 256h160M160 286h100" />
        </g>
      </svg>
      {motion === 'wait' && <path class="card-arrow" d="M240 372v48m-22-22 22 22 22-22" />}
    </svg>
  );
}
