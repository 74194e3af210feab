-- Fixes, ignores, dismisses and takes back in one file, as a person would.
local support = require('support')

local BINDING, HASH, EMPTY = 'drift/pattern/error-catch-binding', 'drift/crypto/weak-hash', 'drift/error-handling/empty-handler'

local function text(bufnr)
  return table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), '\n') .. '\n'
end

--- The editor's own menu of code actions: takes the one whose title begins so.
local function from_menu(prefix)
  local titles
  local select = vim.ui.select
  vim.ui.select = function(items, options, choose)
    titles = vim.tbl_map(options.format_item or tostring, items)
    for i, title in ipairs(titles) do
      if vim.startswith(title, prefix) then
        return choose(items[i], i)
      end
    end
    choose(nil)
  end
  vim.lsp.buf.code_action()
  support.wait('the menu', function()
    return titles
  end)
  vim.ui.select = select
  return titles
end

return function()
  local out = {}
  local bufnr = vim.api.nvim_get_current_buf()
  support.await_codes(bufnr, { BINDING, HASH, EMPTY })

  support.cursor(6, 11)
  vim.cmd('DriftFix')
  support.await_codes(bufnr, { HASH, EMPTY })
  out.fixed = text(bufnr)
  vim.cmd('DriftFix')
  out.no_fix = support.await_told('no finding on this line can be fixed')

  support.cursor(12, 20)
  out.titles = from_menu('Ignore this')
  support.wait('the comment', function()
    return text(bufnr):find('drift-ignore-next-line', 1, true)
  end)
  support.await_codes(bufnr, { HASH, EMPTY, 'drift/config/suppression-reason' })
  vim.api.nvim_win_set_cursor(0, { 13, 0 })
  vim.cmd('normal! Aa checksum')
  support.await_codes(bufnr, { EMPTY })
  out.ignored = vim.api.nvim_buf_get_lines(bufnr, 12, 13, false)[1]

  local line = vim.fn.search('catch {}') - 1
  support.cursor(line, 5)
  vim.cmd('DriftIgnore closing twice is harmless')
  support.await_codes(bufnr, {})
  out.ignored_by_command = vim.api.nvim_buf_get_lines(bufnr, line, line + 1, false)[1]
  vim.api.nvim_buf_set_lines(bufnr, line, line + 1, false, {})
  support.await_codes(bufnr, { EMPTY })

  local asked = {}
  vim.ui.select = function(items, options, choose)
    asked = vim.tbl_map(options.format_item, items)
    choose(items[#items], #items)
  end
  vim.ui.input = function(_, choose)
    choose('it is meant so')
  end
  vim.fn.search('catch {}')
  vim.cmd('DriftDismiss')
  support.await_codes(bufnr, {})
  out.asked = asked
  out.dismissed = support.await_told('dismissed')
  vim.cmd('DriftUndoDismiss')
  support.await_told('taken back')
  support.await_codes(bufnr, { EMPTY })
  return out
end
