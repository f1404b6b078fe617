package facilitation

// A mean of people's scores beside the counts of each question says nothing more
// than the counts where everybody answered all questions or none. Where somebody
// answered some of them only, the two are about nearly the same people, and their
// difference would tell what these few answered. The score of all answers taken
// together stands instead: the counts tell it already.

// partly reports whether somebody answered some questions of several only.
func partly(given, of int) bool { return given > 0 && given < of }
