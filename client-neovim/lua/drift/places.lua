-- Places that the server names by path, line and UTF-16 character, as Neovim's lists want them.
local compat = require('drift.compat')

local M = {}

--- A reader of the lines of files below a root: from the buffer where one is loaded, else from the disk, each file once.
function M.reader(root)
  local read = {}
  return function(path)
    local full = root .. '/' .. path
    if read[full] == nil then
      local bufnr = vim.fn.bufnr('^' .. vim.fn.escape(full, '\\[]*?{},') .. '$')
      local loaded = bufnr ~= -1 and vim.api.nvim_buf_is_loaded(bufnr)
      local ok, lines = true, nil
      if loaded then
        lines = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
      else
        ok, lines = pcall(vim.fn.readfile, full)
        if ok and lines[1] then
          lines[1] = lines[1]:gsub('^\239\187\191', '')
        end
      end
      read[full] = ok and lines or {}
    end
    return full, read[full]
  end
end

--- The column in bytes, from 1, of a place in the lines of a file.
function M.column(lines, place)
  return compat.byte_of(lines[place.line + 1] or '', place.character) + 1
end

return M
