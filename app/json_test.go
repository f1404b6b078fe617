package estrade

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"
)

func TestJSON(t *testing.T) {
	type inner struct {
		List []string       `json:"list"`
		Map  map[string]int `json:"map"`
		Raw  json.RawMessage
	}
	type outer struct {
		Bytes []byte    `json:"bytes"`
		In    inner     `json:"in"`
		Ptr   *inner    `json:"ptr"`
		Nil   *inner    `json:"nil"`
		Many  [][]inner `json:"many"`
		Any   any       `json:"any"`
		Fixed [1]inner  `json:"fixed"`
		kept  int
	}
	t.Run("OK", func(t *testing.T) {
		given := outer{Ptr: &inner{}, Many: [][]inner{nil}, Any: inner{}, kept: 1}
		text, err := JSON(given)
		if err != nil {
			t.Fatal(err)
		}
		empty := `{"list":[],"map":{},"Raw":null}`
		want := `{"bytes":"","in":` + empty + `,"ptr":` + empty + `,"nil":null,"many":[[]],"any":` + empty + `,"fixed":[` + empty + `]}`
		if string(text) != want {
			t.Errorf("got  %s\nwant %s", text, want)
		}
		if given.Ptr.List != nil || given.kept != 1 {
			t.Error("the value given was changed")
		}
	})
	t.Run("NullWhereThePageExpectsIt", func(t *testing.T) {
		text, err := JSON(Figures{Split: &SplitFigures{Node: "n", N: 4}, Map: &MapFigures{Passes: []MapPass{{Rows: []MapRow{{Pair: "p"}}}}}})
		if err != nil {
			t.Fatal(err)
		}
		want := `{"split":{"node":"n","n":4,"counts":null,"tables":[]},"map":{"situation":"","n":0,"passes":[{"pass":"",` +
			`"rows":[{"pair":"p","n":0,"counts":null,"mean":null,"median":null,"consensus":null,"band":""}]}],"fitN":0,"meanFit":null}}`
		if string(text) != want {
			t.Errorf("got  %s\nwant %s", text, want)
		}
		text, err = JSON(SplitFigures{Counts: []ItemCount{}})
		if err != nil || string(text) != `{"node":"","n":0,"counts":[],"tables":[]}` {
			t.Errorf("got %s, %v", text, err)
		}
	})
	t.Run("SameAsMarshal", func(t *testing.T) {
		view := RoomView{Title: "é", Tables: []TableView{{ID: "a", Size: 2}}, Timer: &TimerView{Running: true}, Signing: []Signing{}}
		got, err := JSON(&view)
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(view)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	})
	t.Run("NullableList", func(t *testing.T) {
		text, err := JSON(SplitFigures{Node: "N1", N: 4})
		if err != nil {
			t.Fatal(err)
		}
		if want := `{"node":"N1","n":4,"counts":null,"tables":[]}`; string(text) != want {
			t.Errorf("got  %s\nwant %s", text, want)
		}
	})
	t.Run("Nil", func(t *testing.T) {
		if text, err := JSON(nil); err != nil || string(text) != "null" {
			t.Errorf("got %s, %v", text, err)
		}
		var list []string
		if text, err := JSON(list); err != nil || string(text) != "[]" {
			t.Errorf("got %s, %v", text, err)
		}
	})
	t.Run("ErrNaN", func(t *testing.T) {
		if text, err := JSON(map[string]float64{"x": math.NaN()}); err == nil {
			t.Errorf("got %s", text)
		}
	})
}

func TestCode_Status(t *testing.T) {
	want := map[Code]int{
		CodeInvalid: 400, CodeUnauthorised: 401, CodeForbidden: 403, CodeNotFound: 404, CodeConflict: 409,
		CodeTooLarge: 413, CodeTooMany: 429, CodeUnavailable: 503, CodeInternal: 500, Code("else"): 500,
	}
	for code, status := range want {
		if got := code.Status(); got != status {
			t.Errorf("%s: got %d, want %d", code, got, status)
		}
	}
}
