package archive

import "syscall"

// Errors of the Windows interface that package syscall does not name.
const (
	errorWriteProtect   = syscall.Errno(19)
	errorNotReady       = syscall.Errno(21) // no disk in the drive
	errorHandleDiskFull = syscall.Errno(39)
	errorDiskFull       = syscall.Errno(112)
	errorInvalidName    = syscall.Errno(123)
	errorDirectory      = syscall.Errno(267) // a file where a folder should be
)

var (
	diskFullErrnos = []syscall.Errno{errorHandleDiskFull, errorDiskFull}
	deniedErrnos   = []syscall.Errno{errorWriteProtect, errorNotReady, errorInvalidName, errorDirectory, syscall.ENOTDIR}
)
