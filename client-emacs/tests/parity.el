;;; parity.el --- What the editor shows of every file  -*- lexical-binding: t; -*-

;;; Commentary:

;; Opens every file of the project and prints what is shown in each.

;;; Code:

(require 'harness)

(mapc #'test-open test-files)
(test-settle)
(test-print
 (vconcat (mapcar (lambda (file)
                    (with-current-buffer (find-buffer-visiting (test-path file))
                      (list :path file :diagnostics (test-diagnostics))))
                  test-files)))

;;; parity.el ends here
