;;; drift-check.el --- Every finding of a project as a list  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; `drift-check' lists what `drift check' prints; `next-error' walks through it.
;; Each line carries its place as a text property: a name of a file could look
;; like the place of another.

;;; Code:

(require 'compile)
(require 'drift)
(require 'drift-edit)

(defvar-local drift-check--all nil
  "Whether the list shows every finding, old ones too.")

(defvar drift-check-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map special-mode-map)
    (define-key map (kbd "RET") #'drift-check-visit)
    (define-key map [mouse-2] #'drift-check-visit)
    (define-key map [follow-link] 'mouse-face)
    (define-key map "n" #'next-error-no-select)
    (define-key map "p" #'previous-error-no-select)
    map)
  "Keys of the list of findings.")

(define-derived-mode drift-check-mode special-mode "Drift"
  "Mode of the list of findings."
  (setq-local next-error-function #'drift-check--next)
  (setq-local revert-buffer-function (lambda (&rest _) (drift-check drift-check--all))))

;;;; Going to a finding

(defun drift-check-visit (&optional event)
  "Visit the finding in this line, or where EVENT clicked."
  (interactive (list last-nonmenu-event) drift-check-mode)
  (when (mouse-event-p event) (mouse-set-point event))
  (let ((place (or (get-text-property (point) 'drift-place) (user-error "No finding here")))
        (window (get-buffer-window)))
    (when window (set-window-point window (point)))
    (drift--visit default-directory (car place) (cdr place))))

(defun drift-check--step (step)
  "Go to the next line with a finding, the one before where STEP is -1."
  (let ((from (point)))
    (while (progn
             (when (or (/= 0 (forward-line step)) (eobp))
               (goto-char from)
               (user-error "No more findings"))
             (not (get-text-property (point) 'drift-place))))))

(defun drift-check--next (n &optional reset)
  "Visit the Nth finding from here, or from the start where RESET is non-nil."
  (when reset (goto-char (point-min)))
  (beginning-of-line)
  (dotimes (_ (abs n)) (drift-check--step (if (< n 0) -1 1)))
  (drift-check-visit))

;;;; The list

(defun drift-check--severity (severity)
  "Return SEVERITY in its colour."
  (propertize severity 'face (pcase severity
                               ("error" 'compilation-error)
                               ("warning" 'compilation-warning)
                               (_ 'compilation-info))))

(defun drift-check--line (text path position)
  "Return TEXT as a line that leads to POSITION in the file PATH."
  (propertize text 'drift-place (cons path position) 'mouse-face 'highlight))

(defun drift-check--finding (finding)
  "Return FINDING of a report as a line."
  (let* ((start (plist-get (plist-get finding :range) :start))
         (line (or (plist-get (plist-get finding :snippet) :line) "")))
    (drift-check--line
     (format "%s:%d:%d: %s: %s [%s]" (drift--shown (plist-get finding :path))
             (1+ (plist-get start :line))
             (1+ (drift--characters line (plist-get start :character)))
             (drift-check--severity (plist-get finding :severity))
             (drift--shown (plist-get finding :message))
             (plist-get finding :ruleId))
     (plist-get finding :path) start)))

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
