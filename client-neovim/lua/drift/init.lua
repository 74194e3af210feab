-- What a configuration calls.
local M = {}

--- Starts Drift for the buffers of its languages. `:help drift-options` lists the options.
function M.setup(options)
  if vim.fn.has('nvim-0.7.2') == 0 then
    require('drift.text').warn('Neovim 0.7.2 or newer is needed')
    return
  end
  local faults = require('drift.config').set(options)
  if faults then
    require('drift.text').warn('setup(): ' .. faults)
  end
  require('drift.client').enable()
end

--- The part of a status line that tells how the project of the current buffer stands: '' where Drift does not read it.
function M.statusline()
  return require('drift.status').line()
end

return M
