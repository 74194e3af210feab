-- What the windows, the status line and the health check show, and that the other commands do what they say.
local support = require('support')

local function lines(bufnr)
  return vim.api.nvim_buf_get_lines(bufnr or 0, 0, -1, false)
end

local function in_float(command)
  vim.cmd(command)
  support.wait('a window for ' .. command, function()
    return vim.api.nvim_win_get_config(0).relative ~= ''
  end)
  local shown = lines()
  vim.cmd('close')
  return shown
end

return function(args)
  local bufnr = vim.api.nvim_get_current_buf()
  support.await_codes(bufnr, args.codes)
  local out = {}
  out.statusline = support.wait('a status line', function()
    local line = require('drift').statusline()
    return line:find('W') and line
  end)
  support.cursor(args.line, args.column)
  out.explain = in_float('DriftExplain')
  out.rule = in_float('DriftExplain drift/crypto/weak-hash')
  vim.cmd('DriftExplain drift/crypto/nothing')
  out.unknown = support.await_told('there is no finding and no rule')
  out.status = in_float('DriftStatus')
  vim.cmd('DriftRescan')
  out.rescan = support.await_told('read')
  support.wait('the count after reading again', function()
    return require('drift').statusline() == out.statusline
  end)
  vim.cmd('checkhealth drift')
  out.health = support.wait('the health check', function()
    local text = table.concat(lines(), '\n')
    return text:find('client %d') and text
  end)
  vim.cmd('enew')
  out.elsewhere = require('drift').statusline()
  vim.cmd('DriftLog')
  out.log = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(0), ':t')
  return out
end
