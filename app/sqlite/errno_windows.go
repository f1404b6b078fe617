package sqlite

import "syscall"

// Errors of the Windows interface that package syscall does not name.
const (
	errorWriteProtect   = syscall.Errno(19)
	errorHandleDiskFull = syscall.Errno(39)
	errorDiskFull       = syscall.Errno(112)
)

var (
	diskFullErrnos = []syscall.Errno{errorHandleDiskFull, errorDiskFull}
	readOnlyErrnos = []syscall.Errno{errorWriteProtect, syscall.ERROR_ACCESS_DENIED}
)
