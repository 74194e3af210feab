-- What the scripts share: opening files, waiting for what must come, and diagnostics as the server counts.
local M = {}

local DEADLINE_MS = 60000

--- Waits until something holds; fails with `what` where it does not come.
function M.wait(what, holds)
  local value
  local came = vim.wait(DEADLINE_MS, function()
    value = holds()
    return value
  end, 5)
  if not came then
    error('waited in vain for ' .. what .. '; told: ' .. vim.inspect(_G.told) .. vim.fn.execute('messages'), 2)
  end
  return value
end

--- The client of a buffer, once it is attached.
function M.client(bufnr)
  return M.wait('a client', function()
    return require('drift.compat').clients(bufnr)[1]
  end)
end

--- Opens a file in the current window.
function M.open(path)
  vim.cmd('edit ' .. vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf()
end

--- Asks the server and waits for the answer.
function M.ask(client, method, params)
  local answer
  require('drift.compat').request(client, method, params, function(err, result)
    answer = { err = err, result = result }
  end, 0)
  M.wait('an answer to ' .. method, function()
    return answer
  end)
  if answer.err then
    error(method .. ': ' .. vim.inspect(answer.err))
  end
  return answer.result
end

local function character(line, byte)
  local at = math.min(byte, #line)
  if vim.fn.has('nvim-0.11') == 1 then
    return vim.str_utfindex(line, 'utf-16', at)
  end
  local _, units = vim.str_utfindex(line, at)
  return units
end

--- The diagnostics of Drift in a buffer, with places in lines and UTF-16 units, in order.
function M.diagnostics(bufnr)
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  local out = {}
  for _, d in ipairs(vim.diagnostic.get(bufnr)) do
    if d.source == 'drift' then
      out[#out + 1] = {
        code = d.code,
        severity = d.severity,
        message = d.message,
        range = {
          d.lnum,
          character(lines[d.lnum + 1] or '', d.col),
          d.end_lnum,
          character(lines[d.end_lnum + 1] or '', d.end_col),
        },
      }
    end
  end
  return out
end

--- Waits until the diagnostics of a buffer are these rules, in any order; gives the diagnostics.
function M.await_codes(bufnr, codes)
  local wanted = table.concat(vim.fn.sort(vim.deepcopy(codes)), ' ')
  local found
  M.wait('findings ' .. wanted, function()
    found = M.diagnostics(bufnr)
    local have = vim.tbl_map(function(d)
      return d.code
    end, found)
    return table.concat(vim.fn.sort(have), ' ') == wanted
  end)
  return found
end

--- The first thing told that holds a text.
function M.await_told(part)
  return M.wait('a message with "' .. part .. '"', function()
    for _, told in ipairs(_G.told) do
      if told.message:find(part, 1, true) then
        return told.message
      end
    end
  end)
end

--- Puts the cursor on a place, lines and bytes from 0.
function M.cursor(line, column)
  vim.api.nvim_win_set_cursor(0, { line + 1, column })
end

return M
