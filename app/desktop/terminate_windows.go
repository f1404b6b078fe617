package desktop

import "os"

// terminate ends a process; Windows cannot ask a window's process from outside.
func terminate(p *os.Process) error { return p.Kill() }
