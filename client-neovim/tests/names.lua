-- The names the client shares with the server, its commands, and the tags of its help.
return function(args)
  local protocol = require('drift.protocol')
  local defined = {}
  for name in pairs(vim.api.nvim_get_commands({ builtin = false })) do
    if vim.startswith(name, 'Drift') then
      defined[#defined + 1] = name
    end
  end
  vim.cmd('helptags ' .. vim.fn.fnameescape(args.doc))
  return {
    methods = vim.tbl_values(protocol.method),
    commands = vim.tbl_values(protocol.command),
    reasons = vim.tbl_map(function(reason)
      return reason[1]
    end, protocol.reasons),
    filetypes = require('drift.config').filetypes,
    defined = defined,
    run = vim.tbl_keys(require('drift.commands').run),
    tags = vim.tbl_map(function(line)
      return vim.split(line, '\t')[1]
    end, vim.fn.readfile(args.doc .. '/tags')),
  }
end
