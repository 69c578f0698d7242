/**
 * Where the card goes, seen by a person standing before the kiosk: screen above, reading area on the shelf below.
 *
 * `lay`: the card slides up onto the area; `take`: back to the person; `rest`: it lies there being read.
 */
export function CardPrompt({ motion }: { motion: 'lay' | 'take' | 'rest' }) {
  return (
    <svg class={`card-prompt card-prompt-${motion}`} viewBox="0 0 640 500" aria-hidden="true">
      <rect class="kiosk" x="130" y="8" width="380" height="232" rx="24" />
      <rect class="glass" x="156" y="32" width="328" height="184" rx="10" />
      <circle class="glass-line" cx="320" cy="100" r="30" />
      <path class="glass-line" d="M303 106a18 18 0 0 1 34 0M320 81v9M236 156h168M268 184h104" />
      <path class="kiosk" d="M112 252h416q12 0 17 12l58 150q6 18-14 18H51q-20 0-14-18l58-150q5-12 17-12Z" />
      <path class="pad-pulse" d="M228 286h184l26 116H202Z" />
      <path class="pad" d="M228 286h184l26 116H202Z" />
      <g class="id-card">
        <path class="id-card-body" d="M252 306h136q8 0 10 8l13 62q2 10-8 10H237q-10 0-8-10l13-62q2-8 10-8Z" />
        <path class="id-card-line" d="M262 326h58m-62 19h50m-54 19h76" />
        <path class="id-card-photo" d="M346 322h34l7 42h-38Z" />
      </g>
      {motion !== 'rest' && (
        <path
          class="card-arrow"
          d={motion === 'lay' ? 'M320 492v-44m-20 20 20-20 20 20' : 'M320 448v44m-20-20 20 20 20-20'}
        />
      )}
    </svg>
  );
}
