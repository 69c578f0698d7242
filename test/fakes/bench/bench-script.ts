/** The script of the bench's page. A device gets the parts that its state shows it to have. */
export const BENCH_SCRIPT = `
const at = (id) => document.getElementById(id);
const TITLES = {
  'identity-card-reader': 'Identity-card reader',
  'social-security-card-reader': 'Social-security-card reader',
  'pin-pad': 'PIN pad',
  'code-scanner': 'Code scanner',
  printer: 'Printer',
  'speech-engine': 'Speech',
  'sound-card': 'Sound card',
  'headphone-jack': 'Headphone jack',
  'staff-desk': 'Staff desk of the hall',
  'payment-provider': 'Bank behind the cards',
};
const SPOKEN_SHOWN = 12;
async function call(method, path, body) {
  const answer = await fetch(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  at('said').textContent = answer.ok ? '' : method + ' ' + path + ': ' + text;
  await refresh();
  return answer.ok ? JSON.parse(text) : null;
}
function make(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
function button(label, small, press) {
  const made = make('button', '', label);
  if (small) made.append(make('small', '', small));
  made.onclick = press;
  return made;
}
async function cardsOf(name) {
  const take = button(name === 'identity-card-reader' ? 'Lift the card' : 'Take the card', '', () => call('DELETE', '/' + name + '/card'));
  const list = make('div', 'cards');
  for (const [card, { story }] of Object.entries(await (await fetch('/' + name + '/cards')).json())) {
    const put = button(card, story, async () => {
      // One card at a time: one that lies on the reader is lifted first; one inside is its reader's to give back.
      if (name === 'identity-card-reader') await call('DELETE', '/' + name + '/card');
      await call('PUT', '/' + name + '/card', { card });
    });
    put.dataset.card = card;
    list.append(put);
  }
  return [make('div', '', take), list];
}
function keysOf(name) {
  const keys = make('div', 'keys');
  const press = (key) => () => call('PUT', '/' + name + '/keys', { keys: key });
  for (const digit of '123456789') keys.append(button(digit, '', press(digit)));
  keys.append(button('Cancel', '', press('cancel')), button('0', '', press('0')), button('Enter', '', press('enter')));
  return [keys, button('Clear', '', press('clear'))];
}
function scansOf(name, state) {
  const citizens = state['electronic-card-platform']?.citizens ?? [];
  const list = make('div', 'cards');
  for (const { key, story } of citizens) {
    list.append(button(key, story, async () => {
      const issued = await call('GET', '/electronic-card-platform/code/' + encodeURIComponent(key));
      if (issued !== null) await call('PUT', '/' + name + '/code', { code: issued.code });
    }));
  }
  return [list, button('A code of something else', '', () => call('PUT', '/' + name + '/code', { code: 'https://example.org/menu?table=4' }))];
}
const printerStates = { paper: ['full', 'low', 'out', 'jammed'], toner: ['full', 'low', 'out'], cover: ['closed', 'open'] };
function printerOf() {
  const rows = Object.entries(printerStates).map(([part, values]) => {
    const row = make('div', '', part + ': ');
    for (const value of values) {
      const set = button(value, '', () => call('PUT', '/printer/state', { [part]: value }));
      set.dataset.part = part; set.dataset.value = value;
      row.append(set);
    }
    return row;
  });
  const output = make('div');
  output.id = 'output';
  return [...rows, make('h2', '', 'Printed'), output];
}
function speechOf() {
  const spoken = make('ul', 'spoken');
  spoken.id = 'spoken';
  return [button('Forget what was heard', '', () => call('DELETE', '/speech')), spoken];
}
function headphonesOf() {
  return [['Plug headphones in', true], ['Pull them out', false]].map(([label, plugged]) => {
    const set = button(label, '', () => call('PUT', '/headphones', { plugged }));
    set.dataset.plugged = String(plugged);
    return set;
  });
}
function heardOf({ text, language, output, decibel, complete, playedMs }) {
  const line = make('li', '', text, make('small', '', [language, output, decibel + ' dB', complete ? '' : 'cut off after ' + Math.round(playedMs) + ' ms'].filter(Boolean).join(' · ')));
  line.lang = language;
  return line;
}
function staffDeskOf() {
  const calls = make('div');
  calls.id = 'calls';
  return [calls];
}
function deskLine({ text, at: since, callId, state }) {
  const line = make('p', '', text, make('small', '', [since, state].filter(Boolean).join(' · ')));
  if (state === 'open') line.append(button('On the way', '', () => call('PUT', '/staff-desk/calls/' + callId, { state: 'answered' })));
  return line;
}
function faultsOf(name) {
  const text = make('textarea');
  text.rows = 2; text.value = '{}';
  const set = button('Set these faults', '', () => {
    let faults;
    try { faults = JSON.parse(text.value); } catch (error) { at('said').textContent = String(error); return; }
    return call('PUT', '/' + name + '/faults', faults);
  });
  return make('details', '', make('summary', '', 'Faults'), text, set);
}
async function build(state) {
  for (const [name, device] of Object.entries(state)) {
    if (!('power' in device) && name !== 'staff-desk') continue;
    const section = make('section', '', make('h2', '', TITLES[name] ?? name));
    if ('power' in device) {
      const power = button('', '', () => call('PUT', '/' + name + '/power', { on: power.dataset.on !== 'true' }));
      power.dataset.power = name;
      section.append(power);
    }
    if (name.endsWith('card-reader')) section.append(...await cardsOf(name));
    if (name === 'pin-pad') section.append(...keysOf(name));
    if (name === 'code-scanner') section.append(...scansOf(name, state));
    if (name === 'printer') section.append(...printerOf());
    if (name === 'speech-engine') section.append(...speechOf());
    if (name === 'headphone-jack') section.append(...headphonesOf());
    if (name === 'staff-desk') section.append(...staffDeskOf());
    if ('faults' in device) section.append(faultsOf(name));
    section.id = name;
    at('devices').append(section);
  }
}
async function refresh() {
  const state = await (await fetch('/state')).json();
  at('state').textContent = JSON.stringify(state, null, 2);
  for (const made of document.querySelectorAll('[data-power]')) {
    const on = state[made.dataset.power].power;
    made.dataset.on = String(on);
    const [away, back] = made.dataset.power === 'speech-engine' ? ['Uninstall it', 'Install it'] : ['Pull the cable', 'Plug the cable in'];
    made.textContent = on ? away : back;
  }
  for (const made of document.querySelectorAll('[data-card]'))
    made.setAttribute('aria-pressed', made.dataset.card === state[made.closest('section').id].card);
  for (const made of document.querySelectorAll('[data-part]'))
    made.setAttribute('aria-pressed', state.printer[made.dataset.part] === made.dataset.value);
  for (const made of document.querySelectorAll('[data-plugged]'))
    made.setAttribute('aria-pressed', made.dataset.plugged === String(state['headphone-jack'].plugged));
  if (at('spoken') !== null) {
    const spoken = await (await fetch('/speech')).json();
    at('spoken').replaceChildren(...spoken.slice(-SPOKEN_SHOWN).reverse().map(heardOf));
  }
  if (at('calls') !== null) {
    const { calls, alerts } = state['staff-desk'];
    at('calls').replaceChildren(...[...calls].reverse().map(deskLine), ...alerts.map(deskLine));
  }
  if (at('output') === null) return;
  const output = await (await fetch('/printer/output')).json();
  at('output').replaceChildren(...output.map((paper) => {
    const link = make('a', 'button', 'No. ' + paper.n);
    link.href = '/printer/output/' + paper.n; link.target = '_blank';
    const row = make('div', '', link);
    if (!paper.taken) row.append(button('Take the paper', '', () => call('DELETE', '/printer/output/' + paper.n)));
    return row;
  }));
}
(async () => {
  await build(await (await fetch('/state')).json());
  await refresh();
  setInterval(refresh, 1000);
})();
`;
