// The floor for the page: plain HTML and thirty lines of script that show the same two screens – a year strip of 84
// squares, a list of 12 rows of 8 columns – with no library, no statechart, no socket, one language, system fonts.
import { createServer } from 'node:http';

const STYLE = `
  body { margin: 0; font: 30px/1.5 "Noto Sans CJK SC", sans-serif; background: #f6f4ef; color: #16211f }
  button { font: inherit; padding: 20px 40px; margin: 8px } [data-pressed] { background: #cfe4df } h1 { font-size: 51px }
  .strip { display: grid; grid-template-columns: repeat(12, 1fr); gap: 8px } .strip i { height: 48px; background: #1f7a70 }
  .row { display: grid; grid-template-columns: repeat(8, 1fr); min-height: 96px; border-bottom: 2px solid #d9d5cb }`;

const SCRIPT = `
  const rows = Array.from({ length: 480 }, (_, n) => ({ month: (2026 - Math.floor(n / 12)) + '-' + String(12 - n % 12).padStart(2, '0'), fen: 1306800 - n * 100 }));
  const yuan = (fen) => (fen / 100).toFixed(2).replace(/\\B(?=(\\d{3})+(?!\\d))/g, ',');
  const main = document.querySelector('main');
  document.onpointerdown = ({ target }) => target.closest('button')?.setAttribute('data-pressed', '');
  document.onpointerup = () => document.querySelector('[data-pressed]')?.removeAttribute('data-pressed');
  const element = (name, className, text) => { const made = document.createElement(name); made.className = className; made.textContent = text ?? ''; return made; };
  const button = (action, text, show) => { const made = element('button', '', text); made.dataset.action = action; made.onclick = show; return made; };
  const screens = {
    pension() {
      const strip = element('div', 'strip');
      for (let month = 0; month < 84; month += 1) strip.append(element('i', ''));
      return [element('h1', '', '您已累计缴费 40 年'), strip, button('contributions', '逐月缴费', () => show('contributions', 0))];
    },
    contributions(page) {
      const shown = rows.slice(page * 12, page * 12 + 12).map(({ month, fen }) => {
        const row = element('div', 'row');
        for (const text of [month, '示范有限公司', yuan(fen), yuan(fen / 12.5), yuan(fen / 6.25), yuan(fen / 12.5), month + '-15', '已缴']) row.append(element('span', '', text));
        return row;
      });
      return [element('h1', '', '逐月缴费'), ...shown, button('next-page', '下一页', () => show('contributions', page + 1)), button('back', '返回', () => show('pension'))];
    },
  };
  function show(name, page) { main.dataset.screen = name; main.replaceChildren(...screens[name](page)); }
  show('pension');`;

/** @param {number} port */
export function serveFloorPage(port) {
  const server = createServer((request, response) => {
    if (request.url === '/script.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      response.end(SCRIPT);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>Floor</title><link rel="icon" href="data:,"><style>${STYLE}</style><main></main><script type="module" src="/script.js"></script></html>`,
    );
  });
  server.listen(port, '127.0.0.1');
  return server;
}
