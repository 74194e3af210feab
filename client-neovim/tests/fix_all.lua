-- Makes every safe fix of a file and writes it.
local support = require('support')

return function(args)
  local bufnr = vim.api.nvim_get_current_buf()
  support.await_codes(bufnr, args.before)
  vim.cmd('DriftFixAll')
  support.await_codes(bufnr, args.after)
  vim.cmd('write')
  return true
end
