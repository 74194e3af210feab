;; The check wants every verb in the imperative, "what a line says" too.
((emacs-lisp-mode . ((checkdoc-verb-check-experimental-flag . nil)
                     (indent-tabs-mode . nil))))
