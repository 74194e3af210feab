;;; drift-conventions.el --- What a code base does, to approve or reject  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; The list of conventions.  RET shows the places of one, `a' approves it, `r'
;; rejects it, `c' takes a decision back, `g' asks again.

;;; Code:

(require 'cl-lib)
(require 'drift)
(require 'drift-edit)
(require 'tabulated-list)

(defvar drift-conventions-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map tabulated-list-mode-map)
    (define-key map (kbd "RET") #'drift-conventions-places)
    (define-key map "a" #'drift-conventions-approve)
    (define-key map "r" #'drift-conventions-reject)
    (define-key map "c" #'drift-conventions-clear)
    map)
  "Keys of the list of conventions.")

(define-derived-mode drift-conventions-mode tabulated-list-mode "Drift-Conventions"
  "Mode of the list of conventions."
  (setq tabulated-list-format
        [("Convention" 34 t) ("Language" 11 t) ("Where" 20 t) ("Does" 28 t)
         ("Share" 6 t :right-align t) ("Places" 8 t :right-align t) ("Category" 11 t) ("Status" 10 t)])
  (setq tabulated-list-padding 1)
  (add-hook 'tabulated-list-revert-hook #'drift-conventions--refresh nil t)
  (tabulated-list-init-header))

(defun drift-conventions--where (row)
  "Return what code ROW is about."
  (drift--shown (concat (if (string-empty-p (plist-get row :scope)) "everywhere" (plist-get row :scope))
                        (if (equal (plist-get row :population) "test") " (tests)" ""))))

(defun drift-conventions--entry (row)
  "Return ROW of the answer as an entry of the list."
  (list row
        (vector (plist-get row :title) (plist-get row :language) (drift-conventions--where row)
                (drift--shown (or (plist-get row :decided) (plist-get row :leader)))
                (format "%d%%" (round (* 100 (plist-get row :share))))
                (number-to-string (plist-get row :sites))
                (plist-get row :category) (plist-get row :status))))

(defun drift-conventions--refresh ()
  "Ask for the conventions again."
  (let ((answer (drift-request "drift/conventions" (list :uri drift--uri))))
    (setq tabulated-list-entries
          (mapcar #'drift-conventions--entry (plist-get answer :conventions)))))

;;;###autoload
(defun drift-conventions ()
  "List what the code base does: approve, reject, see where."
  (interactive)
  (let ((client (drift--client-or-lose))
        (uri (drift--here)))
    (with-current-buffer (get-buffer-create "*Drift conventions*")
      (drift-conventions-mode)
      (setq drift--client client
            drift--uri uri
            default-directory (file-name-as-directory (drift-client-root client)))
      (drift-conventions--refresh)
      (tabulated-list-print)
      (display-buffer (current-buffer))
      (current-buffer))))

(defun drift-conventions--row ()
  "Return the convention at point."
  (or (tabulated-list-get-id) (user-error "No convention here")))

(defun drift-conventions--decide (status)
  "Write the decision STATUS about the convention at point."
  (let* ((row (drift-conventions--row))
         (answer (drift-request
                  "drift/conventions/decide"
                  (append (list :key (plist-get row :key) :status status :uri drift--uri
                                :language (plist-get row :language)
                                :population (plist-get row :population))
                          (unless (equal status "cleared") (list :value (plist-get row :leaderValue)))
                          (unless (string-empty-p (plist-get row :scope))
                            (list :scope (plist-get row :scope)))))))
    (unless (plist-get answer :done)
      (user-error "Drift: %s" (drift--shown (plist-get answer :message))))
    (drift-conventions--refresh)
    (tabulated-list-print t)
    (drift--message "%s" (plist-get answer :message))))

(defun drift-conventions-approve ()
  "Approve the convention at point: code has to do as most of it does."
  (interactive nil drift-conventions-mode)
  (drift-conventions--decide "approved"))

(defun drift-conventions-reject ()
  "Reject the convention at point: it is no rule."
  (interactive nil drift-conventions-mode)
  (drift-conventions--decide "rejected"))

(defun drift-conventions-clear ()
  "Take back what was decided about the convention at point."
  (interactive nil drift-conventions-mode)
  (drift-conventions--decide "cleared"))

;;;; Places

(defvar drift-places-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map tabulated-list-mode-map)
    (define-key map (kbd "RET") #'drift-places-visit)
    map)
  "Keys of the list of places.")

(define-derived-mode drift-places-mode tabulated-list-mode "Drift-Places"
  "Mode of the list of places of a convention."
  (setq tabulated-list-format [("Does" 10 t) ("Answer" 24 t) ("Place" 40 t) ("Text" 0 nil)])
  (setq tabulated-list-padding 1)
  (tabulated-list-init-header))

(defun drift-places--verdict (site row)
  "Return whether SITE does as ROW, its convention, says.
A place whose answer could not be told does neither."
  (let ((value (plist-get site :value)))
    (cond ((plist-get site :conforms) "conforms")
          ((equal value (or (plist-get row :decided) (plist-get row :leader))) "not asked")
          ((cl-find value (plist-get row :values) :test #'equal
                    :key (lambda (answer) (plist-get answer :value)))
           "deviates")
          (t "unknown"))))

(defun drift-places--entry (site row)
  "Return SITE of the answer about the convention ROW as an entry of the list."
  (list site
        (vector (drift-places--verdict site row)
                (drift--shown (plist-get site :value))
                (format "%s:%d" (drift--shown (plist-get site :path)) (1+ (plist-get site :line)))
                (drift--shown (plist-get site :snippet)))))

(defun drift-places--entries (sites row)
  "Return SITES of the convention ROW as entries of the list.
Those that deviate come first: they are the fewest."
  (let ((entries (mapcar (lambda (site) (drift-places--entry site row)) sites))
        (deviates (lambda (entry) (equal (aref (cadr entry) 0) "deviates"))))
    (append (seq-filter deviates entries) (seq-remove deviates entries))))

(defun drift-conventions-places ()
  "List the places of the convention at point that conform and that deviate."
  (interactive nil drift-conventions-mode)
  (let* ((row (drift-conventions--row))
         (client drift--client)
         (uri drift--uri)
         (root default-directory)
         (answer (drift-request
                  "drift/conventions/where"
                  (append (list :key (plist-get row :key) :uri uri
                                :language (plist-get row :language)
                                :population (plist-get row :population))
                          (unless (string-empty-p (plist-get row :scope))
                            (list :paths (vector (plist-get row :scope)))))))
         (sites (cl-remove-if-not (lambda (site)
                                    (equal (plist-get site :language) (plist-get row :language)))
                                  (plist-get answer :sites))))
    (with-current-buffer (get-buffer-create "*Drift places*")
      (drift-places-mode)
      (setq drift--client client
            drift--uri uri
            default-directory root
            tabulated-list-entries (drift-places--entries sites row))
      (tabulated-list-print)
      (display-buffer (current-buffer))
      (current-buffer))))

(defun drift-places-visit ()
  "Visit the place in this line."
  (interactive nil drift-places-mode)
  (let ((site (or (tabulated-list-get-id) (user-error "No place here"))))
    (drift--visit default-directory (plist-get site :path) site)))

(provide 'drift-conventions)
;;; drift-conventions.el ends here
