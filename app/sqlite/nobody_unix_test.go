//go:build !windows

package sqlite

import (
	"os/exec"
	"syscall"
)

func become(cmd *exec.Cmd, user uint32) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
}
