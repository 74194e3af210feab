;;; names.el --- Files of odd names in the lists  -*- lexical-binding: t; -*-

;;; Commentary:

;; Visits every finding of DRIFT_FILES by `next-error' and by RET, and every
;; deviating place of their convention; prints where each led.

;;; Code:

(require 'harness)

(defun names-here ()
  "Return the file and the place that the selected window shows."
  (with-current-buffer (window-buffer)
    (format "%s:%d:%d" (substring buffer-file-name (length test-root))
            (line-number-at-pos (window-point)) (current-column))))

(test-open "src/odd.ts")
(let ((check (drift-check t)) walked returned places)
  (condition-case nil
      (while t
        (with-current-buffer check (next-error))
        (push (names-here) walked))
    (user-error nil))
  (with-current-buffer check
    (goto-char (point-min))
    (dotimes (line (count-lines (point-min) (point-max)))
      (goto-char (point-min))
      (forward-line line)
      (when (get-text-property (point) 'drift-place)
        (save-window-excursion
          (drift-check-visit)
          (push (names-here) returned))
        (set-buffer check))))
  (switch-to-buffer (find-buffer-visiting (test-path "src/odd.ts")))
  (with-current-buffer (drift-conventions)
    (test-goto "Name of the caught error")
    (beginning-of-line)
    (with-current-buffer (drift-conventions-places)
      (let ((list (current-buffer)))
        (dotimes (line (count-lines (point-min) (point-max)))
          (goto-char (point-min))
          (forward-line line)
          (when (looking-at-p " *deviates")
            (save-window-excursion
              (drift-places-visit)
              (push (names-here) places))
            (set-buffer list))))))
  (test-print (list :walked (vconcat (nreverse walked)) :returned (vconcat (nreverse returned))
                    :places (vconcat (nreverse places)))))

;;; names.el ends here
