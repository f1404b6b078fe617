//go:build !windows

package archive

import "syscall"

var (
	diskFullErrnos = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
	deniedErrnos   = []syscall.Errno{syscall.EROFS, syscall.ENOTDIR}
)
