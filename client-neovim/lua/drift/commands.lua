-- The user commands. plugin/drift.lua defines them; doc/drift.txt tells of each.
local compat = require('drift.compat')
local ask = require('drift.ask')
local explain = require('drift.explain')
local protocol = require('drift.protocol')
local text = require('drift.text')

local M = {}

--- Sends one of the server's commands; `answer` gets what it says, which the server shows itself where none is given.
local function execute(command, argument, answer)
  ask.send('workspace/executeCommand', function(running, bufnr)
    return { command = command, arguments = argument and { argument(running, bufnr) } or nil }
  end, answer or function() end)
end

local function about_root(running, bufnr)
  local uri = ask.uri_for(running, bufnr)
  return uri and { uri = uri } or vim.empty_dict()
end

local function record(diagnostic, reason, why)
  local bufnr = vim.api.nvim_get_current_buf()
  execute(protocol.command.dismiss, function()
    return {
      uri = vim.uri_from_bufnr(bufnr),
      id = diagnostic.user_data.lsp.data.id,
      action = 'dismissed',
      reason = reason,
      text = why,
    }
  end, function()
    text.say('dismissed; :DriftUndoDismiss takes it back')
  end)
end

local function dismiss()
  local diagnostic = explain.under_cursor()
  if diagnostic == nil then
    text.say('no finding on this line')
    return
  end
  vim.ui.select(protocol.reasons, {
    prompt = 'Drift: why is this finding of no use?',
    format_item = function(reason)
      return reason[2]
    end,
  }, function(reason)
    if reason == nil then
      return
    end
    if reason[1] ~= 'wont_fix' then
      record(diagnostic, reason[1])
      return
    end
    vim.ui.input({ prompt = "Drift: why won't this be fixed? " }, function(why)
      if why and vim.trim(why) ~= '' then
        record(diagnostic, reason[1], why)
      end
    end)
  end)
end

local function status()
  ask.send(protocol.method.status, function()
    return vim.empty_dict()
  end, function(answer)
    require('drift.float').open(require('drift.status').lines(answer), 'status')
  end)
end

local function restart()
  require('drift.client').restart(function()
    text.say('started again')
  end)
end

--- What each command does, by its name without `Drift`; the argument is what was typed behind it.
M.run = {
  Check = function()
    require('drift.check').run()
  end,
  Conventions = function()
    require('drift.conventions').run()
  end,
  Explain = explain.run,
  Fix = function()
    require('drift.actions').fix()
  end,
  FixAll = function()
    require('drift.actions').fix_all()
  end,
  Ignore = function(reason)
    require('drift.actions').ignore(reason)
  end,
  Dismiss = dismiss,
  UndoDismiss = function()
    execute(protocol.command.undo_dismissal, about_root, function()
      text.say('the last dismissal is taken back')
    end)
  end,
  Status = status,
  Rescan = function()
    execute(protocol.command.rescan, nil, function(answer)
      text.say(answer.message)
    end)
  end,
  Setup = function()
    execute(protocol.command.setup, about_root)
  end,
  Doctor = function()
    execute(protocol.command.doctor, about_root)
  end,
  Backup = function()
    execute(protocol.command.backup, about_root)
  end,
  Restart = restart,
  Log = function()
    vim.cmd('tabedit ' .. vim.fn.fnameescape(compat.log_path()))
  end,
}

return M
