package document

import (
	"testing"
	"time"

	estrade "estrade/app"
)

// sampleReceipt is the receipt of a session of twelve people.
func sampleReceipt(l estrade.Language) estrade.ReceiptData {
	at := time.Date(2032, 11, 25, 9, 12, 0, 0, time.UTC)
	return estrade.ReceiptData{
		Language: l, Organisation: sampleRegister(l, 1).Organisation,
		Date: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), ErasedOn: at, MadeOn: at,
		Receipt: estrade.DeletionReceipt{
			Session: "k3v9q2", Title: "Leadership et numérique", Client: "Groupe Ormeval", Date: "2026-11-24",
			Erasure: estrade.Erasure{At: at.UnixMilli(), Why: estrade.ErasureAsked, Rows: estrade.ErasedRows{
				Answers: 1204, People: 12, Notes: 7, Figures: 23, Names: 14, Signatures: 26, Files: 27, Log: 96,
			}},
			Registered: 27, Renewed: true,
		},
	}
}

func archivableReceipts(t testing.TB, l estrade.Language) []archivable {
	t.Helper()
	nasty := sampleReceipt(l)
	nasty.Organisation.Logo, nasty.Receipt.Title, nasty.Receipt.Client = testLogo(t), title200(), title200()
	nasty.Receipt.Erasure.Why, nasty.Receipt.Renewed, nasty.Receipt.Registered = estrade.ErasureDue, false, 1
	nasty.Receipt.Erasure.Rows = estrade.ErasedRows{}
	var all []archivable
	for name, d := range map[string]estrade.ReceiptData{"plain": sampleReceipt(l), "nasty": nasty, "empty": {Language: l}} {
		all = append(all, archivable{name: "receipt-" + name, title: receiptTitle.In(l),
			make: func(p *Printer) ([]byte, error) { return p.Receipt(d) }})
	}
	return all
}

// A receipt says what went, what stays and whether backups are replaced yet.
func TestPrinter_Receipt(t *testing.T) {
	d := sampleReceipt(estrade.French)
	pdf, err := New().Receipt(d)
	if err != nil {
		t.Fatal(err)
	}
	open(t, pdf).has("Reçu de suppression", "Groupe Ormeval", "1 204", "27 lignes du registre", "ont été supprimées", "à la demande")
	d.Receipt.Renewed, d.Receipt.Erasure.Why = false, estrade.ErasureDue
	if pdf, err = New().Receipt(d); err != nil {
		t.Fatal(err)
	}
	late := open(t, pdf)
	late.has("restent à remplacer", "durée de conservation")
	late.lacks("ont été supprimées", "à la demande")
}
