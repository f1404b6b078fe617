package archive

import (
	"path/filepath"
	"slices"

	estrade "estrade/app"
)

// asideFolder holds, within the folder of a session, the documents that do not
// stand any more: replaced by a correction, or revoked.
var asideFolder = estrade.Text{FR: "remplaces-annules", EN: "replaced-revoked"}

// withdrawn reports whether a document was issued and does not stand any more.
func withdrawn(d estrade.IssuedDocument) bool {
	return d.Number != "" && d.Status() != estrade.DocumentValid
}

// makeAside makes the folder of what was withdrawn, once.
func (w *writing) makeAside(folder string) error {
	if slices.Contains(w.aside, folder) {
		return nil
	}
	if err := w.makeFolder(folder); err != nil {
		return err
	}
	w.aside = append(w.aside, folder)
	return nil
}

// put stages a document under its name within folder. One that was withdrawn
// since it was written, and still is as it was where it lay, is moved.
func (w *writing) put(folder, lay string, f estrade.ArchiveFile) error {
	to := filepath.Join(folder, filepath.FromSlash(f.Name))
	from := filepath.Join(folder, filepath.FromSlash(lay))
	if withdrawn(f.Document) && from != to && filepath.IsLocal(filepath.FromSlash(lay)) && holds(from, f.Data) {
		w.pending = append(w.pending, rename{from: from, to: to})
		return nil
	}
	return w.stage(folder, to, f.Data)
}
