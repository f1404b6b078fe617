package rehearsal

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	mathrand "math/rand/v2"
	"slices"

	estrade "estrade/app"
)

// effortSign is how long somebody takes to sign, in seconds.
const effortSign = 12

// sign signs every half-day that somebody of the device has still to sign, as
// long as ctx and the room go on.
func (d *device) sign(ctx context.Context, p *person) {
	tried := make(map[estrade.Signing]bool)
	rng := mathrand.New(mathrand.NewPCG(nameSeed(p.name), 7)) // live has the person's own
	for {
		changed := d.change()
		half, due := d.due(p, tried)
		if !due {
			if d.gone() {
				return
			}
			select {
			case <-changed:
				continue
			case <-ctx.Done():
				return
			}
		}
		wait := d.crowd.pause(effortSign * (0.5 + rng.ExpFloat64()))
		if err := d.crowd.tempo.wait(ctx, wait); err != nil {
			return
		}
		tried[half] = true
		if p.held.Load() {
			continue // the trainer signs in their place
		}
		request := estrade.SignRequest{Participant: p.id, Day: half.Day, Afternoon: half.Afternoon, Drawing: scribble(p.name, half)}
		o, err := d.call(ctx, "sign", request)
		if err != nil {
			return // gone, or over
		}
		if o.refusal != nil && !over(o.refusal) {
			d.crowd.fail(fmt.Errorf("sign: %w", o.refusal))
		}
	}
}

// over tells whether a refusal of a signature is the room's business: the
// half-day ended, or documents were issued, while somebody took the pen.
func over(refusal *estrade.Error) bool {
	return slices.Contains([]string{"half-day-over", "half-day-ahead", "signing-over", "unknown-participant"}, refusal.Key)
}

// due returns a half-day that a person has still to sign.
func (d *device) due(p *person, tried map[estrade.Signing]bool) (estrade.Signing, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	view := d.views[p.id]
	if d.ended || !d.connected || view.Removed || d.room == nil {
		return estrade.Signing{}, false
	}
	for _, half := range d.room.Signing {
		signed := slices.ContainsFunc(view.Signed, func(s estrade.Signed) bool { return s.Day == half.Day && s.Afternoon == half.Afternoon })
		if !signed && !tried[half] && !half.Late {
			return half, true
		}
	}
	return estrade.Signing{}, false
}

func nameSeed(name string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // it never fails
	return h.Sum64()
}

// scribble is somebody's signature: one hand, of loops as wide as the name is
// long, a little different each time.
func scribble(name string, half estrade.Signing) estrade.Drawing {
	hand := mathrand.New(mathrand.NewPCG(nameSeed(name), 1))
	turn := mathrand.New(mathrand.NewPCG(nameSeed(name), nameSeed(fmt.Sprint(half.Day, half.Afternoon))))
	const width, height, base = 640.0, 400.0, 290.0
	tall, loops, slant := 60+60*hand.Float64(), 3+hand.Float64()*4, 12+24*hand.Float64()
	wide := 240 + 220*hand.Float64()
	wobble := func(n float64) float64 { return (turn.Float64() - 0.5) * n }
	left := 60 + wobble(40)
	point := func(x, y float64) estrade.PenPoint {
		return estrade.PenPoint{X: int(math.Round(min(width, max(0, x)))), Y: int(math.Round(min(height, max(0, y))))}
	}
	var loop, line []estrade.PenPoint
	const points = 70
	for i := range points {
		t := float64(i) / (points - 1)
		fade := 1 - 0.6*t
		angle := 2 * math.Pi * loops * t
		loop = append(loop, point(
			left+wide*t+slant*math.Sin(angle)+wobble(3),
			base-40-tall*fade*(1-math.Cos(angle+0.6*math.Sin(angle)))/2*(1.3-0.5*math.Sin(9*t+slant))+wobble(3)))
	}
	for i := range 8 {
		t := float64(i) / 7
		line = append(line, point(left+wide*(0.1+0.8*t), base-18+14*math.Sin(3*t)+wobble(4)))
	}
	return estrade.Drawing{Width: width, Height: height, Strokes: [][]estrade.PenPoint{loop, line}}
}
