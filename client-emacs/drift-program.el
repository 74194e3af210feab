;;; drift-program.el --- Which program is started  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; A repository could bring a program called `drift' along, and what looks for
;; one on `exec-path' would start it.  Here the name becomes an absolute file
;; once, before any process is made.

;;; Code:

(require 'cl-lib)
(require 'drift)

(defun drift-program--marked-p (folder)
  "Return whether FOLDER is the top of a project."
  (cl-some (lambda (name) (file-exists-p (expand-file-name name folder))) '(".git" "drift.toml")))

(defun drift-program--marked-around (folder)
  "Return the tops of projects in which FOLDER lies."
  (let (found)
    (while folder
      (let ((parent (file-name-directory (directory-file-name folder))))
        (when (drift-program--marked-p folder) (push folder found))
        (setq folder (and parent (not (equal parent folder)) parent))))
    found))

(defun drift-program--projects (root)
  "Return every folder whose programs are not trusted for the project in ROOT.
Those are ROOT and the projects around it, by every name that they go by."
  (let* ((given (file-name-as-directory (expand-file-name root)))
         (folders (append (list given)
                          (drift-program--marked-around given)
                          (drift-program--marked-around (file-truename given)))))
    (seq-remove (lambda (folder) (equal (file-local-name folder) "/"))
                (delete-dups (mapcar (lambda (folder) (file-name-as-directory (file-truename folder)))
                                     folders)))))

(defun drift-program--trusted-p (file entry projects)
  "Return whether FILE, found through ENTRY, lies in none of PROJECTS."
  (and entry
       (file-name-absolute-p entry)
       (let ((folder (file-truename (file-name-directory file))))
         (cl-notany (lambda (project) (string-prefix-p project folder)) projects))))

(defun drift-program--find (program root)
  "Look for PROGRAM on the path for a server of the project in ROOT.
Return the first file outside the project, or nil, and then those passed over."
  (let* ((default-directory (file-name-as-directory (expand-file-name root)))
         (projects (drift-program--projects root))
         (remote (or (file-remote-p default-directory) ""))
         file refused)
    (dolist (entry (exec-path))
      (let* ((folder (cond ((null entry) ".")
                           ((file-name-absolute-p entry) (concat remote entry))
                           (t entry)))
             (found (and (null file)
                         (locate-file program (list folder) exec-suffixes #'file-executable-p))))
        (cond ((null found))
              ((drift-program--trusted-p found entry projects) (setq file found))
              (t (push (expand-file-name found) refused)))))
    (cons file (nreverse refused))))

(defun drift-program-command (root)
  "Return `drift-command' with an absolute file for the project in ROOT.
A name is looked for on variable `exec-path', but never in the project or
through a relative entry; an absolute name is taken as it is: that is how a
person allows any other."
  (let ((program (car drift-command)))
    (if (file-name-absolute-p program)
        (cons (expand-file-name program) (cdr drift-command))
      (pcase-let ((`(,file . ,refused) (drift-program--find program root)))
        (cond (file (cons (file-local-name file) (cdr drift-command)))
              (refused
               (user-error "Drift: not started: %s lies in the project or is found through a relative entry of `exec-path', so the repository could have brought it; to allow it, customize `drift-command' to begin with an absolute name"
                           (drift--shown (string-join refused ", "))))
              (t (user-error "Drift: not started: there is no `%s' on `exec-path'; install it or customize `drift-command'"
                             (drift--shown program))))))))

(provide 'drift-program)
;;; drift-program.el ends here
