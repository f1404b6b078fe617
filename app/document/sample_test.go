package document

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	estrade "estrade/app"
)

var samples = flag.String("samples", "", "write the documents made by the tests to this folder")

// keep writes a document for the eye when -samples is given.
func keep(t testing.TB, name string, pdf []byte) {
	t.Helper()
	if *samples == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*samples, name+".pdf"), pdf, 0o644); err != nil {
		t.Fatal(err)
	}
}

var paris = time.FixedZone("Europe/Paris", 3600)

func at(hour, minute int) time.Time { return time.Date(2026, 11, 24, hour, minute, 0, 0, paris) }

// testLogo is a small logo with transparency.
func testLogo(t testing.TB) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 300, 120))
	for y := range 120 {
		for x := range 300 {
			if dx, dy := x-60, y-60; dx*dx+dy*dy < 3400 || x > 140 && y > 30 && y < 90 && (x/20)%2 == 0 {
				m.Set(x, y, color.NRGBA{R: 0x1c, G: 0x68, B: 0x9e, A: 0xff})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// testSignature is a scanned signature: a wave of ink on grey paper.
func testSignature(t testing.TB) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 640, 220))
	for x := range 640 {
		for y := range 220 {
			m.Set(x, y, color.NRGBA{R: 0xf4, G: 0xf4, B: 0xf2, A: 0xff})
		}
		at := 110 + int(70*math.Sin(float64(x)/31)*math.Cos(float64(x)/97))
		for thick := range 7 {
			m.Set(x, at+thick, color.NRGBA{R: 0x1b, G: 0x2a, B: 0x6b, A: 0xff})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func organisation() estrade.Organisation {
	return estrade.Organisation{
		Name:                "Méridienne Formation",
		Address:             []string{"14 rue des Capucins, 69001 Lyon"},
		SIRET:               "12345678900012",
		ActivityDeclaration: "84 69 00000 69",
		Trainer:             "Hélène Maurel",
	}
}

// origin is where the samples come from; its QR code is as long as a real one.
func origin() estrade.Origin {
	return estrade.Origin{
		Code:        "7QF4-M2KD-93XA",
		QR:          "ESTRADE1:" + strings.Repeat("Q7A4$K2D-93XAB", 18),
		Fingerprint: "3f9c 71d2 a804",
	}
}

func certificateFR() estrade.CertificateData {
	return estrade.CertificateData{
		Language:        estrade.French,
		Organisation:    organisation(),
		Number:          "2026-1124-03",
		IssuedOn:        at(12, 40),
		ParticipantName: "Awa Diallo",
		WorkshopTitle:   "Leadership et numérique",
		Dates:           []time.Time{at(9, 0)},
		DurationMinutes: 210,
		PlannedMinutes:  210,
		Complete:        true,
		Place:           "Lyon",
		Client:          "Groupe Ormeval",
		Objectives: []string{
			"Distinguer ce qui appelle le pôle du manager et ce qui appelle celui du leader",
			"Classer, seul puis à plusieurs, les actions qui relancent un réseau interne, et dire pourquoi",
			"Décider en groupe dans une situation fictive sous pression, puis analyser ces décisions",
			"Formuler un plan « si… alors » précis, daté et observable",
		},
		SignatoryName:  "Hélène Maurel",
		SignatoryTitle: "responsable de la formation",
		SignedAt:       "Lyon",
		Origin:         origin(),
	}
}

func certificateEN() estrade.CertificateData {
	d := certificateFR()
	d.Language = estrade.English
	d.ParticipantName = "Nguyễn Thị Phương Thảo"
	d.WorkshopTitle = "Leadership and digital life"
	d.Complete = false
	d.DurationMinutes = 165
	d.SignatoryTitle = "head of training"
	d.Objectives = []string{
		"Tell what calls for the manager pole from what calls for the leader pole",
		"Rank, alone then together, the actions that revive an internal network, and say why",
		"Decide as a group in a fictional situation under pressure, then analyse those decisions",
	}
	return d
}
