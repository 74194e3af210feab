;;; drift-eglot.el --- Drift through eglot  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Eglot serves a buffer with one server.  Where another one is wanted beside
;; Drift, `drift-flymake-mode' does the same over a connection of its own.

;;; Code:

(require 'drift)
(require 'drift-program)
(require 'project)
(require 'eglot nil t)
(require 'jsonrpc)

(declare-function eglot "eglot")
(declare-function eglot-current-server "eglot")
(declare-function eglot-reconnect "eglot")
(declare-function eglot-managed-p "eglot")
(declare-function eglot--project "eglot")
(declare-function eglot--server-info "eglot")
(declare-function eglot--signal-textDocument/didChange "eglot")
(defvar eglot-server-programs)
(defvar eglot-managed-mode-hook)

(defvar-local drift-eglot--served nil
  "Whether Drift served this buffer through eglot.")

(defun drift-eglot--contact (&rest _)
  "Return how eglot starts Drift in the project of this buffer."
  (append (drift-program-command (let ((project (project-current)))
                                   (if project (project-root project) default-directory)))
          (list :initializationOptions (drift-initialization-options "eglot"))))

(defun drift-eglot--programs ()
  "Return the entry of `eglot-server-programs' for Drift."
  (cons (mapcar (lambda (mode) (list (car mode) :language-id (cdr mode))) drift-modes)
        #'drift-eglot--contact))

(defun drift-eglot--server ()
  "Return the eglot server of this buffer where it is Drift."
  (let ((server (and (fboundp 'eglot-current-server) (eglot-current-server))))
    (and server
         (equal (plist-get (eglot--server-info server) :name) "drift")
         server)))

(defun drift-eglot--request (server method params)
  "Ask SERVER METHOD with PARAMS about the texts as they are now."
  (when (eglot-managed-p)
    ;; Eglot sends what was typed after a pause.
    (eglot--signal-textDocument/didChange))
  (condition-case err
      (jsonrpc-request server (intern (concat ":" method)) params :timeout drift-timeout)
    (jsonrpc-error (user-error "Drift: %s" (drift--shown (drift--error-text err))))))

(defun drift-eglot--client ()
  "Return the `drift-client' of this buffer where eglot serves it with Drift."
  (let ((server (drift-eglot--server)))
    (and server
         (make-drift-client
          :name "eglot"
          :root (expand-file-name (project-root (eglot--project server)))
          :request (lambda (method params) (drift-eglot--request server method params))
          :restart (lambda () (eglot-reconnect server))))))

(defun drift-eglot--start ()
  "Start eglot anew in a buffer that Drift served through it."
  (when drift-eglot--served
    (call-interactively #'eglot)
    t))

(defun drift-eglot--managed ()
  "Turn the mode line on in a buffer that eglot serves with Drift."
  (when (and (eglot-managed-p) (drift-eglot--server))
    (setq drift-eglot--served t)
    (drift-mode 1)))

(cl-defmethod eglot-handle-notification (_server (_method (eql 'drift/status)) &key roots)
  "Take how the ROOTS of a Drift server stand."
  (drift-take-status (list :roots roots)))

;;;###autoload
(defun drift-eglot-register ()
  "Have `eglot' serve the modes of `drift-modes' with Drift."
  (interactive)
  (unless (require 'eglot nil t) (user-error "Eglot is not installed"))
  (add-to-list 'eglot-server-programs (drift-eglot--programs))
  (add-hook 'eglot-managed-mode-hook #'drift-eglot--managed)
  (add-hook 'drift-client-functions #'drift-eglot--client)
  (add-hook 'drift-start-functions #'drift-eglot--start))

(provide 'drift-eglot)
;;; drift-eglot.el ends here
