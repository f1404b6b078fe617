package archive

import (
	"errors"
	"io/fs"
	"slices"
	"syscall"

	estrade "estrade/app"
)

// exportError turns an error of the disk into one the trainer can act on.
func exportError(dir string, err error) error {
	var n syscall.Errno
	errors.As(err, &n)
	switch {
	case slices.Contains(diskFullErrnos, n):
		return estrade.NewError(estrade.CodeUnavailable, "export-disk-full",
			"The disk is full: no document was written.",
			"Free some space, or choose another folder, then issue the documents again.",
			"folder", dir).WithCause(err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist), slices.Contains(deniedErrnos, n):
		return estrade.NewError(estrade.CodeUnavailable, "export-folder-denied",
			"The folder "+dir+" is missing, or Estrade may not write to it: no document was written.",
			"Choose another folder, then issue the documents again.",
			"folder", dir).WithCause(err)
	}
	return estrade.NewError(estrade.CodeUnavailable, "export-failed",
		"The documents could not be written to "+dir+"; none was.",
		"Choose another folder, then issue the documents again.",
		"folder", dir).WithCause(err)
}
