-- Types into a line with a finding, key by key, and measures how long the finding takes to stand where it then belongs.
local support = require('support')

local RULE = 'drift/crypto/weak-hash'

local function column(bufnr, line)
  for _, d in ipairs(vim.diagnostic.get(bufnr, { lnum = line })) do
    if d.code == RULE then
      return d.col
    end
  end
end

return function(args)
  local bufnr = vim.api.nvim_get_current_buf()
  local line = vim.fn.search('createHash(\'md5\')') - 1
  local start = support.wait('the finding', function()
    return column(bufnr, line)
  end)
  local out = {}
  for _, pause in ipairs(args.pauses) do
    local times = {}
    for i = 1, args.keys do
      vim.wait(pause, function()
        return false
      end)
      support.cursor(line, 2)
      local began = vim.loop.hrtime()
      vim.api.nvim_feedkeys('i ', 'xt', false)
      start = start + 1
      local came = vim.wait(10000, function()
        return column(bufnr, line) == start
      end, 1)
      if not came then
        error('no finding after key ' .. i)
      end
      times[i] = (vim.loop.hrtime() - began) / 1e6
    end
    out[#out + 1] = times
  end
  return { times = out, lines = vim.api.nvim_buf_line_count(bufnr), encoding = support.client(bufnr).offset_encoding }
end
