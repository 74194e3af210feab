-- Approves, rejects and takes back a convention in the list, and lists its places.
local support = require('support')

local BINDING = 'drift/pattern/error-catch-binding'

local function severity(bufnr)
  for _, d in ipairs(support.diagnostics(bufnr)) do
    if d.code == BINDING then
      return d.severity
    end
  end
  return 0
end

local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'x', false)
end

return function()
  local code = vim.api.nvim_get_current_buf()
  local out = {}
  local function await(name, wanted)
    support.wait('severity ' .. wanted .. ' after ' .. name, function()
      return severity(code) == wanted
    end)
    out[name] = wanted
  end
  await('learned', 3)
  vim.cmd('DriftConventions')
  support.wait('the list', function()
    return vim.api.nvim_buf_get_name(0):find('drift://conventions', 1, true)
  end)
  local function row()
    local line = vim.fn.search('error-catch-binding', 'cw')
    return vim.api.nvim_buf_get_lines(0, line - 1, line, false)[1]
  end
  out.row = row()
  press('a')
  await('approved', 2)
  support.wait('the list to say so', function()
    return row():find('^approved')
  end)
  press('r')
  await('rejected', 0)
  support.wait('the list to say so', function()
    return row():find('^rejected')
  end)
  press('c')
  await('cleared', 3)
  support.wait('the list to say so', function()
    return row():find('^learned')
  end)
  local list = vim.api.nvim_get_current_win()
  press('<CR>')
  local places = support.wait('the places', function()
    local items = vim.fn.getloclist(list)
    return #items > 0 and items
  end)
  out.places = #places
  out.first = { vim.fn.fnamemodify(vim.api.nvim_buf_get_name(places[1].bufnr), ':t'), places[1].lnum, places[1].col, places[1].type }
  vim.api.nvim_set_current_win(list)
  press('q')
  out.closed = not vim.api.nvim_win_is_valid(list)
  return out
end
