import { BENCH_SCRIPT } from './bench-script.ts';

/** The page of the bench: everything the HTTP API can do, as buttons. Plain HTML, no build. */
export function benchPage(kioskUrl: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Device bench</title>
<style>
  :root { font: 16px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; color: #16211f; background: #f6f4ef }
  body { max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
  h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin: 0 0 .75rem }
  section { background: #fff; border: 2px solid #d9d5cb; border-radius: 12px; padding: 1.25rem; margin: 1rem 0 }
  button, a.button { font: inherit; padding: .55rem .9rem; margin: .2rem; border: 2px solid #6f7b77; border-radius: 8px;
    background: #fff; color: inherit; cursor: pointer; text-decoration: none; display: inline-block }
  button[aria-pressed=true] { background: #0b4f4a; border-color: #0b4f4a; color: #fff }
  button:focus-visible { outline: 3px solid #0a3fbf; outline-offset: 2px }
  small { color: #3f4c49; display: block } button[aria-pressed=true] small { color: inherit } pre { overflow: auto; background: #edeae2; padding: .75rem; border-radius: 8px }
  .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .25rem }
  .cards button { text-align: start }
  .keys { display: grid; grid-template-columns: repeat(3, 5rem); gap: .25rem; margin: .5rem 0 }
  .spoken { max-height: 16rem; overflow: auto }
  details { margin-top: .75rem } textarea { font: 14px/1.4 ui-monospace, monospace; width: 100%; box-sizing: border-box }
</style>
<h1>Device bench</h1>
<p>These devices are fake, but they speak the real devices' bytes. The kiosk is at <a href="${kioskUrl}">${kioskUrl}</a>,
the page for its staff at <a href="${kioskUrl}self-test">${kioskUrl}self-test</a>.</p>
<p role="status" id="said"></p>
<div id="devices"></div>
<section><h2>State</h2><pre id="state"></pre></section>
<script>${BENCH_SCRIPT}</script>
</html>
`;
}
