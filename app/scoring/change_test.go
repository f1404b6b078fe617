package scoring

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSelfScore_Properties(t *testing.T) {
	check(t, "Range and order of items", func(t *rapid.T) {
		items := answersBetween(1, 5, 0, 8).Draw(t, "items")
		result := must[SelfScoreResult](t)(SelfScore(items, 5, Fraction{}))
		between(t, "score", result.Score, 0, 100)
		if len(items) > 0 {
			same(t, must[SelfScoreResult](t)(SelfScore(shuffledTogether(t, items)[0], 5, Fraction{})), result)
		}
	})
	check(t, "A better answer never lowers the score", func(t *rapid.T) {
		items := answersBetween(1, 4, 1, 8).Draw(t, "items")
		before := must[SelfScoreResult](t)(SelfScore(items, 5, Fraction{})).Score
		raised := rapid.IntRange(0, len(items)-1).Draw(t, "raised")
		if items[raised] == nil || before == nil {
			return
		}
		items[raised] = new(*items[raised] + 1)
		after := must[SelfScoreResult](t)(SelfScore(items, 5, Fraction{})).Score
		if *after <= *before {
			t.Fatalf("score went from %v to %v", *before, *after)
		}
	})
	check(t, "No answer, no score", func(t *rapid.T) {
		n := rapid.IntRange(0, 6).Draw(t, "n")
		result := must[SelfScoreResult](t)(SelfScore(make([]*float64, n), 5, Fraction{Num: 0, Den: 1}))
		if result.Score != nil {
			t.Fatalf("score = %v", *result.Score)
		}
	})
}

func TestResponseShift_Properties(t *testing.T) {
	check(t, "The three changes add up", func(t *rapid.T) {
		lists := answersBetween(1, 5, 6, 6)
		pre, then, post := lists.Draw(t, "pre"), lists.Draw(t, "then"), lists.Draw(t, "post")
		result := must[ResponseShiftResult](t)(ResponseShift(pre, then, post, 5))
		if result.N == 0 {
			if result.Classic != nil || result.Retrospective != nil || result.Shift != nil {
				t.Fatalf("%+v", result)
			}
			return
		}
		near(t, "classic", *result.Classic, *result.Retrospective+*result.Shift)
		between(t, "classic", result.Classic, -4, 4)
		moved := shuffledTogether(t, pre, then, post)
		same(t, must[ResponseShiftResult](t)(ResponseShift(moved[0], moved[1], moved[2], 5)), result)
	})
}

func TestPrePost_Properties(t *testing.T) {
	check(t, "Order of people and incomplete pairs", func(t *rapid.T) {
		pre, post := scores(12, 12).Draw(t, "pre"), scores(12, 12).Draw(t, "post")
		result := must[PrePostResult](t)(PrePost(pre, post, nil))
		if result.Up+result.Same+result.Down != result.N {
			t.Fatalf("%+v", result)
		}
		between(t, "gain", result.Gain, -1e300, 1+1e-9)
		between(t, "j", result.J, 0, 1)
		moved := shuffledTogether(t, append(pre, nil, new(50.0)), append(post, new(50.0), nil))
		same(t, must[PrePostResult](t)(PrePost(moved[0], moved[1], nil)), result)
	})
	check(t, "Going back", func(t *rapid.T) {
		pre, post := scores(6, 6).Draw(t, "pre"), scores(6, 6).Draw(t, "post")
		forth := must[PrePostResult](t)(PrePost(pre, post, nil))
		back := must[PrePostResult](t)(PrePost(post, pre, nil))
		if forth.Up != back.Down || forth.Same != back.Same {
			t.Fatalf("%+v then %+v", forth, back)
		}
		for name, pair := range map[string][2]*float64{
			"mean_diff": {forth.MeanDiff, back.MeanDiff}, "dz": {forth.DZ, back.DZ},
			"gz": {forth.GZ, back.GZ}, "dav": {forth.DAV, back.DAV}, "gav": {forth.GAV, back.GAV},
		} {
			if (pair[0] == nil) != (pair[1] == nil) {
				t.Fatalf("%s: %v and %v", name, pair[0], pair[1])
			}
			if pair[0] != nil {
				near(t, name, *pair[0], -*pair[1])
			}
		}
	})
	t.Run("Another threshold", func(t *testing.T) {
		people := []*float64{new(1.0), new(2.0), new(3.0), new(4.0), new(5.0)}
		if display := must[PrePostResult](t)(PrePost(people, people, new(5))).Display; display != DisplayEffect {
			t.Errorf("display = %s", display)
		}
		wantCode(t, InvalidParameter)(PrePost(people, people, new(-1)))
	})
	t.Run("Spread that is only rounding", func(t *testing.T) {
		result := must[PrePostResult](t)(PrePost(
			[]*float64{new(0.1), new(0.2), new(0.3)}, []*float64{new(0.4), new(0.5), new(0.6)}, nil))
		if result.DZ != nil || result.GZ != nil {
			t.Errorf("dz = %v, gz = %v", result.DZ, result.GZ)
		}
	})
}

func TestNormalisedChange_Properties(t *testing.T) {
	check(t, "Range and sign", func(t *rapid.T) {
		pre, post := percentages().Draw(t, "pre"), percentages().Draw(t, "post")
		change := must[NormalisedChangeResult](t)(NormalisedChange(&pre, &post)).Change
		between(t, "change", change, -1, 1)
		if change == nil {
			if pre != post || pre != 0 && pre != 100 {
				t.Fatalf("undefined from %v to %v", pre, post)
			}
			return
		}
		if (*change > 0) != (post > pre) || (*change < 0) != (post < pre) {
			t.Fatalf("%v from %v to %v", *change, pre, post)
		}
	})
	check(t, "Upside down", func(t *rapid.T) {
		pre, post := percentages().Draw(t, "pre"), percentages().Draw(t, "post")
		change := must[NormalisedChangeResult](t)(NormalisedChange(&pre, &post)).Change
		mirrored := must[NormalisedChangeResult](t)(NormalisedChange(new(100-pre), new(100-post))).Change
		if (change == nil) != (mirrored == nil) {
			t.Fatalf("%v and %v", change, mirrored)
		}
		if change != nil {
			near(t, "change", *change, -*mirrored)
		}
	})
}
