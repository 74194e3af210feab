-- The configuration that `vim.lsp.enable('drift')` finds, from Neovim 0.11 on.
local client = require('drift.client')
return vim.tbl_extend('force', client.config(), { cmd = client.program(vim.loop.cwd()) })
