// The pages work without it; it sorts, filters, and lists the tests of a line.
'use strict';
for (const table of document.querySelectorAll('table.sortable')) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector('button')?.addEventListener('click', () => {
    const down = head.getAttribute('aria-sort') !== 'descending';
    heads.forEach(other => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const value = row => row.cells[column].dataset.v ?? row.cells[column].textContent;
    const isNumber = head.classList.contains('num');
    const compare = (left, right) => isNumber ? Number(left) - Number(right) : left.localeCompare(right);
    const rows = [...table.tBodies[0].rows].sort((left, right) => compare(value(left), value(right)) * (down ? -1 : 1));
    table.tBodies[0].append(...rows);
  }));
}

const filter = document.getElementById('filter');
filter?.addEventListener('input', () => {
  const wanted = filter.value.toLowerCase();
  for (const row of document.querySelectorAll('#files tbody tr'))
    row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
});

const data = JSON.parse(document.getElementById('data')?.textContent ?? 'null');
document.querySelector('.lines')?.addEventListener('click', event => {
  const button = event.target.closest('button[data-t]');
  if (!button) return;
  const line = button.closest('.l');
  if (line.nextElementSibling?.classList.contains('tests')) {
    line.nextElementSibling.remove();
    button.setAttribute('aria-expanded', 'false');
    return;
  }
  const panel = document.createElement('div');
  panel.className = 'tests';
  const list = document.createElement('ul');
  for (const test of data.sets[button.dataset.t]) {
    const item = document.createElement('li');
    item.textContent = data.tests[test];
    list.append(item);
  }
  panel.append(list);
  line.after(panel);
  button.setAttribute('aria-expanded', 'true');
});

document.getElementById('mutants')?.addEventListener('change', event =>
  document.querySelector('.lines').classList.toggle('hide-mutants', !event.target.checked));

let at = -1;
function jump(step) {
  const open = [...document.querySelectorAll('.un, .part, .mutant')].filter(place => place.offsetParent);
  if (open.length === 0) return;
  at = (at + step + open.length) % open.length;
  open[at].scrollIntoView({ block: 'center' });
}
document.getElementById('next')?.addEventListener('click', () => jump(1));
document.getElementById('previous')?.addEventListener('click', () => jump(at < 0 ? 0 : -1));
document.addEventListener('keydown', event => {
  if (event.target.matches('input') || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'n') jump(1);
  if (event.key === 'p') jump(-1);
});
