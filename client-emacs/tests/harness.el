;;; harness.el --- What the scenarios share  -*- lexical-binding: t; -*-

;;; Commentary:

;; A scenario runs as `emacs --batch -Q -l harness.el -l scenario.el'.  In the
;; environment: DRIFT_PROJECT is the folder of the project, DRIFT_FILES a JSON
;; array of its files, DRIFT_CLIENT eglot, lsp or flymake, and DRIFT_SETUP what
;; docs/editors.md tells people to write for it.  It prints one line of JSON,
;; which test/clients/emacs.test.ts compares.

;;; Code:

(require 'cl-lib)
(require 'json)
(require 'package)
(require 'subr-x)

(declare-function drift-request "drift")
(declare-function drift--find-client "drift")
(declare-function drift--here "drift")
(declare-function drift-eglot--server "drift-eglot")
(declare-function drift-lsp--workspace "drift-lsp")
(declare-function flymake-diagnostics "flymake")
(declare-function flymake-diagnostic-beg "flymake")
(declare-function flymake-diagnostic-data "flymake")
(declare-function flymake-diagnostic-end "flymake")
(declare-function flymake-diagnostic-type "flymake")
(declare-function flymake-start "flymake")
(declare-function jsonrpc--process "jsonrpc")
(declare-function lsp--workspace-cmd-proc "lsp-mode")
(declare-function lsp-diagnostics "lsp-mode")
(defvar drift-flymake--server)
(defvar eglot-autoreconnect)
(defvar eglot-sync-connect)
(defvar lsp-auto-guess-root)
(defvar lsp-client-packages)
(defvar lsp-diagnostics-provider)
(defvar lsp-enable-file-watchers)
(defvar lsp-enable-snippet)
(defvar lsp-restart)

(defvar test-deadline 100
  "Seconds after which something that was waited for has failed.")
(defconst test-root (file-name-as-directory (getenv "DRIFT_PROJECT"))
  "Folder of the project.")
(defconst test-files (json-parse-string (getenv "DRIFT_FILES") :array-type 'list)
  "Files of the project.")
(defconst test-client (intern (getenv "DRIFT_CLIENT"))
  "Who talks to the server.")
(defvar test-answers nil
  "What the person answers to questions, in turn.")
(defvar test-messages nil
  "What the person was shown, the latest first.")

(setq package-directory-list '("/usr/share/emacs/site-lisp/elpa")
      make-backup-files nil
      create-lockfiles nil
      auto-save-default nil
      enable-local-variables nil
      large-file-warning-threshold nil)
(package-initialize)

(advice-add 'message :before
            (lambda (format &rest arguments)
              (when format (push (apply #'format-message format arguments) test-messages))))

;;;; The person

(defun test-answer (prompt &optional choices &rest _)
  "Answer PROMPT, about CHOICES, with the next of `test-answers'."
  (unless test-answers (error "Nobody answers %S" prompt))
  (let ((answer (pop test-answers)))
    (if (functionp answer) (funcall answer (all-completions "" choices)) answer)))
