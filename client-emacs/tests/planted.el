;;; planted.el --- A program that the project brought along  -*- lexical-binding: t; -*-

;;; Commentary:

;; For each way in which the program of the project gets onto `exec-path':
;; what is said when Drift is turned on, and what would be started where an
;; honest program comes later.  At last the person allows the planted one.

;;; Code:

(require 'harness)
(require 'drift-program)

(declare-function drift-flymake-mode "drift-flymake")
(declare-function eglot "eglot")
(declare-function eglot--guess-contact "eglot")
(declare-function lsp "lsp-mode")

(defconst planted-package (test-path "packages/a/") "The inner project.")
(defconst planted-honest exec-path "Where the honest program lies, and the system's.")

(defun planted-turn-on ()
  "Turn Drift on in a buffer of the inner project; return what the person is told."
  (setq test-messages nil)
  (let ((buffer (find-file-noselect (expand-file-name "src/odd.ts" planted-package))))
    (unwind-protect
        (with-current-buffer buffer
          (let ((refused (test-refusal
                          (pcase test-client
                            ('eglot (apply #'eglot (eglot--guess-contact)))
                            ('lsp (lsp))
                            ('flymake (drift-flymake-mode 1))))))
            (or (cl-find-if (lambda (text) (string-match-p "not started" text))
                            (cons (or refused "") test-messages))
                (format "%s %S" refused test-messages))))
      (with-current-buffer buffer (set-buffer-modified-p nil))
      (kill-buffer buffer))))

;; What the set-up does by itself on visiting is done by hand here, once.
(setq prog-mode-hook nil)
(mapatoms (lambda (symbol)
            (when (string-match-p "\\`\\(typescript\\|prog\\)-mode-hook\\'" (symbol-name symbol))
              (set symbol nil))))

(let (told)
  (dolist (entry (list "node_modules/.bin" "./node_modules/.bin" "." nil
                       (expand-file-name "node_modules/.bin" planted-package)
                       (test-path "node_modules/.bin")
                       (test-path "linked")))
    (let ((said (let ((exec-path (list entry "/usr/bin" "/bin"))) (planted-turn-on)))
          (found (let ((exec-path (cons entry planted-honest)))
                   (car (drift-program-command planted-package)))))
      (push (list :entry (or entry "") :said said :found found) told)))
  (let ((drift-command (list (test-path "node_modules/.bin/drift") "lsp")))
    (push (list :entry "allowed" :said "" :found (car (drift-program-command planted-package))) told))
  (let ((exec-path '("/nowhere")))
    (push (list :entry "none" :found ""
                :said (test-refusal (drift-program-command planted-package)))
          told))
  (test-print (vconcat (nreverse told))))

;;; planted.el ends here
