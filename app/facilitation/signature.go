package facilitation

import (
	"encoding/json"
	"math"
	"strconv"

	estrade "estrade/app"
)

const (
	// maxDrawing is how large a drawing may be, in bytes of JSON.
	maxDrawing = 8 << 10
	// leastInk is how long a line somebody draws to sign, as a share of the pad's
	// width: a touch, or a dot, is no signature.
	leastInk = 0.2
)

func errNoSignature() error {
	return estrade.NewError(estrade.CodeInvalid, "signature-empty", "There is no signature yet.", "Draw it, or type your name.")
}

func errSignature(message string) error {
	return estrade.NewError(estrade.CodeInvalid, "signature-unreadable", message, "Draw it anew, or type your name.")
}

// cleanSignature checks what was drawn, or tidies up what was typed. One of both
// is given.
func (d *Desk) cleanSignature(x *estrade.PresenceSignature) error {
	if len(x.Drawing.Strokes) == 0 {
		return d.cleanTyped(x)
	}
	if x.Typed != "" {
		return errSignature("A signature is drawn or typed, not both.")
	}
	return checkDrawing(x.Drawing)
}

// cleanTyped tidies up a signature that was typed. The sheet must be able to
// print it as it is.
func (d *Desk) cleanTyped(x *estrade.PresenceSignature) error {
	x.Drawing = estrade.Drawing{}
	if x.Typed == "" {
		return errNoSignature()
	}
	typed, err := cleanName(x.Typed)
	if err != nil {
		return err
	}
	if lacking := d.documents.Unprintable(typed); len(lacking) > 0 {
		return estrade.NewError(estrade.CodeInvalid, "signature-unprintable", "The attendance sheet cannot print a character of this name.",
			"Draw the signature, or type the name otherwise.", "characters", string(lacking))
	}
	x.Typed = typed
	return nil
}

// checkDrawing refuses what no pad of a page makes, and what is no signature.
func checkDrawing(g estrade.Drawing) error {
	side := func(n int) bool { return n >= 1 && n <= estrade.MaxPadSide }
	if !side(g.Width) || !side(g.Height) {
		return errSignature("The pad of this signature has no size.")
	}
	points, ink := 0, 0.0
	for _, stroke := range g.Strokes {
		if len(stroke) == 0 {
			return errSignature("A stroke of this signature is empty.")
		}
		points += len(stroke)
		for i, p := range stroke {
			if p.X < 0 || p.Y < 0 || p.X > g.Width || p.Y > g.Height {
				return errSignature("This signature leaves its pad.")
			}
			if i > 0 {
				ink += math.Hypot(float64(p.X-stroke[i-1].X), float64(p.Y-stroke[i-1].Y))
			}
		}
	}
	if len(g.Strokes) > estrade.MaxDrawingStrokes || points > estrade.MaxDrawingPoints {
		return errLargeSignature()
	}
	if text, err := json.Marshal(g); err != nil || len(text) > maxDrawing {
		return errLargeSignature()
	}
	if ink < leastInk*float64(g.Width) {
		return errNoSignature()
	}
	return nil
}

func errLargeSignature() error {
	return estrade.NewError(estrade.CodeInvalid, "signature-too-large", "This signature has too many strokes.",
		"Draw a simpler one, or type your name.", "points", strconv.Itoa(estrade.MaxDrawingPoints))
}
