-- Runs a block of docs/editors.md as a configuration, then opens a file.
local support = require('support')

--- `vim.lsp.config` and `vim.lsp.enable` for Neovims that have none, in the few words a configuration needs of them, so
--- that a block written for newer ones is run by every Neovim.
local function newer_interface()
  local compat = require('drift.compat')
  local configs = {}
  vim.lsp.config = function(name, config)
    configs[name] = config
  end
  vim.lsp.enable = function(name)
    local config = vim.tbl_extend('force', configs[name], { name = name, root_dir = vim.loop.cwd() })
    vim.api.nvim_create_autocmd('FileType', {
      pattern = config.filetypes,
      callback = function(event)
        compat.start(config, event.buf)
      end,
    })
  end
end

return function(args)
  local native = vim.lsp.config ~= nil and vim.lsp.enable ~= nil
  if args.newer and not native then
    newer_interface()
  end
  assert(loadstring(args.block))()
  local bufnr = support.open(args.file)
  return { found = #support.await_codes(bufnr, args.codes), native = native }
end
