;;; commands-list.el --- The commands of the package  -*- lexical-binding: t; -*-

;;; Commentary:

;; Prints the name of every command that the package defines.

;;; Code:

(add-to-list 'load-path (pop command-line-args-left))
(dolist (file '(drift drift-actions drift-check drift-conventions drift-eglot drift-flymake drift-lsp drift-program))
  (require file))
(let (names)
  (mapatoms (lambda (symbol)
              (when (and (commandp symbol)
                         (string-match-p "\\`drift-" (symbol-name symbol))
                         (not (string-match-p "--" (symbol-name symbol))))
                (push (symbol-name symbol) names))))
  (princ (string-join (sort names #'string<) "\n")))

;;; commands-list.el ends here
