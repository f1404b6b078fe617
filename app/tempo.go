package estrade

// Tempo is how fast the time of a rehearsal runs beside the program's clock.
// The zero value is the program's own time, which is that of every session that
// is no rehearsal. Instants are UTC milliseconds.
type Tempo struct {
	Pace  int   `json:"pace"`  // 0: stands still, 1: as the clock, up to MaxPace
	Since int64 `json:"since"` // the clock when the pace was set; 0: never
	At    int64 `json:"at"`    // the rehearsal's time then
}

// MaxPace is how many times faster than the clock a rehearsal may run.
const MaxPace = 10

// Now is the session's time when the program's clock shows now.
func (t Tempo) Now(now int64) int64 {
	if t.Since == 0 {
		return now
	}
	return t.At + (now-t.Since)*int64(t.Pace)
}

// Set is the tempo with another pace from now on, or with the same pace and the
// session's time moved ahead by so many milliseconds.
func (t Tempo) Set(now int64, pace int, ahead int64) Tempo {
	return Tempo{Pace: pace, Since: now, At: t.Now(now) + ahead}
}

// Speed is the pace, 1 when none was set.
func (t Tempo) Speed() int {
	if t.Since == 0 {
		return 1
	}
	return t.Pace
}

// View is the pace as views carry it: nil for the clock's own.
func (t Tempo) View() *int {
	if t.Speed() == 1 {
		return nil
	}
	return new(t.Speed())
}
