//go:build !windows

package sqlite

import "syscall"

var (
	diskFullErrnos = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
	readOnlyErrnos = []syscall.Errno{syscall.EROFS, syscall.EACCES, syscall.EPERM}
)
