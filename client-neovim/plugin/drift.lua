if vim.g.loaded_drift then
  return
end
vim.g.loaded_drift = true

-- Nothing else of Drift is loaded until a command is used.
local COMMANDS = {
  { 'Check', 'put the findings of the whole project into the quickfix list' },
  { 'Conventions', 'show what was learned, to approve and reject it' },
  { 'Explain', 'tell all about the finding under the cursor, or the finding or rule named', '?' },
  { 'Fix', 'fix the finding under the cursor' },
  { 'FixAll', 'make every safe fix of the file' },
  { 'Ignore', 'write an ignore comment over the finding under the cursor', '*' },
  { 'Dismiss', 'say that the finding under the cursor is of no use, and why' },
  { 'UndoDismiss', 'take back the last dismissal' },
  { 'Status', 'show how the project stands' },
  { 'Rescan', 'read every file again' },
  { 'Setup', 'write the files of a project that are missing' },
  { 'Doctor', 'tell what keeps Drift from working well here' },
  { 'Backup', 'keep the local database as it is now' },
  { 'Restart', 'end the server and start it again' },
  { 'Log', "open the log of the editor's language clients" },
}

for _, command in ipairs(COMMANDS) do
  local name, what, takes = unpack(command)
  vim.api.nvim_create_user_command('Drift' .. name, function(given)
    require('drift.commands').run[name](given.args)
  end, { nargs = takes or 0, desc = 'Drift: ' .. what })
end
