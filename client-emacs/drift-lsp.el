;;; drift-lsp.el --- Drift through lsp-mode  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Lsp-mode serves a buffer with as many servers as are registered as add-ons:
;; Drift runs beside the server of the language.

;;; Code:

(require 'drift)
(require 'drift-program)

(declare-function lsp "lsp-mode")
(declare-function lsp-find-workspace "lsp-mode")
(declare-function lsp-register-client "lsp-mode")
(declare-function lsp-request "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(declare-function lsp-workspace-restart "lsp-mode")
(declare-function lsp-workspace-root "lsp-mode")
(declare-function lsp-workspaces "lsp-mode")
(declare-function lsp--workspace-client "lsp-mode")
(declare-function lsp--workspace-cmd-proc "lsp-mode")
(declare-function lsp--workspace-status "lsp-mode")
(declare-function lsp--client-server-id "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(defvar lsp--cur-workspace)
(defvar lsp-after-open-hook)
(defvar lsp-language-id-configuration)
(defvar lsp-response-timeout)

(defvar-local drift-lsp--served nil
  "Whether Drift served this buffer through lsp-mode.")

(defun drift-lsp--workspace ()
  "Return the workspace of lsp-mode in which Drift serves this buffer."
  (and (fboundp 'lsp-workspaces)
       (seq-find (lambda (workspace)
                   (and (eq (lsp--client-server-id (lsp--workspace-client workspace)) 'drift)
                        (eq (lsp--workspace-status workspace) 'initialized)
                        (process-live-p (lsp--workspace-cmd-proc workspace))))
                 (lsp-workspaces))))

(defun drift-lsp--request (workspace method params)
  "Ask the server of WORKSPACE METHOD with PARAMS."
  (let ((lsp--cur-workspace workspace)
        (lsp-response-timeout drift-timeout))
    (condition-case err
        (lsp-request method params)
      (error (user-error "Drift: %s" (drift--shown (drift--error-text err)))))))

(defun drift-lsp--client ()
  "Return the `drift-client' of this buffer where lsp-mode serves it with Drift."
  (let ((workspace (drift-lsp--workspace)))
    (and workspace
         (make-drift-client
          :name "lsp-mode"
          :root (lsp-workspace-root)
          :request (lambda (method params) (drift-lsp--request workspace method params))
          :restart (lambda () (lsp-workspace-restart workspace))))))

(defun drift-lsp--start ()
  "Start lsp-mode anew in a buffer that Drift served through it."
  (when drift-lsp--served
    (lsp)
    t))

(defun drift-lsp--opened ()
  "Turn the mode line on in a buffer that lsp-mode serves with Drift."
  (when (drift-lsp--workspace)
    (setq drift-lsp--served t)
    (drift-mode 1)))

(defun drift-lsp--command ()
  "Return how lsp-mode starts Drift in the project of this buffer."
  (drift-program-command (or (lsp-workspace-root) default-directory)))

(defun drift-lsp--startable-p ()
  "Return whether there is a program to start; say why where there is none.
An error here would keep the other servers of the buffer from being started."
  (condition-case err
      (drift-lsp--command)
    (user-error (message "%s" (error-message-string err)) nil)))

(defun drift-lsp--notifications ()
  "Return what is done about the notifications of Drift."
  (let ((handlers (make-hash-table :test #'equal)))
    (puthash "drift/status" (lambda (_workspace params) (drift-take-status params)) handlers)
    handlers))

;;;###autoload
(defun drift-lsp-register ()
  "Have `lsp' serve the modes of `drift-modes' with Drift too."
  (interactive)
  (unless (require 'lsp-mode nil t) (user-error "The package lsp-mode is not installed"))
  (dolist (mode drift-modes)
    (add-to-list 'lsp-language-id-configuration mode t))
  (lsp-register-client
   (make-lsp-client
    :new-connection (lsp-stdio-connection #'drift-lsp--command #'drift-lsp--startable-p)
    :activation-fn (lambda (_file mode) (drift--language-of mode))
    :add-on? t
    :multi-root t
    :priority -2
    :server-id 'drift
    :initialization-options (lambda () (drift-initialization-options "lsp-mode"))
    :notification-handlers (drift-lsp--notifications)))
  (add-hook 'lsp-after-open-hook #'drift-lsp--opened)
  (add-hook 'drift-client-functions #'drift-lsp--client)
  (add-hook 'drift-start-functions #'drift-lsp--start))

(provide 'drift-lsp)
;;; drift-lsp.el ends here
