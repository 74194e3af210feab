-- What setup() takes and refuses, and what is started.
local support = require('support')

return function(args)
  local config = require('drift.config')
  local out = { faults = {}, commands = {} }
  for _, options in ipairs(args.options) do
    out.faults[#out.faults + 1] = config.set(options) or ''
  end
  for _, case in ipairs(args.cases) do
    config.set(case.options)
    vim.env.DRIFT_LSP = case.lsp
    vim.env.PATH = case.path
    local cmd, why = config.command(case.root)
    out.commands[#out.commands + 1] = cmd and table.concat(cmd, ' ') or why
  end
  return out
end
