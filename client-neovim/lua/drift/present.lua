-- How the options say that findings look, and the keys.
local compat = require('drift.compat')
local config = require('drift.config')

local M = {}

--- Says how the findings of a client are drawn.
function M.configure(client)
  local options = config.options
  local minimum = options.severity_min and { min = config.severity(options.severity_min) }
  local shown = {}
  for _, way in ipairs({ 'virtual_text', 'signs', 'underline' }) do
    local value = options[way]
    if value == nil and minimum then
      value = vim.diagnostic.config()[way]
    end
    if minimum and value then
      value = vim.tbl_extend('keep', type(value) == 'table' and value or {}, { severity = minimum })
    end
    shown[way] = value
  end
  if next(shown) == nil then
    return
  end
  vim.diagnostic.config(shown, vim.lsp.diagnostic.get_namespace(client.id))
  if compat.has('0.10') then
    vim.diagnostic.config(shown, vim.lsp.diagnostic.get_namespace(client.id, true, 'drift'))
  end
end

--- Maps the keys that were asked for in a buffer.
function M.map_keys(bufnr)
  local wanted = config.options.keymaps
  local run = { explain = 'Explain', fix = 'Fix', ignore = 'Ignore', conventions = 'Conventions', check = 'Check' }
  for name, keys in pairs(wanted == true and config.keymaps or wanted or {}) do
    if run[name] and keys then
      vim.keymap.set('n', keys, '<Cmd>Drift' .. run[name] .. '<CR>', { buffer = bufnr, desc = 'Drift: ' .. name })
    end
  end
end

return M
