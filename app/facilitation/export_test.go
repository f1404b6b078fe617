package facilitation

// Quiet waits until everybody was told what concerns them alone.
func (d *Desk) Quiet() { d.telling.wait() }
