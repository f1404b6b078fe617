package archive

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	estrade "estrade/app"
)

// indexSheet names the sheet of the index.
var indexSheet = estrade.Text{FR: "Documents", EN: "Documents"}

// indexColumns head the index.
var indexColumns = []estrade.Text{
	{FR: "Numéro", EN: "Number"},
	{FR: "Code", EN: "Code"},
	{FR: "Document", EN: "Document"},
	{FR: "Nom", EN: "Name"},
	{FR: "Séance", EN: "Session"},
	{FR: "Client", EN: "Client"},
	{FR: "Date de la séance", EN: "Date of the session"},
	{FR: "Émis le", EN: "Issued on"},
	{FR: "État", EN: "State"},
	{FR: "Remplace", EN: "Replaces"},
	{FR: "Remplacé par", EN: "Replaced by"},
	{FR: "Révoqué le", EN: "Revoked on"},
	{FR: "Motif", EN: "Reason"},
	{FR: "Fichier", EN: "File"},
	{FR: "SHA-256", EN: "SHA-256"},
}

// kindNames are the kinds of documents in words.
var kindNames = map[estrade.DocumentKind]estrade.Text{
	estrade.DocumentCertificate:     {FR: "Attestation de fin de formation", EN: "Training certificate"},
	estrade.DocumentCompletion:      {FR: "Certificat de réalisation", EN: "Certificate of completion"},
	estrade.DocumentAttendanceSheet: {FR: "Feuille d’émargement", EN: "Attendance sheet"},
	estrade.DocumentReport:          {FR: "Compte rendu de séance", EN: "Session report"},
	estrade.DocumentDebrief:         {FR: "Débriefing de séance", EN: "Session debrief"},
	estrade.DocumentRegister:        {FR: "Registre", EN: "Register"},
}

var statusNames = map[estrade.DocumentStatus]estrade.Text{
	estrade.DocumentValid:    {FR: "valable", EN: "valid"},
	estrade.DocumentReplaced: {FR: "remplacé", EN: "replaced"},
	estrade.DocumentRevoked:  {FR: "révoqué", EN: "revoked"},
}

// indexRows are the lines of the index, its head first.
func indexRows(head estrade.SessionHead, documents []estrade.ArchiveFile) [][]string {
	l := head.DocumentLanguage
	zone, err := time.LoadLocation(head.Zone)
	if err != nil {
		zone = time.UTC
	}
	rows := [][]string{titles(indexColumns, l)}
	for _, f := range documents {
		d := f.Document
		rows = append(rows, []string{
			d.Number, d.Code, kindNames[d.Kind].In(l), d.Name, head.Title, head.Client, head.Date, dayOf(d.IssuedAt, zone),
			statusNames[d.Status()].In(l), d.Replaces, d.ReplacedBy, dayOf(d.RevokedAt, zone), d.Reason, f.Name, digestOf(f.Data),
		})
	}
	return rows
}

func titles(columns []estrade.Text, l estrade.Language) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		row[i] = c.In(l)
	}
	return row
}

// dayOf is the day of an instant (UTC milliseconds), "" for none.
func dayOf(millis int64, zone *time.Location) string {
	if millis == 0 {
		return ""
	}
	return time.UnixMilli(millis).In(zone).Format(time.DateOnly)
}

// csvOf writes rows as Excel reads them in French and other languages: UTF-8
// with its mark, semicolons, and lines that end in CR LF.
func csvOf(rows [][]string) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(';')
			}
			b.WriteString(csvCell(cell))
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// csvCell writes a cell. One that a spreadsheet would take for a formula gets an
// apostrophe in front (OWASP, CSV injection).
func csvCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		text = "'" + text
	}
	if strings.ContainsAny(text, ";\"\r\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// xlsx writes rows as a workbook of one sheet. Every cell is a text: none is a
// formula. The same rows give the same bytes.
func xlsx(sheet string, rows [][]string) (data []byte, err error) {
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil {
			err = closing
		}
	}()
	if err := fillSheet(f, sheet, rows); err != nil {
		return nil, fmt.Errorf("write the index as a workbook: %w", err)
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write the index as a workbook: %w", err)
	}
	return b.Bytes(), nil
}

func fillSheet(f *excelize.File, sheet string, rows [][]string) error {
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	widths := make([]int, len(rows[0]))
	for i, row := range rows {
		for c, text := range row {
			cell, err := excelize.CoordinatesToCellName(c+1, i+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(sheet, cell, text); err != nil {
				return err
			}
			widths[c] = max(widths[c], len([]rune(text)))
		}
	}
	for c, width := range widths {
		column, err := excelize.ColumnNumberToName(c + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(sheet, column, column, float64(min(max(width, 8), 60)+2)); err != nil {
			return err
		}
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := f.SetRowStyle(sheet, 1, 1, bold); err != nil {
		return err
	}
	return f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
