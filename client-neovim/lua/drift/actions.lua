-- The code actions of Drift alone, for commands that mean one kind of them.
local compat = require('drift.compat')
local ask = require('drift.ask')
local explain = require('drift.explain')
local protocol = require('drift.protocol')
local text = require('drift.text')

local M = {}

local function is_of(action, kinds)
  local kind = type(action.data) == 'table' and action.data.kind
  return vim.tbl_contains(kinds, kind) or vim.tbl_contains(kinds, action.kind)
end

local function carry_out(running, bufnr, action, done)
  if type(action.edit) ~= 'table' then
    -- The server has said why it refuses.
    return
  end
  compat.apply_edit(action.edit, running)
  if done then
    done(action.edit, bufnr)
  end
end

local function resolve(running, bufnr, action, done)
  if type(action.disabled) == 'table' then
    text.warn(action.disabled.reason)
    return
  end
  if type(action.edit) == 'table' then
    carry_out(running, bufnr, action, done)
    return
  end
  compat.request(running, 'codeAction/resolve', action, function(err, resolved)
    if err then
      text.warn(text.error_text(err))
    else
      carry_out(running, bufnr, resolved, done)
    end
  end, bufnr)
end

--- The cursor, or the start of the finding on its line: where the server looks for what is meant.
local function range_here(running)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local found = explain.under_cursor()
  local at = vim.lsp.util.make_range_params(0, running.offset_encoding).range
  if found and not (found.lnum == row - 1 and found.col <= column) then
    local before = vim.api.nvim_win_get_cursor(0)
    vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
    at = vim.lsp.util.make_range_params(0, running.offset_encoding).range
    vim.api.nvim_win_set_cursor(0, before)
  end
  return at
end

--- Takes the action of one of these kinds at the cursor; asks where there are several. `none` is said where there is none.
function M.take(kinds, only, none, done)
  local bufnr = vim.api.nvim_get_current_buf()
  ask.send('textDocument/codeAction', function(running)
    return {
      textDocument = { uri = vim.uri_from_bufnr(bufnr) },
      range = range_here(running),
      context = { diagnostics = {}, only = type(only) == 'table' and only or { only } },
    }
  end, function(offered, running)
    local fitting = vim.tbl_filter(function(action)
      return is_of(action, kinds)
    end, offered or {})
    if #fitting == 0 then
      text.say(none)
    elseif #fitting == 1 then
      resolve(running, bufnr, fitting[1], done)
    else
      vim.ui.select(fitting, {
        prompt = 'Drift:',
        kind = 'codeaction',
        format_item = function(action)
          return text.line(action.title)
        end,
      }, function(action)
        if action then
          resolve(running, bufnr, action, done)
        end
      end)
    end
  end)
end

--- The line that an edit writes anew in a buffer.
local function edited_line(edit)
  local changes = type(edit.documentChanges) == 'table' and edit.documentChanges[1].edits
  if not changes then
    local _, list = next(edit.changes or {})
    changes = list or {}
  end
  return changes[1] and changes[1].range.start.line
end

--- Writes the ignore comment over the finding under the cursor and its reason; without one the cursor waits for it.
function M.ignore(reason)
  M.take({ protocol.action.ignore }, 'quickfix', 'no finding on this line', function(edit, bufnr)
    local line = edited_line(edit)
    if line == nil then
      return
    end
    local comment = vim.api.nvim_buf_get_lines(bufnr, line, line + 1, false)[1] or ''
    if reason ~= '' then
      vim.api.nvim_buf_set_text(bufnr, line, #comment, line, #comment, { text.line(reason) })
      return
    end
    vim.api.nvim_win_set_cursor(0, { line + 1, #comment })
    vim.cmd('startinsert!')
  end)
end

--- Fixes the finding under the cursor.
function M.fix()
  local kinds = { 'quickfix', 'refactor.rewrite' }
  M.take({ protocol.action.fix, protocol.action.rename }, kinds, 'no finding on this line can be fixed')
end

--- Makes every safe fix of the file.
function M.fix_all()
  M.take({ protocol.action.fix_all }, protocol.action.fix_all, 'nothing in this file can be fixed safely')
end

return M
