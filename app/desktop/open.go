package desktop

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"

	estrade "estrade/app"
)

// OpenFolder shows a folder in the system's file manager. CodeUnavailable: this
// computer has none, or shows no windows.
func OpenFolder(dir string) error {
	command := opener(dir)
	if command == nil {
		return cannotOpen(dir, nil)
	}
	if err := command.Start(); err != nil {
		return cannotOpen(dir, err)
	}
	// Explorer's exit status tells nothing; the wait only clears the process away.
	go func() { _ = command.Wait() }()
	return nil
}

// opener returns what opens a folder on this system, nil when nothing can.
func opener(dir string) *exec.Cmd {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("explorer.exe", dir)
	case "darwin":
		return exec.Command("open", dir)
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return nil
		}
		return exec.Command("xdg-open", dir)
	}
}

func cannotOpen(dir string, cause error) error {
	return estrade.NewError(estrade.CodeUnavailable, "cannot-open-folder",
		fmt.Sprintf("This computer cannot show the folder %s by itself.", dir),
		"Open it by hand.", "folder", dir).WithCause(cause)
}
