;;; drift.el --- Where new code departs from a code base's habits  -*- lexical-binding: t; -*-

;; Author: The Drift maintainers
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: tools, languages
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Drift learns how a code base does things and tells where new code drifts
;; from it.  The server, `drift lsp --stdio', works all of it out; this package
;; shows what it says.  Three ways lead to the server:
;;
;; - `drift-lsp-register' for lsp-mode, beside any other server;
;; - `drift-flymake-mode' with a connection of its own, beside any eglot server;
;; - `drift-eglot-register' for eglot, which serves a buffer with one server.
;;
;; The commands are the same for all three.  They are listed in README.md.

;;; Code:

(require 'cl-lib)
(require 'seq)
(require 'subr-x)
(require 'url-util)

(defgroup drift nil
  "Where new code departs from a code base's habits."
  :group 'tools
  :prefix "drift-")

(defcustom drift-command '("drift" "lsp" "--stdio")
  "The program that serves Drift, and its arguments.
A name is looked for on variable `exec-path', but never in the project and never
through a relative entry: a repository could bring a program along.  An absolute
name is started wherever it lies."
  :type '(repeat string)
  :risky t)

(defcustom drift-modes
  '((typescript-ts-mode . "typescript") (typescript-mode . "typescript")
    (tsx-ts-mode . "typescriptreact") (js-mode . "javascript")
    (js2-mode . "javascript") (js-ts-mode . "javascript")
    (python-mode . "python") (python-ts-mode . "python")
    (java-mode . "java") (java-ts-mode . "java")
    (csharp-mode . "csharp") (csharp-ts-mode . "csharp")
    (php-mode . "php") (php-ts-mode . "php")
    (go-mode . "go") (go-ts-mode . "go")
    (rust-mode . "rust") (rust-ts-mode . "rust")
    (ruby-mode . "ruby") (ruby-ts-mode . "ruby")
    (kotlin-mode . "kotlin") (kotlin-ts-mode . "kotlin"))
  "Major modes that Drift serves, each with what the protocol calls its language."
  :type '(alist :key-type symbol :value-type string))

(defcustom drift-timeout 60
  "Seconds to wait for an answer of the server."
  :type 'number)

;;;; The server that serves a buffer, whoever talks to it

(cl-defstruct drift-client
  "A running server.
NAME is who talks to it, ROOT the folder it was started for.  REQUEST takes a
method and its parameters and gives the answer.  RESTART ends the server and
starts it anew."
  name root request restart)

(defvar drift-client-functions nil
  "Functions that give the `drift-client' of the current buffer, or nil.")

(defvar drift-start-functions nil
  "Functions that start a server for the current buffer.
Each returns nil where it never served this buffer.")

(defvar-local drift--client nil
  "In a list: the `drift-client' that it came from.")

(defvar-local drift--uri nil
  "In a list: URI of the document or folder that it is about.")

(defun drift--find-client ()
  "Return the `drift-client' of the current buffer, or nil."
  (or drift--client (run-hook-with-args-until-success 'drift-client-functions)))

(defun drift--client-or-lose ()
  "Return the `drift-client' of the current buffer, or say that there is none."
  (or (drift--find-client)
      (user-error "No Drift server serves this buffer; M-x drift-restart starts one where one was")))

(defun drift-request (method params)
  "Ask the server of the current buffer METHOD with PARAMS, a plist.
Return the answer with lists for arrays, plists for objects, nil for false."
  (drift--plain (funcall (drift-client-request (drift--client-or-lose)) method params)))

(defun drift--plain (value)
  "Return VALUE, as a JSON reader gave it, in the one form read here."
  (cond ((eq value :json-false) nil)
        ((hash-table-p value)
         (let (plist)
           (maphash (lambda (key part)
                      (push (intern (format ":%s" key)) plist)
                      (push (drift--plain part) plist))
                    value)
           (nreverse plist)))
        ((or (vectorp value) (consp value)) (mapcar #'drift--plain value))
        (t value)))

(defun drift-execute (command &rest arguments)
  "Run the server's COMMAND with ARGUMENTS and return what it says."
  (drift-request "workspace/executeCommand"
                 (list :command command :arguments (vconcat arguments))))

(defun drift--error-text (err)
  "Return what ERR, an error of a request, says to a person."
  (or (cdr (assq 'jsonrpc-error-message (cdr err))) (error-message-string err)))

(defun drift--uri-of (path)
  "Return PATH as a URI."
  (concat "file://" (if (string-prefix-p "/" path) "" "/")
          (url-hexify-string (encode-coding-string path 'utf-8)
                             (cons ?/ url-unreserved-chars))))

(defun drift--path-of (uri)
  "Return URI as a path."
  (let ((path (decode-coding-string (url-unhex-string (string-remove-prefix "file://" uri)) 'utf-8)))
    (if (string-match-p "\\`/[A-Za-z]:" path) (substring path 1) path)))

(defun drift--here ()
  "Return the URI of what the current buffer shows, or of its folder."
  (or drift--uri (drift--uri-of (expand-file-name (or buffer-file-name default-directory)))))

(defun drift--shown (text)
  "Return TEXT as one line without control characters.
It may come from a repository."
  (replace-regexp-in-string "[[:cntrl:]]+" " " (substring-no-properties (or text ""))))

;;;; What all three ways to the server share

(defun drift-initialization-options (who)
  "Return the `initializationOptions' for a server that WHO starts."
  (list :command (concat "Emacs, " who) :clientFeatures (list :status t)))

(defun drift--language-of (mode)
  "Return what the protocol calls the language of the major mode MODE, or nil."
  (let ((known (apply #'provided-mode-derived-p mode (mapcar #'car drift-modes))))
    (cdr (assq known drift-modes))))

;;;; The state of the roots, for the mode line

(defvar drift--roots (make-hash-table :test #'equal)
  "How each root stands, by its folder: an element of `roots' of drift/status.")

(defun drift-take-status (params)
  "Remember what the notification drift/status told in PARAMS."
  (dolist (root (plist-get (drift--plain params) :roots))
    (puthash (file-name-as-directory (drift--path-of (plist-get root :uri))) root drift--roots))
  (force-mode-line-update t))

(defun drift--root-of (file)
  "Return how the innermost root stands in which FILE lies, or nil."
  (let ((best "") found)
    (maphash (lambda (folder root)
               (when (and (string-prefix-p folder file) (> (length folder) (length best)))
                 (setq best folder found root)))
             drift--roots)
    found))

(defun drift--counts-text (root)
  "Return the findings that ROOT has by severity, as in \"2E 1W\", or \"0\"."
  (let* ((counts (plist-get root :counts))
         (parts (cl-loop for (key letter) in '((:error "E") (:warning "W") (:info "I") (:hint "H"))
                         for n = (or (plist-get counts key) 0)
                         when (> n 0) collect (format "%d%s" n letter))))
    (if parts (string-join parts " ") "0")))

(defun drift-mode-line ()
  "Return what the mode line says about Drift in the current buffer."
  (let ((root (and buffer-file-name (drift--root-of (file-truename buffer-file-name)))))
    (cond ((not (drift--find-client)) " Drift:off")
          ((null root) " Drift")
          (t (concat " Drift:"
                     (pcase (plist-get root :phase)
                       ("reading" (format "reading %s/%s" (plist-get (plist-get root :files) :done)
                                          (plist-get (plist-get root :files) :total)))
                       ("failed" "failed")
                       (_ (drift--counts-text root)))
                     (if (plist-get root :heldBy) " reads only" ""))))))

;;;###autoload
(define-minor-mode drift-mode
  "Show in the mode line how Drift stands.
It is turned on where Drift serves a buffer."
  :lighter (:eval (drift-mode-line)))

;;;; Showing text

(defun drift--show (name lines &optional client uri)
  "Show LINES in the buffer NAME, as plain text.
CLIENT and URI are what commands in it ask and are about."
  (with-current-buffer (get-buffer-create name)
    (special-mode)
    (setq drift--client client
          drift--uri uri)
    (let ((inhibit-read-only t))
      (erase-buffer)
      (dolist (line lines) (insert line "\n"))
      (goto-char (point-min)))
    (display-buffer (current-buffer))
    (current-buffer)))

(defun drift--message (format &rest arguments)
  "Tell the person what FORMAT and ARGUMENTS say, from Drift."
  (message "Drift: %s" (drift--shown (apply #'format format arguments))))

;;;; Commands

(defun drift--gate-lines (gates)
  "Return what GATES, the verdict of a policy in drift/status, say."
  (when gates
    (cons (format "  gates (%s): %s - %s" (drift--shown (plist-get gates :policy))
                  (plist-get gates :state) (drift--shown (plist-get gates :why)))
          (mapcar (lambda (gate)
                    (format "    %s %s: %s" (plist-get gate :id) (plist-get gate :status)
                            (drift--shown (plist-get gate :summary))))
                  (plist-get gates :gates)))))

(defun drift--status-lines (root)
  "Return what there is to say about ROOT, an element of `roots' of drift/status."
  (let ((files (plist-get root :files))
        (holder (plist-get root :heldBy))
        (problem (plist-get root :problem)))
    (delq nil
          (append
           (list (drift--shown (drift--path-of (plist-get root :uri)))
                 (format "  %s, %s of %s files" (plist-get root :phase)
                         (plist-get files :done) (plist-get files :total))
                 (format "  findings: %s, %s of them in new code"
                         (drift--counts-text root) (plist-get root :newFindings)))
           (drift--gate-lines (plist-get root :gates))
           (list (and holder
                      (format "  the database is held by process %s on %s (%s); this one only reads it"
                              (plist-get holder :pid) (drift--shown (plist-get holder :host))
                              (drift--shown (plist-get holder :command))))
                 (and problem (not (string-empty-p problem))
                      (format "  %s" (drift--shown problem))))))))

;;;###autoload
(defun drift-status ()
  "Show how Drift stands in each root: files, findings, who holds the database."
  (interactive)
  (let ((client (drift--client-or-lose))
        (answer (drift-request "drift/status" (make-hash-table))))
    (drift-take-status answer)
    (drift--show "*Drift status*"
                 (cons (format "Drift through %s, started with: %s" (drift-client-name client)
                               (string-join drift-command " "))
                       (mapcan #'drift--status-lines (plist-get answer :roots)))
                 client (drift--here))))

;;;###autoload
(defun drift-rescan ()
  "Have every file read again."
  (interactive)
  (drift--message "%s" (plist-get (drift-execute "drift.rescan") :message)))

;;;###autoload
(defun drift-setup ()
  "Have the files of a project written that are missing; none is replaced."
  (interactive)
  (drift--message "%s" (plist-get (drift-execute "drift.setup" (list :uri (drift--here))) :message)))

(defun drift--check-lines (check)
  "Return what CHECK of the doctor says."
  (delq nil
        (list (format "%-5s %s" (plist-get check :status) (drift--shown (plist-get check :message)))
              (and (plist-get check :mended)
                   (format "      mended: %s" (drift--shown (plist-get check :mended))))
              (and (plist-get check :fix)
                   (format "      %s" (drift--shown (plist-get check :fix)))))))

;;;###autoload
(defun drift-doctor (&optional mend)
  "Show what keeps Drift from working well here.
With MEND, the prefix argument, have mended first what can be."
  (interactive "P")
  (let ((answer (drift-request "drift/ws.doctor"
                               (list :uri (drift--here) :fix (if mend t :json-false)))))
    (drift--show "*Drift doctor*" (mapcan #'drift--check-lines (plist-get answer :checks))
                 (drift--find-client) (drift--here))))

;;;###autoload
(defun drift-restart ()
  "End the server of this buffer and start it anew, or start one where one was."
  (interactive)
  (let ((client (drift--find-client)))
    (cond (client (funcall (drift-client-restart client)))
          ((run-hook-with-args-until-success 'drift-start-functions))
          (t (user-error "No Drift server ever served this buffer")))
    (drift--message "started anew")))

;; Those in other files, for whoever has the folder in `load-path' only.
(autoload 'drift-check "drift-check" nil t)
(autoload 'drift-conventions "drift-conventions" nil t)
(autoload 'drift-explain "drift-actions" nil t)
(autoload 'drift-fix "drift-actions" nil t)
(autoload 'drift-ignore "drift-actions" nil t)

(provide 'drift)
;;; drift.el ends here
