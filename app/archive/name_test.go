package archive

import (
	"slices"
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	for _, c := range []struct {
		date, client, workshop, person, kind, number string
		want                                         string
	}{
		{"2026-03-14", "Groupe Hôtelier du Lac", "L’essentiel", "François-Xavier d'Aboville", "attestation", "2026-0314-01",
			"2026-03-14_Groupe-Hotelier-du-Lac_L-essentiel_Francois-Xavier-d-Aboville_attestation_2026-0314-01.pdf"},
		{"2026-03-14", "", "Essentials", "", "report", "7", "2026-03-14_Essentials_report_7.pdf"},
		{"2026-03-14", "SNCF", "T", "Nguyễn Thị Zoé", "attestation", "1", "2026-03-14_SNCF_T_Nguyen-Thi-Zoe_attestation_1.pdf"},
		{"2026-03-14", "SNCF", "T", "Zoe\u0301", "k", "1", "2026-03-14_SNCF_T_Zoe_k_1.pdf"}, // decomposed
		{"2026-03-14", "Œuvres & Cie", "Straße Łódź Ærø", "Þór Đặng", "k", "1", "2026-03-14_Oeuvres-Cie_Strasse-Lodz-Aero_Thor-Dang_k_1.pdf"},
		{"2026-03-14", "A", "B", "Мария Щукина", "k", "1", "2026-03-14_A_B_Mariya-Shchukina_k_1.pdf"},
		{"2026-03-14", "A", "B", "Γιώργος", "k", "1", "2026-03-14_A_B_Giorgos_k_1.pdf"},
		{"2026-03-14", "A", "B", "王小明", "k", "1", "2026-03-14_A_B_k_1.pdf"},
		{"2026-03-14", "../../etc", `C:\Windows`, "a/b", "k|<>:\"?*", "\x00\n1", "2026-03-14_etc_C-Windows_a-b_k_1.pdf"},
		{"", "", "", "con", "", "", "con_.pdf"},
		{"", "LPT1", "", "", "", "", "LPT1_.pdf"},
		{"", "", "", "com10", "", "", "com10.pdf"},
		{"", "", "", "", "", "", "Estrade.pdf"},
		{"2026-03-14", " . ", "…", "-_-", "k", "1", "2026-03-14_k_1.pdf"},
		{"2026-03-14", "Établissement public de coopération intercommunale", "B", strings.Repeat("x", 300), "k", "1",
			"2026-03-14_Etablissement-public-de_B_" + strings.Repeat("x", 30) + "_k_1.pdf"},
	} {
		got := FileName(c.date, c.client, c.workshop, c.person, c.kind, c.number)
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if !portable(got) {
			t.Errorf("%s is not portable", got)
		}
	}
	t.Run("bounded", func(t *testing.T) {
		long := strings.Repeat("Éléphant ", 100)
		name := FileName(long, long, long, long, long, long)
		folder := folderName(long, long, long, "long-identifier")
		// C:\Users\<20>\Documents\Estrade\ is some fifty characters.
		if n := 50 + len(folder) + 1 + len(name) + len(" (2)"); n > 260 {
			t.Errorf("a path of %d characters: %s/%s", n, folder, name)
		}
	})
	t.Run("sorted by date", func(t *testing.T) {
		names := []string{
			FileName("2025-12-31", "Z", "w", "", "k", "1"),
			FileName("2026-01-02", "A", "w", "", "k", "1"),
			FileName("2026-01-10", "A", "w", "", "k", "1"),
		}
		if !slices.IsSorted(names) {
			t.Errorf("%q", names)
		}
	})
}

func TestPortable(t *testing.T) {
	for name, want := range map[string]bool{
		"a.pdf": true, "session.json": true, "été (2).pdf": true, "com10.pdf": true, "NULL.txt": true,
		"": false, ".": false, "..": false, ".hidden": false, "a/b": false, `a\b`: false, "a:b": false, "a\x00": false,
		"a.": false, "a ": false, "CON": false, "nul.pdf": false, "Aux.tar.gz": false, "com1": false, "LPT9.txt": false,
		"COM¹.x": false, "a\nb": false, strings.Repeat("n", 300): false, "bad\xff": false,
	} {
		if got := portable(name); got != want {
			t.Errorf("portable(%q) = %v", name, got)
		}
	}
}
