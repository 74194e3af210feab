-- Starts as a person's configuration would, runs one script and writes what it returns as JSON. What it is given:
-- DRIFT_TEST = { script, out, args, setup }, as JSON; `setup = false` leaves starting Drift to the script.
local given = vim.fn.json_decode(vim.env.DRIFT_TEST)
local here = vim.fn.fnamemodify(vim.fn.resolve(debug.getinfo(1, 'S').source:sub(2)), ':p:h')

vim.opt.runtimepath:prepend(vim.fn.fnamemodify(here, ':h'))
package.path = here .. '/?.lua;' .. package.path
vim.o.hidden = true
vim.o.shortmess = vim.o.shortmess .. 'A'
vim.cmd('filetype on')

-- What the editor tells a person, in order.
_G.told = {}
vim.notify = function(message, level)
  table.insert(_G.told, { message = message, level = level })
end

if given.setup ~= false then
  require('drift').setup(given.setup)
end

local function run()
  local ok, result = xpcall(function()
    return dofile(here .. '/' .. given.script .. '.lua')(given.args)
  end, debug.traceback)
  local answer = ok and { result = result } or { failure = result, told = _G.told, messages = vim.fn.execute('messages') }
  vim.fn.writefile({ vim.fn.json_encode(answer) }, given.out)
  -- Servers that are still writing would outlive the editor and the folder it worked in.
  local compat = require('drift.compat')
  vim.tbl_map(compat.stop, compat.clients())
  vim.wait(20000, function()
    return #compat.clients() == 0
  end, 10)
  vim.cmd('qall!')
end

vim.api.nvim_create_autocmd('VimEnter', { callback = function() vim.schedule(run) end })
