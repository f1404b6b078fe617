package pdfa

import (
	"encoding/binary"
	"errors"
	"slices"
)

// needed are the tables of a TrueType program that a PDF reader uses when the
// content streams select glyphs by their index.
var needed = []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}

// errTrueType is the error of a font program that cannot be read.
var errTrueType = errors.New("not a TrueType program")

// bare returns a TrueType program with the tables needed in a PDF alone.
func bare(program []byte) ([]byte, error) {
	const header, entry = 12, 16
	if len(program) < header {
		return nil, errTrueType
	}
	count := int(binary.BigEndian.Uint16(program[4:]))
	if len(program) < header+entry*count {
		return nil, errTrueType
	}
	var tables [][]byte // directory entries, by name
	for i := range count {
		if e := program[header+entry*i:][:entry]; slices.Contains(needed, string(e[:4])) {
			tables = append(tables, e)
		}
	}
	out := make([]byte, header+entry*len(tables), len(program))
	binary.BigEndian.PutUint32(out, 0x00010000)
	writeSearch(out[4:], len(tables))
	for i, e := range tables {
		at, size := int(binary.BigEndian.Uint32(e[8:])), int(binary.BigEndian.Uint32(e[12:]))
		if at > len(program) || size > len(program)-at {
			return nil, errTrueType
		}
		to := out[header+entry*i:]
		copy(to, e[:8]) // name and checksum
		binary.BigEndian.PutUint32(to[8:], uint32(len(out)))
		binary.BigEndian.PutUint32(to[12:], uint32(size))
		out = append(out, program[at:at+size]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}

// writeSearch writes the number of tables and the three fields by which they
// can be searched.
func writeSearch(to []byte, tables int) {
	power, log := 1, 0
	for power*2 <= tables {
		power, log = power*2, log+1
	}
	for i, v := range []int{tables, power * 16, log, (tables - power) * 16} {
		binary.BigEndian.PutUint16(to[2*i:], uint16(v))
	}
}

// Glyphs is how many drawings a TrueType program holds, 0 when it cannot be read.
func Glyphs(program []byte) int {
	const header, entry = 12, 16
	for at := header; at+entry <= len(program); at += entry {
		if string(program[at:at+4]) == "maxp" {
			if table := int(binary.BigEndian.Uint32(program[at+8:])); table+6 <= len(program) {
				return int(binary.BigEndian.Uint16(program[table+4:]))
			}
		}
	}
	return 0
}
