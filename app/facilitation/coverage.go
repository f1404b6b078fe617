package facilitation

// coverage counts who answered every question that several figures are about, and
// who answered some of them only. A mean of people's scores beside the counts of
// each question says nothing more than the counts where everybody answered
// everything. Where one to four people left a question, the two are about nearly
// the same people and their difference would tell what these few answered.
type coverage struct{ whole, partial int }

// add counts somebody who answered given questions out of of.
func (c *coverage) add(given, of int) {
	switch given {
	case 0:
	case of:
		c.whole++
	default:
		c.partial++
	}
}

// givesAway reports whether a mean over people may not stand beside the counts.
func (c coverage) givesAway() bool {
	return c.partial > 0 && (!enough(c.partial) || !enough(c.whole))
}
