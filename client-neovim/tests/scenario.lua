-- The steps of test/clients/scenarios.md, done as a person does them here; a recorder stands before the server.
local support = require('support')

local ORDERS, STOCK = 'src/orders.ts', 'src/stock.py'

--- Presses keys in normal mode; what begins an insertion ends it.
local function press(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'xt', false)
end

local function pause(ms)
  vim.wait(ms, function()
    return false
  end)
end

--- Types a text behind the cursor, a key at a time, as fast as the editor takes them.
local function type_text(text)
  for _, key in ipairs(vim.fn.split(text, '\\zs')) do
    press(key == '\n' and 'o<C-u><Esc>' or 'a' .. (key == '<' and '<lt>' or key))
    pause(4)
  end
end

--- The diagnostics of a buffer, when the server has said all it has to say of it.
local function settled(bufnr)
  support.ask(support.client(bufnr), 'drift/check/digest', vim.empty_dict())
  pause(700)
end

local function open(path)
  local bufnr = support.open(path)
  support.client(bufnr)
  settled(bufnr)
  return bufnr
end

local function ask_quietly(bufnr, method, params)
  require('drift.compat').request(support.client(bufnr), method, params, function() end, bufnr)
end

local scenarios = {}

scenarios['typing'] = function()
  local bufnr = open(ORDERS)
  press('Go<Esc>')
  type_text('export function late(): voiid')
  press('x')
  press('x')
  type_text('d {\n  try {\n    worq')
  press('x')
  type_text('k(3);\n  } catch {}\n}')
  settled(bufnr)
  local python = open(STOCK)
  support.cursor(2, 0)
  press('O<Esc>')
  type_text('# how much is left')
  settled(python)
  vim.cmd('write')
  vim.cmd('buffer ' .. bufnr)
  vim.fn.search('catch {}')
  vim.cmd('DriftIgnore nothing to tell')
  pause(500)
  settled(bufnr)
  vim.cmd('write')
  settled(bufnr)
end

scenarios['undo'] = function()
  local bufnr = open(ORDERS)
  vim.fn.search('function quiet')
  press('5dd')
  pause(200)
  press('u')
  press('<C-r>')
  press('u')
  vim.cmd('silent %s/work/workWithCare/g')
  pause(200)
  press('u')
  press('Go<Esc>')
  type_text('// a line')
  vim.cmd('write')
  settled(bufnr)
  for _ = 1, 4 do
    press('u')
  end
  settled(bufnr)
end

scenarios['several-changes'] = function()
  local bufnr = open(ORDERS)
  vim.cmd([[silent g/^export/normal! Iabstract ]])
  pause(200)
  vim.cmd('silent %s/work/carefulWork/g')
  press('ggVG>')
  pause(200)
  press('u')
  press('u')
  press('<C-r>')
  press('gg<C-v>4jI//<Esc>')
  pause(200)
  press('u')
  press('u')
  vim.cmd([[silent g/^abstract/normal! 0df ]])
  settled(bufnr)
end

scenarios['crlf'] = function()
  local bufnr = open(ORDERS)
  support.cursor(4, 18)
  press('i<CR><Esc>')
  pause(200)
  press('kJ')
  vim.fn.setreg('a', 'const one = 1;\nconst two = 2;\nconst three = 3;\n', 'l')
  support.cursor(2, 0)
  press('"ap')
  support.cursor(3, 4)
  press('v2j0d')
  press('GA // the end')
  settled(bufnr)
  vim.cmd('write')
  local python = open(STOCK)
  support.cursor(0, 0)
  press('ix')
  press('x')
  press('I# first <Esc>')
  settled(python)
  vim.cmd('write')
  settled(python)
end

scenarios['emoji'] = function()
  local bufnr = open(ORDERS)
  support.cursor(3, 0)
  press('f👋ia<Esc>')
  press('f👋x')
  press('a\u{1F44B}🏽<Esc>')
  pause(200)
  -- One Backspace at the end of a family takes what this editor calls a letter.
  press('f👧a<BS><Esc>')
  pause(200)
  local line = vim.api.nvim_get_current_line()
  local accent = line:find('e\u{301}', 1, true)
  if accent then
    vim.api.nvim_buf_set_text(bufnr, 3, accent, 3, accent, { 'x' })
  end
  vim.fn.setreg('a', '😀é漢字', 'c')
  vim.fn.search('createHash(')
  press('"aP')
  pause(200)
  press('u')
  settled(bufnr)
  local python = open(STOCK)
  vim.fn.search('🔑')
  press('x')
  press('a🗝️ ключ<Esc>')
  settled(python)
end

scenarios['rename'] = function()
  local bufnr = open(ORDERS)
  -- This editor has no word for it: it saves under another name and forgets the old one.
  vim.cmd('saveas src/sales.ts')
  os.remove(ORDERS)
  vim.cmd('edit')
  bufnr = vim.api.nvim_get_current_buf()
  pause(300)
  press('Go// sold<Esc>')
  settled(bufnr)
  vim.cmd('write')
  settled(bufnr)
  open(STOCK)
  vim.fn.mkdir('src/depot', 'p')
  vim.cmd('saveas src/depot/stock.py')
  os.remove(STOCK)
  vim.cmd('edit')
  settled(vim.api.nvim_get_current_buf())
end

scenarios['close-busy'] = function()
  local function edit_and_ask()
    local bufnr = support.open(ORDERS)
    local client = support.client(bufnr)
    press('Go// and on<Esc>')
    local document = { uri = vim.uri_from_bufnr(bufnr) }
    local at = { line = 4, character = 12 }
    ask_quietly(bufnr, 'textDocument/codeAction', {
      textDocument = document,
      range = { start = at, ['end'] = at },
      context = { diagnostics = {} },
    })
    ask_quietly(bufnr, 'textDocument/hover', { textDocument = document, position = at })
    return bufnr, client
  end
  settled(open(ORDERS))
  for _ = 1, 2 do
    edit_and_ask()
    vim.cmd('bwipeout!')
  end
  settled(open(ORDERS))
end

scenarios['two-windows'] = function(args)
  local bufnr = open(ORDERS)
  if args.window == 'a' then
    vim.cmd('vsplit')
    press('Go// from a<Esc>')
    settled(bufnr)
    vim.cmd('write')
    vim.fn.writefile({}, args.turn)
    support.wait('the other window', function()
      return vim.fn.filereadable(args.turn .. '.b') == 1
    end)
    vim.cmd('edit!')
    press('Go// from a again<Esc>')
    settled(bufnr)
  else
    support.wait('the other window', function()
      return vim.fn.filereadable(args.turn) == 1
    end)
    vim.cmd('edit!')
    press('ggO// from b<Esc>')
    settled(bufnr)
    vim.cmd('write')
    vim.fn.writefile({}, args.turn .. '.b')
    settled(bufnr)
  end
end

return function(args)
  -- The second window warns of a file that changed behind it; a person reads it anew.
  vim.o.autoread = true
  vim.o.swapfile = false
  scenarios[args.scenario](args)
  return true
end
