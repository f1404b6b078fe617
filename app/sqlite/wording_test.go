package sqlite

import (
	"context"
	"reflect"
	"testing"

	estrade "estrade/app"
)

// Every version stays, under its own number by kind and language.
func TestStore_Wordings(t *testing.T) {
	f := openFixture(t, options{})
	ctx := context.Background()
	if list, err := f.Wordings(ctx, estrade.DocumentCertificate, estrade.French); err != nil || len(list) != 0 {
		t.Fatalf("before the first: %v, %v", list, err)
	}
	save := func(kind estrade.DocumentKind, l estrade.Language, at int64, sentences map[string]string) int {
		t.Helper()
		n, err := f.SaveWording(ctx, kind, l, estrade.WordingVersion{Wording: estrade.Wording{Number: 7, Sentences: sentences}, At: at})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	first := map[string]string{"title": "Attestation de présence"}
	got := []int{
		save(estrade.DocumentCertificate, estrade.French, 10, first),
		save(estrade.DocumentCertificate, estrade.French, 20, map[string]string{}),
		save(estrade.DocumentCertificate, estrade.English, 30, first),
		save(estrade.DocumentReport, estrade.French, 40, first),
	}
	if !reflect.DeepEqual(got, []int{1, 2, 1, 1}) {
		t.Errorf("numbers %v", got)
	}
	f = f.reopen(t)
	list, err := f.Wordings(ctx, estrade.DocumentCertificate, estrade.French)
	want := []estrade.WordingVersion{
		{Wording: estrade.Wording{Number: 2, Sentences: map[string]string{}}, At: 20},
		{Wording: estrade.Wording{Number: 1, Sentences: first}, At: 10},
	}
	if err != nil || !reflect.DeepEqual(list, want) {
		t.Errorf("%+v, %v", list, err)
	}
}
