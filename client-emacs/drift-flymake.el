;;; drift-flymake.el --- Drift beside any eglot server  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; A flymake backend that talks to a server of its own, one a project.  Nothing
;; but flymake and the commands of this package uses it, so another server may
;; serve the same buffer through eglot.

;;; Code:

(require 'cl-lib)
(require 'drift)
(require 'drift-edit)
(require 'drift-program)
(require 'flymake)
(require 'jsonrpc)
(require 'project)

(defvar drift-flymake--servers (make-hash-table :test #'equal)
  "Connections by the folder of their project.")

(defvar-local drift-flymake--server nil
  "The connection that serves this buffer.")
(defvar-local drift-flymake--version 0
  "Version of the text that the server was sent.")
(defvar-local drift-flymake--tick nil
  "Tick of the text that the server was sent.")
(defvar-local drift-flymake--report nil
  "What flymake gave to report with.")
(defvar-local drift-flymake--told nil
  "Diagnostics of the protocol that the server told last.")

(defvar drift-flymake-mode)

;;;; The server

(defun drift-flymake--root ()
  "Return the folder of the project of this buffer."
  (let ((marked (locate-dominating-file default-directory "drift.toml"))
        (project (project-current)))
    (expand-file-name (or marked (and project (project-root project)) default-directory))))

(defconst drift-flymake--capabilities
  '(:workspace (:workspaceEdit (:documentChanges t) :workspaceFolders t)
    :textDocument (:synchronization (:didSave t)
                   :publishDiagnostics (:relatedInformation t :versionSupport t)
                   :codeAction (:codeActionLiteralSupport (:codeActionKind (:valueSet ["quickfix" "refactor" "source"]))
                                :disabledSupport t :dataSupport t
                                :resolveSupport (:properties ["edit"]))))
  "What this client can do.")

(defun drift-flymake--start (root)
  "Start a server for the project in ROOT."
  (let* ((default-directory root)
         (uri (drift--uri-of (directory-file-name root)))
         (server
          (make-instance
           'jsonrpc-process-connection
           :name (format "drift (%s)" (file-name-nondirectory (directory-file-name root)))
           :process (make-process :name "drift" :command (drift-program-command root)
                                  :connection-type 'pipe
                                  :coding 'utf-8-emacs-unix :noquery t
                                  :stderr (get-buffer-create "*Drift stderr*"))
           :notification-dispatcher #'drift-flymake--notified
           :on-shutdown #'drift-flymake--ended)))
    (jsonrpc-request server :initialize
                     (list :processId (emacs-pid) :rootUri uri
                           :workspaceFolders (vector (list :uri uri :name (jsonrpc-name server)))
                           :capabilities drift-flymake--capabilities
                           :initializationOptions (drift-initialization-options "flymake"))
                     :timeout drift-timeout)
    (jsonrpc-notify server :initialized (make-hash-table))
    (puthash root server drift-flymake--servers)))

(defun drift-flymake--stop (server)
  "Say goodbye to SERVER."
  (ignore-errors (jsonrpc-request server :shutdown nil :timeout 5))
  (ignore-errors (jsonrpc-notify server :exit nil))
  (jsonrpc-shutdown server t))

(defun drift-flymake--buffers (server)
  "Return the buffers that SERVER serves."
  (seq-filter (lambda (buffer) (eq (buffer-local-value 'drift-flymake--server buffer) server))
              (buffer-list)))

(defun drift-flymake--ended (server)
  "Forget SERVER, which has ended: its buffers have no server."
  (maphash (lambda (root known)
             (when (eq known server) (remhash root drift-flymake--servers)))
           drift-flymake--servers)
  (let ((buffers (drift-flymake--buffers server)))
    (dolist (buffer buffers)
      (with-current-buffer buffer
        (setq drift-flymake--server nil)
        (drift-flymake--tell nil)))
    (when buffers
      (drift--message "the server has ended; M-x drift-restart starts it anew"))))

(defun drift-flymake--notified (_server method params)
  "Take the notification METHOD with PARAMS."
  (pcase method
    ('textDocument/publishDiagnostics
     (let* ((plain (drift--plain params))
            (buffer (find-buffer-visiting (drift--path-of (plist-get plain :uri)))))
       (when buffer
         (with-current-buffer buffer
           ;; One about an older text is followed by one about this.
           (when (and drift-flymake-mode (eql (plist-get plain :version) drift-flymake--version))
             (drift-flymake--tell (plist-get plain :diagnostics)))))))
    ('drift/status (drift-take-status params))
    ('window/showMessage (message "%s" (drift--shown (plist-get params :message))))))

;;;; Documents

(defun drift-flymake--notify (method &rest params)
  "Tell the server METHOD about this buffer's document, with PARAMS besides."
  (jsonrpc-notify drift-flymake--server method
                  (append (list :textDocument (list :uri (drift--here))) params)))

(defun drift-flymake--text ()
  "Return the whole text of this buffer."
  (save-restriction
    (widen)
    (buffer-substring-no-properties (point-min) (point-max))))

(defun drift-flymake--open ()
  "Tell the server of this buffer."
  (setq drift-flymake--tick (buffer-chars-modified-tick))
  (jsonrpc-notify drift-flymake--server :textDocument/didOpen
                  (list :textDocument
                        (list :uri (drift--here) :text (drift-flymake--text)
                              :languageId (or (drift--language-of major-mode) "")
                              :version (cl-incf drift-flymake--version)))))

(defun drift-flymake--flush ()
  "Send the text where it changed since it was sent."
  (unless (eql drift-flymake--tick (buffer-chars-modified-tick))
    (setq drift-flymake--tick (buffer-chars-modified-tick))
    (jsonrpc-notify drift-flymake--server :textDocument/didChange
                    (list :textDocument (list :uri (drift--here)
                                              :version (cl-incf drift-flymake--version))
                          :contentChanges (vector (list :text (drift-flymake--text)))))))

(defun drift-flymake--saved ()
  "Tell the server that the text was saved."
  (when drift-flymake--server
    (drift-flymake--flush)
    (drift-flymake--notify :textDocument/didSave)))

(defun drift-flymake--close ()
  "Tell the server that this buffer is closed; end it where that was the last one."
  (let ((server drift-flymake--server))
    (when server
      (drift-flymake--notify :textDocument/didClose)
      (setq drift-flymake--server nil)
      (unless (drift-flymake--buffers server) (drift-flymake--stop server)))))

;;;; Flymake

(defun drift-flymake--diagnostic (diagnostic)
  "Return DIAGNOSTIC of the protocol as flymake's."
  (let* ((range (plist-get diagnostic :range))
         (start (drift--place (plist-get range :start)))
         (end (drift--place (plist-get range :end))))
    (when (= start end)
      (setq start (min start (max (point-min) (1- (point-max)))) end (1+ start)))
    (flymake-make-diagnostic (current-buffer) start end
                             (pcase (plist-get diagnostic :severity) (1 :error) (2 :warning) (_ :note))
                             (format "%s [%s]" (drift--shown (plist-get diagnostic :message))
                                     (plist-get diagnostic :code))
                             diagnostic)))

(defun drift-flymake--tell (diagnostics)
  "Have flymake show DIAGNOSTICS of the protocol."
  (setq drift-flymake--told diagnostics)
  (when drift-flymake--report
    (save-restriction
      (widen)
      (funcall drift-flymake--report (mapcar #'drift-flymake--diagnostic diagnostics)
               ;; Flymake keeps old ones of a text that has not changed otherwise.
               :region (cons (point-min) (point-max))))))

(defun drift-flymake-backend (report &rest _)
  "Send the text and have REPORT called when the server tells of it."
  (setq drift-flymake--report report)
  (if (null drift-flymake--server)
      (funcall report nil)
    (drift-flymake--flush)
    (drift-flymake--tell drift-flymake--told)))

;;;; The commands' way to the server

(defun drift-flymake--request (server method params)
  "Ask SERVER METHOD with PARAMS about the texts as they are now."
  (dolist (buffer (drift-flymake--buffers server))
    (with-current-buffer buffer (drift-flymake--flush)))
  (condition-case err
      (jsonrpc-request server (intern (concat ":" method)) params :timeout drift-timeout)
    (jsonrpc-error (user-error "Drift: %s" (drift--shown (drift--error-text err))))))

(defun drift-flymake--restart (server)
  "End SERVER and start another for its buffers."
  (let ((buffers (drift-flymake--buffers server)))
    (dolist (buffer buffers)
      (with-current-buffer buffer (setq drift-flymake--server nil)))
    (drift-flymake--stop server)
    (dolist (buffer buffers)
      (with-current-buffer buffer (drift-flymake--begin)))))

(defun drift-flymake--client ()
  "Return the `drift-client' of this buffer where `drift-flymake-mode' serves it."
  (let ((server drift-flymake--server))
    (and server
         (make-drift-client
          :name "drift-flymake-mode"
          :root (drift-flymake--root)
          :request (lambda (method params) (drift-flymake--request server method params))
          :restart (lambda () (drift-flymake--restart server))))))

(defun drift-flymake--begin ()
  "Have this buffer served, by a server that runs or a new one."
  (let ((root (drift-flymake--root)))
    (setq drift-flymake--server (or (gethash root drift-flymake--servers) (drift-flymake--start root)))
    (drift-flymake--open)))

(defun drift-flymake--resume ()
  "Start a server for every buffer whose server has ended, where this is one."
  (when drift-flymake-mode
    (dolist (buffer (seq-filter (lambda (buffer) (buffer-local-value 'drift-flymake-mode buffer))
                                (buffer-list)))
      (with-current-buffer buffer
        (unless drift-flymake--server (drift-flymake--begin))))
    t))

;;;###autoload
(define-minor-mode drift-flymake-mode
  "Show what Drift tells through flymake, over a connection of its own."
  :lighter nil
  (cond
   (drift-flymake-mode
    (unless buffer-file-name
      (setq drift-flymake-mode nil)
      (user-error "Drift reads files; this buffer visits none"))
    (add-hook 'drift-client-functions #'drift-flymake--client)
    (add-hook 'drift-start-functions #'drift-flymake--resume)
    (add-hook 'after-save-hook #'drift-flymake--saved nil t)
    (add-hook 'kill-buffer-hook #'drift-flymake--close nil t)
    (add-hook 'flymake-diagnostic-functions #'drift-flymake-backend nil t)
    (drift-flymake--begin)
    (flymake-mode 1)
    (drift-mode 1))
   (t
    (drift-flymake--close)
    (drift-flymake--tell nil)
    (setq drift-flymake--report nil)
    (remove-hook 'after-save-hook #'drift-flymake--saved t)
    (remove-hook 'kill-buffer-hook #'drift-flymake--close t)
    (remove-hook 'flymake-diagnostic-functions #'drift-flymake-backend t)
    (drift-mode -1))))

(provide 'drift-flymake)
;;; drift-flymake.el ends here
