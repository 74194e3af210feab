-- Another server on the same buffer: both tell what they have, and each its own.
local support = require('support')

return function(args)
  local bufnr = vim.api.nvim_get_current_buf()
  local config = { name = 'other', cmd = args.cmd, root_dir = vim.loop.cwd() }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = bufnr })
  else
    vim.lsp.buf_attach_client(bufnr, vim.lsp.start_client(config))
  end
  support.await_codes(bufnr, args.codes)
  local other = support.wait('the other one', function()
    local list = vim.tbl_filter(function(d)
      return d.source == 'other'
    end, vim.diagnostic.get(bufnr))
    return #list > 0 and list
  end)
  support.cursor(6, 11)
  vim.cmd('DriftFix')
  local left = support.await_codes(bufnr, args.after)
  return { other = #other, drift = #left }
end
