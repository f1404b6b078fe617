package facilitation

import (
	"context"
	"slices"
	"strconv"

	estrade "estrade/app"
)

// longestRetentionReason is the longest reason for keeping answers, in characters.
const longestRetentionReason = 200

// retention checks for how many days answers are to be kept, and why: fewer than
// usual freely, more only for a reason, which is kept with the session.
func retention(days int, typed string, followUp bool) (int, string, error) {
	if days < 1 || days > estrade.LongestRetentionDays {
		return 0, "", estrade.NewError(estrade.CodeInvalid, "retention-days", "Answers are not kept for so many days.",
			"Choose 1 to "+strconv.Itoa(estrade.LongestRetentionDays)+" days.", "most", strconv.Itoa(estrade.LongestRetentionDays))
	}
	usual := estrade.UsualRetention(followUp)
	if days <= usual {
		return days, "", nil
	}
	reason, err := cleanLine(typed, longestRetentionReason, "reason")
	if err != nil {
		return 0, "", err
	}
	if reason == "" {
		return 0, "", estrade.NewError(estrade.CodeInvalid, "retention-reason", "Answers are kept for longer than usual only for a reason.",
			"Say why, or choose "+strconv.Itoa(usual)+" days at most.", "usual", strconv.Itoa(usual))
	}
	return days, reason, nil
}

// KeepAnswers implements estrade.Sessions. Whoever joined was told a day: after
// the session was opened it can only come nearer.
func (d *Desk) KeepAnswers(ctx context.Context, id estrade.SessionID, days int, reason string) error {
	return d.changeKept(ctx, id, "retention-changed", func(row *estrade.Session) error {
		switch {
		case row.AnswersErasedAt > 0 || row.State == estrade.SessionErased:
			return estrade.NewError(estrade.CodeConflict, "answers-erased", "The answers of this session are erased already.", "Nothing is left to do.")
		case row.State != estrade.SessionDraft && days > row.RetentionDays:
			return estrade.NewError(estrade.CodeConflict, "retention-told", "People were told that their answers are erased sooner.",
				"Choose at most "+strconv.Itoa(row.RetentionDays)+" days.", "most", strconv.Itoa(row.RetentionDays))
		}
		kept, why, err := retention(days, orElse(reason, row.RetentionReason), row.FollowUp)
		row.RetentionDays, row.RetentionReason = kept, why
		return err
	})
}

// ChooseNature implements estrade.Sessions.
func (d *Desk) ChooseNature(ctx context.Context, id estrade.SessionID, nature estrade.ActionNature) error {
	if !slices.Contains(estrade.ActionNatures, nature) {
		return estrade.NewError(estrade.CodeInvalid, "nature-unknown", "This kind of action is not one of the law.", "Choose one of the list.")
	}
	settings, err := d.store.PlainSettings(ctx)
	if err != nil {
		return err
	}
	return d.changeKept(ctx, id, "nature-chosen", func(row *estrade.Session) error {
		if row.State == estrade.SessionErased {
			return errSessionErased()
		}
		// What says the same contradicts no document that was issued.
		if settings.NatureOf(*row) != nature {
			row.ActionNature = nature
		}
		return nil
	})
}

// changeKept changes what is noted of a session in any of its states, and tells
// the console.
func (d *Desk) changeKept(ctx context.Context, id estrade.SessionID, event string, change func(*estrade.Session) error) error {
	s, err := d.session(ctx, id)
	if err != nil {
		return err
	}
	s.commands.Lock()
	defer s.commands.Unlock()
	s.mu.RLock()
	row := s.row
	s.mu.RUnlock()
	if err := change(&row); err != nil {
		return err
	}
	row.Revision++
	err = d.update(ctx, s, func(tx *recorder) error {
		if err := tx.SaveSession(row); err != nil {
			return err
		}
		return tx.AppendLog(estrade.LogEntry{At: d.nowIn(row), Event: event})
	})
	if err == nil {
		d.publishConsole(s)
	}
	return err
}
