-- The commands about the workspace, whose outcome the server shows itself.
local support = require('support')

return function(args)
  support.client(vim.api.nvim_get_current_buf())
  local shown = {}
  local client = support.client(vim.api.nvim_get_current_buf())
  client.handlers['window/showMessage'] = function(_, result)
    shown[#shown + 1] = result.message
  end
  vim.cmd('DriftRescan')
  support.await_told('files read')
  for i, command in ipairs(args.commands) do
    if command == 'DriftBackup' then
      -- The database is written behind the answers.
      support.wait('the database', function()
        return vim.fn.filereadable('.drift/drift.db.holder') == 1
      end)
    end
    vim.cmd(command)
    support.wait('the outcome of ' .. command, function()
      return #shown >= i
    end)
  end
  return shown
end
