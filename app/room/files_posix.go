//go:build linux || darwin

package room

import (
	"math"
	"syscall"
)

// openFiles is how many files and connections this program may have open at
// once, 0 when the system does not say.
func openFiles() int {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l); err != nil {
		return 0
	}
	return int(min(l.Cur, math.MaxInt32))
}