;; Choices are asked for in the minibuffer, not in a menu.
(setq last-nonmenu-event ?x)
(dolist (asks '(completing-read read-string y-or-n-p yes-or-no-p))
  (fset asks #'test-answer))

(defun test-choice (pattern)
  "Return an answer: the first choice that matches PATTERN."
  (lambda (choices)
    (or (cl-find-if (lambda (choice) (string-match-p pattern choice)) choices)
        (error "None of %S is like %S" choices pattern))))

(defmacro test-refusal (&rest body)
  "Run BODY and return the text of the error it ends with; nil without one."
  `(condition-case err (progn ,@body nil) (error (error-message-string err))))

;;;; Waiting

(defun test-wait (what check)
  "Wait until CHECK gives something and return it; fail when WHAT takes too long."
  (let ((end (+ (float-time) test-deadline)) found)
    (while (not (setq found (funcall check)))
      (when (> (float-time) end) (error "Waited in vain for %s" what))
      (accept-process-output nil 0.05))
    found))

(defun test-settle ()
  "Have all findings of the open documents told: the answer comes after them."
  (drift-request "drift/check/digest" (list :uri (drift--here))))

;;;; The editor

(defun test-path (file)
  "Return FILE of the project with its folder."
  (expand-file-name file test-root))

(defun test-open (file)
  "Visit FILE of the project, as a person would, and have it served."
  (switch-to-buffer (find-file-noselect (test-path file)))
  ;; `eglot-ensure' connects after the command that visited the file.
  (run-hooks 'post-command-hook)
  (test-wait (format "Drift to serve %s" file) #'drift--find-client))

(defun test-text (buffer)
  "Return the text of BUFFER."
  (with-current-buffer buffer (substring-no-properties (buffer-string))))

(defun test-goto (text)
  "Go to the start of TEXT in this buffer."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun test-process ()
  "Return the process of the server."
  (pcase test-client
    ('eglot (jsonrpc--process (drift-eglot--server)))
    ('lsp (lsp--workspace-cmd-proc (drift-lsp--workspace)))
    ('flymake (jsonrpc--process drift-flymake--server))))

(defun test-flymake (data)
  "Return what flymake shows in this buffer; DATA gives the protocol's diagnostic.
A diagnostic comes with its type and the text that is underlined."
  (flymake-start)
  (mapcar (lambda (shown)
            (list :lsp (funcall data (flymake-diagnostic-data shown))
                  :type (format "%s" (flymake-diagnostic-type shown))
                  :under (buffer-substring-no-properties (flymake-diagnostic-beg shown)
                                                         (flymake-diagnostic-end shown))))
          (flymake-diagnostics)))

(defun test-diagnostics ()
  "Return what this buffer is shown to have, in no order."
  (vconcat
   (pcase test-client
     ('eglot (test-flymake (lambda (data) (cdr (assq 'eglot-lsp-diag data)))))
     ('lsp (mapcar (lambda (diagnostic) (list :lsp diagnostic))
                   (gethash buffer-file-name (lsp-diagnostics))))
     ('flymake (test-flymake #'test-json)))))

(defun test-json (plain)
  "Return PLAIN, which has lists for arrays, in the form that is written as JSON."
  (cond ((null plain) :null)
        ((and (consp plain) (keywordp (car plain)))
         (cl-loop for (key value) on plain by #'cddr append (list key (test-json value))))
        ((consp plain) (vconcat (mapcar #'test-json plain)))
        (t plain)))

(defun test-rules ()
  "Return the rules of what this buffer is shown to have, with their severities."
  (test-settle)
  (vconcat
   (sort (mapcar (lambda (found)
                   (let ((diagnostic (drift--plain (plist-get found :lsp))))
                     (format "%s %s" (plist-get diagnostic :severity) (plist-get diagnostic :code))))
                 (test-diagnostics))
         #'string<)))

(defun test-print (value)
  "Print VALUE as JSON, for the test."
  (princ (decode-coding-string (json-serialize value :false-object :json-false) 'utf-8))
  (terpri))

;;;; What a person has set up

(setq eglot-autoreconnect nil
      eglot-sync-connect t
      lsp-auto-guess-root t
      lsp-client-packages nil
      lsp-diagnostics-provider :flymake
      ;; Nobody takes events in batch mode, and while one waits Emacs does not
      ;; tell that a process has died.
      lsp-enable-file-watchers nil
      lsp-enable-snippet nil
      lsp-restart 'ignore)
;; Emacs 28 has no modes for these; packages do.
(define-derived-mode typescript-mode prog-mode "TypeScript")
(define-derived-mode csharp-mode prog-mode "C#")
(dolist (pair '(("\\.[mc]?tsx?\\'" . typescript-mode) ("\\.cs\\'" . csharp-mode)))
  (add-to-list 'auto-mode-alist pair))
(eval (car (read-from-string (format "(progn %s)" (getenv "DRIFT_SETUP")))) t)

(provide 'harness)
;;; harness.el ends here
