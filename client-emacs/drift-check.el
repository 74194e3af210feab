;;; drift-check.el --- Every finding of a project as a list  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; `drift-check' shows what `drift check' prints, in a compilation buffer, so
;; that `next-error' walks through it.

;;; Code:

(require 'compile)
(require 'drift)
(require 'drift-edit)

(defconst drift-check--line
  "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(info\\|hint\\)\\): "
  "What a line with a finding looks like.")

(defvar-local drift-check--all nil
  "Whether the list shows every finding, old ones too.")

(define-compilation-mode drift-check-mode "Drift"
  "Mode of the list of findings."
  (setq-local compilation-error-regexp-alist `((,drift-check--line 1 2 3 (4 . 5))))
  ;; Columns are characters of the text, from 1.
  (setq-local compilation-error-screen-columns nil)
  (setq-local compilation-first-column 1)
  ;; Infos and hints are visited too.
  (setq-local compilation-skip-threshold 0)
  (setq-local revert-buffer-function (lambda (&rest _) (drift-check drift-check--all))))

(defun drift-check--finding (finding)
  "Return FINDING of a report as a line."
  (let* ((start (plist-get (plist-get finding :range) :start))
         (line (or (plist-get (plist-get finding :snippet) :line) "")))
    (format "%s:%d:%d: %s: %s [%s]" (drift--shown (plist-get finding :path))
            (1+ (plist-get start :line))
            (1+ (drift--characters line (plist-get start :character)))
            (plist-get finding :severity) (drift--shown (plist-get finding :message))
            (plist-get finding :ruleId))))

(defun drift-check--lines (report)
  "Return the lines that show REPORT."
  (let ((summary (plist-get report :summary)))
    (append
     (mapcar #'drift-check--finding (plist-get report :findings))
     ;; What could not run comes before the counts: they prove nothing then.
     (mapcar (lambda (part)
               (format "Not run: %s: %s. %s" (drift--shown (plist-get part :what))
                       (drift--shown (plist-get part :reason)) (drift--shown (plist-get part :hint))))
             (plist-get report :notRun))
     (mapcar (lambda (problem)
               (format "Problem: %s" (drift--shown (plist-get problem :message))))
             (plist-get report :problems))
     (list ""
           (format "%d findings in %d files, %d of them new; %d older ones shown, %d not"
                   (plist-get summary :findings) (plist-get summary :files) (plist-get summary :new)
                   (plist-get summary :backlogShown) (plist-get summary :backlogHidden))
           (format "digest %s" (plist-get report :digest))))))

;;;###autoload
(defun drift-check (&optional all)
  "List the findings of the project, as `drift check' does.
With ALL, the prefix argument, list and count the old ones too, as its `--all'."
  (interactive "P")
  (let* ((client (drift--client-or-lose))
         (uri (drift--here))
         (answer (drift-request "drift/report" (list :uri uri :all (if all t :json-false)))))
    (with-current-buffer (get-buffer-create "*Drift check*")
      (drift-check-mode)
      (setq drift--client client
            drift--uri uri
            drift-check--all all
            default-directory (file-name-as-directory (drift-client-root client))
            next-error-last-buffer (current-buffer))
      (let ((inhibit-read-only t))
        (erase-buffer)
        (insert (format "Drift check in %s\n\n" default-directory))
        (dolist (line (drift-check--lines (plist-get answer :report))) (insert line "\n"))
        (goto-char (point-min)))
      (display-buffer (current-buffer))
      (current-buffer))))

(provide 'drift-check)
;;; drift-check.el ends here
