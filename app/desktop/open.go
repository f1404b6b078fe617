package desktop

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"

	estrade "estrade/app"
)

// OpenFolder shows a folder in the system's file manager. CodeNotFound: the
// folder is gone. CodeUnavailable: this computer shows no windows.
func OpenFolder(_ context.Context, dir string) error {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return estrade.NewError(estrade.CodeNotFound, "folder-gone",
			fmt.Sprintf("The folder %s is no longer there.", dir),
			"Write the documents again.", "folder", dir).WithCause(err)
	}
	return open(dir)
}

// OpenBrowser opens an address of this computer in the user's browser.
func OpenBrowser(_ context.Context, address string) error { return open(address) }

// open hands a folder or an address to the system.
func open(target string) error {
	command := opener(target)
	if command == nil {
		return cannotOpen(target, nil)
	}
	if err := command.Start(); err != nil {
		return cannotOpen(target, err)
	}
	// Explorer's exit status tells nothing; the wait only clears the process away.
	go func() { _ = command.Wait() }()
	return nil
}

// opener returns what opens target on this system, nil when nothing can.
func opener(target string) *exec.Cmd {
	switch runtime.GOOS {
	case "windows":
		return exec.Command("explorer.exe", target)
	case "darwin":
		return exec.Command("open", target)
	default:
		if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
			return nil
		}
		return exec.Command("xdg-open", target)
	}
}

func cannotOpen(target string, cause error) error {
	return estrade.NewError(estrade.CodeUnavailable, "cannot-open",
		fmt.Sprintf("This computer cannot open %s by itself.", target),
		"Open it by hand.", "target", target).WithCause(cause)
}
