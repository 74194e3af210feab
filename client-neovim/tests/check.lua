-- Fills the quickfix list and jumps to its entries.
local support = require('support')

return function(args)
  support.client(vim.api.nvim_get_current_buf())
  vim.cmd('DriftCheck')
  local summary = support.await_told('digest')
  local list = vim.fn.getqflist({ title = 1, items = 1 })
  local out = {}
  for _, item in ipairs(list.items) do
    local path = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(item.bufnr), ':p')
    out[#out + 1] = {
      path = path:sub(#args.root + 2),
      line = item.lnum,
      column = item.col,
      type = item.type,
      text = item.text,
    }
  end
  local under = {}
  for i = 1, #list.items do
    vim.cmd('cc ' .. i)
    under[i] = vim.fn.expand('<cword>')
  end
  return { summary = summary, title = list.title, items = out, under = under }
end
