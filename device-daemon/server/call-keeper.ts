/** As long as a page without a link keeps what it knows; then its visit is over, and it has forgotten its call. */
const CALL_OUTLIVES_PAGE_MS = 20_000;

/** Sees to it that nobody is called to a kiosk whose page has forgotten that somebody called. */
export class CallKeeper {
  #absence: NodeJS.Timeout | undefined;

  constructor(private readonly staff: { cancelCall(): void }) {}

  pageCame(sameLoad: boolean): void {
    clearTimeout(this.#absence);
    if (!sameLoad) this.staff.cancelCall();
  }

  pageGone(): void {
    clearTimeout(this.#absence);
    this.#absence = setTimeout(() => this.staff.cancelCall(), CALL_OUTLIVES_PAGE_MS);
    this.#absence.unref();
  }

  stop(): void {
    clearTimeout(this.#absence);
  }
}
