-- The commands about the workspace, whose outcome the server shows itself.
local support = require('support')

return function(args)
  support.client(vim.api.nvim_get_current_buf())
  local shown = {}
  local client = support.client(vim.api.nvim_get_current_buf())
  client.handlers['window/showMessage'] = function(_, result)
    shown[#shown + 1] = result.message
  end
  for i, command in ipairs(args.commands) do
    vim.cmd(command)
    support.wait('the outcome of ' .. command, function()
      return #shown >= i
    end)
  end
  return shown
end
