;;; commands.el --- Every command, in a real Emacs  -*- lexical-binding: t; -*-

;;; Commentary:

;; The project is the sample: `src/odd.ts' has a handler that calls the error
;; `e' where all others say `error', and one that is empty.

;;; Code:

(require 'harness)

(declare-function lsp-find-workspace "lsp-mode")

(defvar told nil "What is printed.")
(defun tell (key value)
  "Print VALUE under KEY."
  (setq told (append told (list key value))))

(test-open "src/odd.ts")
(tell :before (test-rules))
(test-wait (format "the state of the root: %S" drift--roots)
           (lambda () (string-match-p "[0-9]W" (drift-mode-line))))
(tell :modeLine (drift-mode-line))
(tell :lighter (if drift-mode t :json-false))

;; Lists and texts.
(tell :status (test-text (drift-status)))
(tell :doctor (test-text (drift-doctor)))
(let ((list (drift-check t)))
  (tell :check (test-text list))
  (tell :visited
        (save-window-excursion
          (vconcat
           (mapcar (lambda (_)
                     (with-current-buffer list (next-error))
                     (with-current-buffer (find-buffer-visiting (test-path "src/odd.ts"))
                       (format "%d:%d" (line-number-at-pos) (current-column))))
                   '(1 2))))))
(switch-to-buffer (find-buffer-visiting (test-path "src/odd.ts")))
(test-goto "e) {")
(tell :explain (test-text (drift-explain)))
(goto-char (point-min))
(tell :nothing (test-refusal (drift-explain)))

;; A fix, by the package and by the client's own command, and back.
(test-goto "catch (e)")
(setq test-answers (list (test-choice "^Fix: ")))
(drift-fix)
(tell :fixed (test-text (current-buffer)))
(tell :afterFix (test-rules))
(undo-boundary)
(primitive-undo 1 (if (eq (car buffer-undo-list) nil) (cdr buffer-undo-list) buffer-undo-list))
(tell :undone (test-rules))
(test-goto "e) {")
(setq test-answers (list (test-choice "^Fix: ")))
(pcase test-client
  ('eglot (eglot-code-actions (point) (point) nil t))
  ('lsp (call-interactively #'lsp-execute-code-action))
  ('flymake (drift-fix)))
(tell :fixedByClient (test-text (current-buffer)))

;; Ignoring needs a reason.
(test-goto "catch {}")
(tell :reasonless (test-refusal (drift-ignore " ")))
(drift-ignore "the work may fail")
(tell :ignored (test-text (current-buffer)))
(tell :afterIgnore (test-rules))
(revert-buffer t t)
(test-wait "Drift to serve the file again"
           (lambda () (run-hooks 'post-command-hook) (drift--find-client)))
(tell :reverted (test-rules))

;; Deciding.
(defun decide (command)
  "Run COMMAND on the convention of the sample; tell what the file has then."
  (with-current-buffer (drift-conventions)
    (test-goto "Name of the caught error")
    (beginning-of-line)
    (funcall command))
  (switch-to-buffer (find-buffer-visiting (test-path "src/odd.ts")))
  (test-rules))
(tell :conventions (test-text (drift-conventions)))
(with-current-buffer "*Drift conventions*"
  (test-goto "Name of the caught error")
  (beginning-of-line)
  (let ((places (drift-conventions-places)))
    (tell :places (test-text places))
    (with-current-buffer places
      (test-goto "deviates")
      (save-window-excursion
        (drift-places-visit)
        (tell :place (format "%s:%d:%d" (buffer-name) (line-number-at-pos) (current-column)))))))
(tell :rejected (decide #'drift-conventions-reject))
(tell :cleared (decide #'drift-conventions-clear))
(tell :approved (decide #'drift-conventions-approve))
(decide #'drift-conventions-clear)

;; The client's own way to decide: the command of a code action.
(switch-to-buffer (find-buffer-visiting (test-path "src/odd.ts")))
(test-goto "e) {")
(setq test-answers (list (test-choice "^Approve this convention")))
(pcase test-client
  ('eglot (eglot-code-actions (point) (point) nil t))
  ('lsp (call-interactively #'lsp-execute-code-action))
  ('flymake (pop test-answers) (decide #'drift-conventions-approve)))
(tell :approvedByClient (test-rules))

;; What writes files and reads them again.
(drift-setup)
(tell :setup (car test-messages))
(with-temp-file (test-path "src/late.ts")
  (insert "import { work } from './work.js';\nexport function late(): void {\n  try {\n    work(2);\n  } catch {}\n}\n"))
(drift-rescan)
(tell :rescan (car test-messages))
(tell :late (if (string-match-p "src/late.ts" (test-text (drift-check t))) t :json-false))

;; The server dies, and is started anew.
(switch-to-buffer (find-buffer-visiting (test-path "src/odd.ts")))
(let ((process (test-process)))
  (signal-process process 'KILL)
  (test-wait "the server's end"
             (lambda ()
               (not (or (drift--find-client)
                        ;; Lsp-mode takes notice a little later.
                        (and (eq test-client 'lsp) (lsp-find-workspace 'drift nil)))))))
(tell :off (drift-mode-line))
(tell :without (test-refusal (drift-status)))
(drift-restart)
(test-wait "another server" #'drift--find-client)
(tell :restarted (test-rules))
(let ((process (test-process)))
  (drift-restart)
  (test-wait "a third server"
             (lambda () (and (drift--find-client) (not (eq (test-process) process))))))
(tell :restartedAlive (test-rules))

(test-print told)

;;; commands.el ends here
