package facilitation

import (
	"context"
	"time"
)

// Quiet waits until everybody was told what concerns them alone.
func (d *Desk) Quiet() { d.telling.wait() }

// FinishOverdue closes what has been closing for a day, passed after it was last
// looked at.
func (d *Desk) FinishOverdue(ctx context.Context, passed time.Duration) { d.finishOverdue(ctx, passed) }
