/**
 * The script of the HTML report. Without it everything can be read; with it the rows can be searched, filtered and
 * walked through by keyboard. It runs in the reader's browser, from file:// too, and fetches nothing.
 */
export const SCRIPT = `
'use strict';
const field = document.getElementById('filter');
const told = document.getElementById('told');
const buttons = [...document.querySelectorAll('button[data-verdict]')];
const rows = [...document.querySelectorAll('[data-row]')];
const groups = [...document.querySelectorAll('[data-group]')];
const texts = new Map();
const textOf = (row) => {
  if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
  return texts.get(row);
};
function show() {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const verdicts = buttons.filter((one) => one.getAttribute('aria-pressed') === 'true').map((one) => one.dataset.verdict);
  let count = 0;
  for (const row of rows) {
    const fits = verdicts.length === 0 || verdicts.includes(row.dataset.row);
    const shown = fits && words.every((word) => textOf(row).includes(word));
    row.hidden = !shown;
    if (shown) count += 1;
  }
  for (const group of groups) group.hidden = group.querySelector('[data-row]:not([hidden])') === null;
  told.textContent = words.length + verdicts.length === 0 ? '' : told.dataset.shown.replace('{shown}', count).replace('{all}', rows.length);
}
let waiting = 0;
field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 80);
});
for (const button of buttons)
  button.addEventListener('click', () => {
    button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
    show();
  });
function step(by) {
  const all = [...document.querySelectorAll('[data-row]:not([hidden]) summary')];
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === field) {
    if (event.key !== 'Escape') return;
    field.value = '';
    show();
    field.blur();
  } else if (event.key === '/') field.focus();
  else if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else return;
  event.preventDefault();
});
function reveal() {
  const target = location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target === null ? null : target.closest('details') || target.querySelector('details');
  if (details !== null) details.open = true;
}
addEventListener('hashchange', reveal);
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});
reveal();
`;
