-- Kills the server, reads what the person is told, and starts it again.
local support = require('support')

--- Ends the servers that this editor started, as a crash would.
local function kill_servers()
  for _, pid in ipairs(vim.api.nvim_get_proc_children(vim.fn.getpid())) do
    vim.loop.kill(pid, 'sigkill')
  end
end

return function(args)
  local bufnr = vim.api.nvim_get_current_buf()
  support.await_codes(bufnr, args.codes)
  local out = { told = {}, found = {} }
  for i = 1, args.times do
    local client = support.client(bufnr)
    local first = client.id
    _G.told = {}
    kill_servers()
    out.told[i] = support.await_told('the server ended')
    support.wait('the client to go', function()
      return #require('drift.compat').clients() == 0
    end)
    vim.cmd('DriftCheck')
    out.without = support.await_told('no server runs')
    vim.cmd('DriftRestart')
    support.await_told('started again')
    support.wait('another client', function()
      local now = require('drift.compat').clients(bufnr)[1]
      return now and now.id ~= first
    end)
    out.found[i] = #support.await_codes(bufnr, args.codes)
  end
  -- A restart of a server that runs is no accident: nothing is told but that it started again.
  _G.told = {}
  local before = support.client(bufnr).id
  vim.cmd('DriftRestart')
  support.await_told('started again')
  support.wait('another client', function()
    local now = require('drift.compat').clients(bufnr)[1]
    return now and now.id ~= before
  end)
  support.await_codes(bufnr, args.codes)
  out.calm = _G.told
  return out
end
