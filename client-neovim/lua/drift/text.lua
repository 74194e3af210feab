-- What comes from the code under analysis is shown as plain text: one line, nothing that a terminal obeys.
local M = {}

--- One line without control characters.
function M.line(text)
  return (tostring(text):gsub('[%z\1-\31\127]', ' '):gsub('\194[\128-\159]', ' '))
end

--- The lines of a text, each made plain.
function M.lines(text)
  return vim.tbl_map(M.line, vim.split(tostring(text), '\n', { plain = true }))
end

--- `1 file`, `2 files`.
function M.counted(n, noun)
  return n .. ' ' .. noun .. (n == 1 and '' or 's')
end

--- Tells a person something.
function M.say(message, level)
  vim.notify('Drift: ' .. M.line(message), level or vim.log.levels.INFO)
end

--- Tells a person that something did not work.
function M.warn(message)
  M.say(message, vim.log.levels.WARN)
end

--- An error of the server in words.
function M.error_text(err)
  return type(err) == 'table' and tostring(err.message or vim.inspect(err)) or tostring(err)
end

return M
