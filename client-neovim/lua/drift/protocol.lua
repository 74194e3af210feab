-- Names that this client and the server share. A test compares them with the table of the server.
local M = {}

--- Requests and notifications of Drift's own.
M.method = {
  report = 'drift/report',
  explain = 'drift/explain',
  conventions = 'drift/conventions',
  where = 'drift/conventions/where',
  decide = 'drift/conventions/decide',
  status = 'drift/status',
}

--- Commands of `workspace/executeCommand`.
M.command = {
  rescan = 'drift.rescan',
  setup = 'drift.setup',
  doctor = 'drift.doctor',
  backup = 'drift.backup',
  dismiss = 'drift.feedback.record',
  undo_dismissal = 'drift.feedback.undo',
}

--- Kinds of the code actions, as their `data.kind` says.
M.action = { fix = 'fix', rename = 'rename', ignore = 'ignore', fix_all = 'source.fixAll.drift' }

--- Reasons of a dismissal with the words a person reads, in the order in which they are offered.
M.reasons = {
  { 'false_positive', 'false positive' },
  { 'not_applicable', 'does not apply here' },
  { 'duplicate', 'told already elsewhere' },
  { 'wont_fix', "won't fix (say why)" },
}

return M
