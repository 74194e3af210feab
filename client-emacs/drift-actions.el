;;; drift-actions.el --- Explain, fix and ignore findings  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; The server's code actions name the findings at a place and what can be done
;; about them; these commands choose among them.

;;; Code:

(require 'cl-lib)
(require 'drift)
(require 'drift-edit)

(defun drift--actions (start end)
  "Return the code actions between START and END."
  (drift-request "textDocument/codeAction"
                 (list :textDocument (list :uri (drift--here))
                       :range (list :start (drift--position start) :end (drift--position end))
                       :context (list :diagnostics []))))

(defun drift--of-kind (kinds actions)
  "Return those of ACTIONS whose kind, in the server's words, is among KINDS."
  (cl-remove-if-not (lambda (action) (member (plist-get (plist-get action :data) :kind) kinds))
                    actions))

(defun drift--actions-here (kinds &optional more)
  "Return the actions whose kind is among KINDS.
They are those of the region, at point, or else of the line.  Where there are
any, those whose kind is among MORE, which no finding at the place is needed
for, come with them."
  (cl-loop for (start . end) in (if (use-region-p)
                                    (list (cons (region-beginning) (region-end)))
                                  (list (cons (point) (point))
                                        (cons (line-beginning-position) (line-end-position))))
           for actions = (drift--actions start end)
           when (drift--of-kind kinds actions)
           return (drift--of-kind (append kinds more) actions)))

(defun drift--choose (prompt choices)
  "Ask with PROMPT for one of CHOICES, a list of (TEXT . VALUE).
Nobody is asked where there is but one."
  (if (cdr choices)
      (cdr (assoc (completing-read prompt choices nil t nil nil (caar choices)) choices))
    (cdar choices)))

(defun drift--choose-action (prompt actions)
  "Ask with PROMPT for one of ACTIONS where there are several."
  (drift--choose prompt (mapcar (lambda (action) (cons (drift--shown (plist-get action :title)) action))
                                actions)))

(defun drift--resolved (action)
  "Return ACTION with its edit, or say why it has none."
  (let* ((done (if (or (plist-get action :edit) (plist-get action :disabled))
                   action
                 (drift-request "codeAction/resolve"
                                (list :title (plist-get action :title) :kind (plist-get action :kind)
                                      :data (plist-get action :data)))))
         (refusal (plist-get (plist-get done :disabled) :reason)))
    (cond (refusal (user-error "Drift: %s" (drift--shown refusal)))
          ((plist-get done :edit) done)
          ;; A client that is shown no disabled actions was told why in a message.
          (t (user-error "Drift: nothing was changed")))))

;;;###autoload
(defun drift-fix ()
  "Fix a finding in the region, at point or in the line."
  (interactive)
  (let ((actions (drift--actions-here '("fix" "rename") '("fixAll"))))
    (unless actions (user-error "No finding here has a fix"))
    (let ((action (drift--choose-action "Fix: " actions)))
      (when (drift-apply-edit (plist-get (drift--resolved action) :edit))
        (drift--message "%s" (plist-get action :title))))))

(defun drift--with-reason (edit reason)
  "Put REASON at the end of the ignore comment that EDIT, a text edit, inserts."
  (let ((text (plist-get edit :newText)))
    (unless (string-match "[\r\n]*\\'" text) (error "No end of line in %S" text))
    (list :range (plist-get edit :range)
          :newText (concat (substring text 0 (match-beginning 0)) reason (match-string 0 text)))))

;;;###autoload
(defun drift-ignore (reason)
  "Write a comment that ignores a finding here and says REASON.
The server takes no comment that gives none."
  (interactive (list (read-string "Ignore, because: ")))
  (when (string-blank-p reason)
    (user-error "An ignore comment without a reason has no effect"))
  (let ((actions (drift--actions-here '("ignore"))))
    (unless actions (user-error "No finding here"))
    (let* ((action (drift--resolved (drift--choose-action "Ignore: " actions)))
           (change (car (drift--changes (plist-get action :edit)))))
      (drift--apply-edits (mapcar (lambda (edit) (drift--with-reason edit (drift--shown reason)))
                                  (cdr change)))
      (drift--message "ignored; the comment says why"))))

(defun drift--findings-here ()
  "Return the diagnostics at point, or else of the line.
Each is (MESSAGE . DIAGNOSTIC)."
  (let ((found (mapcan (lambda (action) (copy-sequence (plist-get action :diagnostics)))
                       (drift--actions-here '("ignore")))))
    (delete-dups (mapcar (lambda (diagnostic)
                           (cons (drift--shown (plist-get diagnostic :message)) diagnostic))
                         found))))

(defun drift--explanation-lines (found)
  "Return the lines that explain FOUND, of the answer of drift/explain."
  (append
   (list (format "%s (%s)" (drift--shown (plist-get found :message)) (plist-get found :severity))
         (format "%s, %s:%d" (plist-get found :ruleId) (drift--shown (plist-get found :path))
                 (1+ (plist-get found :line)))
         (format "confidence %.2f (%s)%s" (plist-get found :confidence) (plist-get found :tier)
                 (if (plist-get found :cwe) (concat ", " (string-join (plist-get found :cwe) ", ")) ""))
         "")
   (mapcar (lambda (line) (concat "- " (drift--shown line))) (plist-get found :evidence))
   (and (plist-get found :examples) '("" "Examples:"))
   (mapcar (lambda (line) (concat "  " (drift--shown line))) (plist-get found :examples))
   (list "" (or (plist-get found :page) ""))))

;;;###autoload
(defun drift-explain ()
  "Show all that there is to say about a finding at point, or else in the line."
  (interactive)
  (let* ((client (drift--client-or-lose))
         (finding (drift--choose "Explain: " (drift--findings-here)))
         (id (plist-get (plist-get finding :data) :id)))
    (unless id (user-error "No finding here"))
    (let* ((uri (drift--here))
           (answer (drift-request "drift/explain" (list :id id :uri uri)))
           (found (plist-get answer :explanation)))
      (unless found (user-error "Drift: this finding is gone"))
      (drift--show "*Drift explain*" (drift--explanation-lines found) client uri))))

(provide 'drift-actions)
;;; drift-actions.el ends here
