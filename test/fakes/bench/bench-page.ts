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
</style>
<h1>Device bench</h1>
<p>These devices are fake, but they speak the real devices' bytes. The kiosk is at <a href="${kioskUrl}">${kioskUrl}</a>.</p>
<section><h2>Identity-card reader</h2>
  <div><button id="lift">Lift the card</button><button id="reader-power">Pull the cable</button></div>
  <div class="cards" id="cards"></div></section>
<section><h2>Printer</h2>
  <div id="printer"></div><div><button id="printer-power">Pull the cable</button></div>
  <h2>Printed</h2><div id="output"></div></section>
<section><h2>State</h2><pre id="state"></pre></section>
<p role="status" id="said"></p>
<script>
const at = (id) => document.getElementById(id);
async function call(method, path, body) {
  const answer = await fetch(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  at('said').textContent = answer.ok ? '' : method + ' ' + path + ': ' + text;
  await refresh();
  return text;
}
function button(label, small, press) {
  const made = document.createElement('button');
  made.append(label);
  if (small) { const line = document.createElement('small'); line.textContent = small; made.append(line); }
  made.onclick = press;
  return made;
}
/** One card at a time: another one that lies there is lifted first. */
async function lay(card) {
  await call('DELETE', '/identity-card-reader/card');
  await call('PUT', '/identity-card-reader/card', { card });
}
const printerStates = { paper: ['full', 'low', 'out', 'jammed'], toner: ['full', 'low', 'out'], cover: ['closed', 'open'] };
for (const [part, values] of Object.entries(printerStates)) {
  const row = document.createElement('div');
  row.append(part + ': ');
  for (const value of values) {
    const made = button(value, '', () => call('PUT', '/printer/state', { [part]: value }));
    made.dataset.part = part; made.dataset.value = value;
    row.append(made);
  }
  at('printer').append(row);
}
at('lift').onclick = () => call('DELETE', '/identity-card-reader/card');
for (const [id, device] of [['reader-power', 'identity-card-reader'], ['printer-power', 'printer']]) {
  at(id).onclick = () => call('PUT', '/' + device + '/power', { on: at(id).dataset.on !== 'true' });
}
async function refresh() {
  const state = await (await fetch('/state')).json();
  at('state').textContent = JSON.stringify(state, null, 2);
  const reader = state['identity-card-reader'], printer = state.printer;
  for (const [id, device] of [['reader-power', reader], ['printer-power', printer]]) {
    at(id).dataset.on = String(device.power);
    at(id).textContent = device.power ? 'Pull the cable' : 'Plug the cable in';
  }
  for (const made of document.querySelectorAll('[data-card]')) made.setAttribute('aria-pressed', made.dataset.card === reader.card);
  for (const made of document.querySelectorAll('[data-part]')) made.setAttribute('aria-pressed', printer[made.dataset.part] === made.dataset.value);
  const output = await (await fetch('/printer/output')).json();
  at('output').replaceChildren(...output.map((paper) => {
    const row = document.createElement('div');
    const link = document.createElement('a');
    link.className = 'button'; link.href = '/printer/output/' + paper.n; link.target = '_blank';
    link.textContent = 'No. ' + paper.n;
    row.append(link);
    if (!paper.taken) row.append(button('Take the paper', '', () => call('DELETE', '/printer/output/' + paper.n)));
    return row;
  }));
}
(async () => {
  for (const [card, { story }] of Object.entries(await (await fetch('/cards')).json())) {
    const made = button(card, story, () => lay(card));
    made.dataset.card = card;
    at('cards').append(made);
  }
  await refresh();
  setInterval(refresh, 1000);
})();
</script>
</html>
`;
}
