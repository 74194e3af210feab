;;; drift-edit.el --- Places and edits of the protocol in buffers  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; The protocol counts lines from 0 and characters in UTF-16 units.

;;; Code:

(require 'cl-lib)
(require 'drift)

(defun drift--units (char)
  "Return how many UTF-16 units CHAR takes."
  (if (> char #xFFFF) 2 1))

(defun drift--place (position)
  "Return where POSITION, of the protocol, lies in the current buffer.
What lies beyond the end of a line or of the text is its end."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (if (re-search-forward "\r\n\\|[\r\n]" nil 'move (plist-get position :line))
          (let ((left (plist-get position :character)))
            (while (and (> left 0) (not (eobp)) (not (memq (char-after) '(?\r ?\n))))
              (setq left (- left (drift--units (char-after))))
              (forward-char)))
        (goto-char (point-max)))
      (point))))

(defun drift--position (place)
  "Return PLACE in the current buffer as a position of the protocol."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (let ((line 0) (start (point-min)))
        (while (and (re-search-forward "\r\n\\|[\r\n]" place t))
          (setq line (1+ line) start (point)))
        (list :line line
              :character (cl-loop for at from start below place
                                  sum (drift--units (char-after at))))))))

(defun drift--visit (root path position)
  "Visit the file PATH below ROOT at POSITION of the protocol in another window.
PATH is taken as it is: nothing in it stands for another folder."
  (let ((file (concat (file-name-as-directory root) path)))
    (unless (file-exists-p file)
      (user-error "Drift: there is no file %s any more" (drift--shown file)))
    (find-file-other-window file)
    (let ((place (drift--place position)))
      (unless (<= (point-min) place (point-max)) (widen))
      (goto-char place))))

(defun drift--characters (line units)
  "Return how many characters of the text LINE its first UNITS UTF-16 units are."
  (let ((at 0))
    (while (and (> units 0) (< at (length line)))
      (setq units (- units (drift--units (aref line at)))
            at (1+ at)))
    (+ at units)))

(defun drift--apply-edits (edits)
  "Apply EDITS, of the protocol, to the current buffer as one change."
  (let ((places (mapcar (lambda (edit)
                          (let ((range (plist-get edit :range)))
                            (list (copy-marker (drift--place (plist-get range :start)))
                                  (copy-marker (drift--place (plist-get range :end)))
                                  (plist-get edit :newText))))
                        edits))
        (group (prepare-change-group)))
    (atomic-change-group
      (save-excursion
        (save-restriction
          (widen)
          (pcase-dolist (`(,start ,end ,text) (nreverse places))
            (delete-region start end)
            (goto-char start)
            (insert text)
            (set-marker start nil)
            (set-marker end nil)))))
    (undo-amalgamate-change-group group)))

(defun drift--changes (edit)
  "Return what the workspace EDIT does, as a list of (PATH . EDITS)."
  (append (cl-loop for change in (plist-get edit :documentChanges)
                   collect (cons (drift--path-of (plist-get (plist-get change :textDocument) :uri))
                                 (plist-get change :edits)))
          (cl-loop for (key edits) on (plist-get edit :changes) by #'cddr
                   collect (cons (drift--path-of (substring (symbol-name key) 1)) edits))))

(defun drift-apply-edit (edit)
  "Apply the workspace EDIT to buffers, which are left to be saved.
Ask first where other files than that of the current buffer would change."
  (let* ((changes (drift--changes edit))
         (others (cl-remove-if (lambda (change)
                                 (eq (find-buffer-visiting (car change)) (current-buffer)))
                               changes)))
    (when (or (null others)
              (y-or-n-p (format "Change %d files: %s? " (length changes)
                                (mapconcat (lambda (change) (drift--shown (car change))) changes ", "))))
      (pcase-dolist (`(,path . ,edits) changes)
        (with-current-buffer (find-file-noselect path)
          (drift--apply-edits edits)))
      (length changes))))

(provide 'drift-edit)
;;; drift-edit.el ends here
