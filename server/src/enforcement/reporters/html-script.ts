/**
 * What filters the HTML report: severity, new only, gate, rule and text. It hides and shows what stands in the page, makes
 * no markup, and without it everything is shown.
 */
export const HTML_SCRIPT = `
(() => {
  const bar = document.getElementById('filters');
  if (bar === null) return;
  const files = [...document.querySelectorAll('.file')].map((node) => ({
    node,
    name: node.firstElementChild.textContent.toLowerCase(),
    rows: [...node.querySelectorAll('.f')].map((row) => ({
      row,
      severity: row.dataset.s,
      isNew: row.dataset.n !== undefined,
      gates: (row.dataset.g || '').split(' '),
      rule: row.dataset.r,
      text: null,
    })),
  }));
  const buttons = [...bar.querySelectorAll('button')];
  const fresh = document.getElementById('fresh');
  const gate = document.getElementById('gate');
  const rule = document.getElementById('rule');
  const text = document.getElementById('text');
  const shown = document.getElementById('shown');
  const holds = (file, entry, word) => {
    if (word === '' || file.name.includes(word)) return true;
    if (entry.text === null) entry.text = entry.row.textContent.toLowerCase();
    return entry.text.includes(word);
  };
  const apply = () => {
    const on = new Set(buttons.filter((b) => b.getAttribute('aria-pressed') === 'true').map((b) => b.value));
    const word = text.value.trim().toLowerCase();
    let count = 0;
    for (const file of files) {
      let any = false;
      for (const entry of file.rows) {
        const is =
          on.has(entry.severity) &&
          (!fresh.checked || entry.isNew) &&
          (gate === null || gate.value === '' || entry.gates.includes(gate.value)) &&
          (rule.value === '' || rule.value === entry.rule) &&
          holds(file, entry, word);
        if (entry.row.hidden === is) entry.row.hidden = !is;
        if (is) {
          any = true;
          count++;
        }
      }
      if (file.node.hidden === any) file.node.hidden = !any;
    }
    shown.textContent = count + ' shown';
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true'));
      apply();
    });
  }
  for (const field of [fresh, gate, rule, text]) if (field !== null) field.addEventListener('input', apply);
  bar.hidden = false;
  apply();
})();
`;
