package archive

import (
	"context"
	"path/filepath"
	"time"

	estrade "estrade/app"
)

// registerColumns head the register.
var registerColumns = []estrade.Text{
	{FR: "Numéro", EN: "Number"},
	{FR: "Code", EN: "Code"},
	{FR: "Document", EN: "Document"},
	{FR: "Nom", EN: "Name"},
	{FR: "Séance", EN: "Session"},
	{FR: "Client", EN: "Client"},
	{FR: "Émis le", EN: "Issued on"},
	{FR: "Remplace", EN: "Replaces"},
	{FR: "Révoqué le", EN: "Revoked on"},
	{FR: "Motif", EN: "Reason"},
}

// registerName names the files of the register.
var registerName = estrade.Text{FR: "registre", EN: "register"}

// Register writes a register to dir, "" for the default: the PDF that is given,
// and its lines as CSV and as a workbook, named after the day it was made. Like
// Write it overwrites nothing that differs and leaves nothing half-done; its
// errors are the same.
func (a *Archive) Register(ctx context.Context, dir string, d estrade.RegisterData, pdf []byte) (folder string, names []string, err error) {
	explicit := dir != ""
	if !explicit {
		dir = a.defaultDir
	}
	if folder, err = filepath.Abs(dir); err != nil {
		return "", nil, exportError(dir, err)
	}
	rows := registerRows(d)
	sheet, err := xlsx(indexSheet.In(d.Language), rows)
	if err != nil {
		return "", nil, err
	}
	stem := d.MadeOn.Format(time.DateOnly) + "_" + registerName.In(d.Language)
	w := &writing{ctx: ctx, disk: a.disk}
	err = w.register(folder, explicit, []estrade.ArchiveFile{
		{Name: stem + ".pdf", Data: pdf}, {Name: stem + ".csv", Data: csvOf(rows)}, {Name: stem + ".xlsx", Data: sheet},
	}, &names)
	if err != nil {
		w.undo()
		return "", nil, exportError(folder, err)
	}
	return folder, names, nil
}

func (w *writing) register(folder string, explicit bool, files []estrade.ArchiveFile, names *[]string) error {
	if err := w.makeFolders(filepath.Dir(folder), explicit, folder); err != nil {
		return err
	}
	written, err := w.documents(folder, files)
	if err != nil {
		return err
	}
	for _, f := range written {
		*names = append(*names, f.Name)
	}
	return w.place([]string{folder})
}

func registerRows(d estrade.RegisterData) [][]string {
	rows := [][]string{titles(registerColumns, d.Language)}
	for _, x := range d.Lines {
		rows = append(rows, []string{
			x.Number, x.Code, kindNames[x.Kind].In(d.Language), x.Name, x.Title, x.Client, day(x.IssuedOn),
			x.Replaces, day(x.RevokedOn), x.Reason,
		})
	}
	return rows
}

// day writes a day, "" for none.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
