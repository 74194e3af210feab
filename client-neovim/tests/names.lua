-- The names the client shares with the server, its commands, and whether the help is well formed.
return function(args)
  local protocol = require('drift.protocol')
  local defined = {}
  for name in pairs(vim.api.nvim_get_commands({ builtin = false })) do
    if vim.startswith(name, 'Drift') then
      defined[#defined + 1] = name
    end
  end
  vim.cmd('helptags ' .. vim.fn.fnameescape(args.doc))
  local tags = vim.fn.readfile(args.doc .. '/tags')
  return {
    methods = vim.tbl_values(protocol.method),
    commands = vim.tbl_values(protocol.command),
    reasons = vim.tbl_map(function(r)
      return r[1]
    end, protocol.reasons),
    filetypes = require('drift.config').filetypes,
    defined = vim.fn.sort(defined),
    run = vim.fn.sort(vim.tbl_keys(require('drift.commands').run)),
    tags = vim.tbl_map(function(line)
      return vim.split(line, '\t')[1]
    end, tags),
  }
end
