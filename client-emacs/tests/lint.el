;;; lint.el --- Compile and check every file of the package  -*- lexical-binding: t; -*-

;;; Commentary:

;; Prints each warning of the compiler and each complaint of checkdoc; nothing
;; where there is none.

;;; Code:

(require 'bytecomp)
(require 'checkdoc)

(let* ((folder (file-name-as-directory (pop command-line-args-left)))
       (out (make-temp-file "drift-elc" t))
       (load-path (cons folder load-path))
       (byte-compile-dest-file-function
        (lambda (file) (expand-file-name (concat (file-name-nondirectory file) "c") out)))
       (byte-compile-log-warning-function
        (lambda (text &rest _) (princ (format "compile: %s: %s\n" byte-compile-current-file text))))
       (checkdoc-create-error-function
        (lambda (text start &rest _)
          (princ (format "checkdoc: %s:%s: %s\n" (buffer-name) (line-number-at-pos start) text))
          nil)))
  (dolist (file (directory-files folder t "\\`drift.*\\.el\\'"))
    (unless (byte-compile-file file)
      (princ (format "compile: %s does not compile\n" file)))
    (with-current-buffer (find-file-noselect file)
      (checkdoc-current-buffer t)))
  (delete-directory out t))

;;; lint.el ends here
