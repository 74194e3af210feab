-- Options that say how findings look, and the mappings.
local support = require('support')

return function(args)
  local bufnr = vim.api.nvim_get_current_buf()
  support.await_codes(bufnr, args.codes)
  local texts = support.wait('virtual texts', function()
    local out = {}
    -- The oldest Neovims give what they draw no name: every namespace up to a new one is looked at.
    for namespace = 1, vim.api.nvim_create_namespace('') do
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(bufnr, namespace, 0, -1, { details = true })) do
        if mark[4].virt_text then
          out[#out + 1] = mark[2]
        end
      end
    end
    return #out > 0 and out
  end)
  local keys = {}
  for _, map in ipairs(vim.api.nvim_buf_get_keymap(bufnr, 'n')) do
    if (map.desc or ''):find('^Drift: ') then
      keys[#keys + 1] = map.desc
    end
  end
  table.sort(keys)
  return { lines = texts, keys = keys, attached = vim.g.drift_attached }
end
