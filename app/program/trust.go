package program

import (
	"context"
	"path/filepath"

	estrade "estrade/app"
	"estrade/app/seal"
	"estrade/app/sqlite"
)

// ReadTrust reads whose signatures a data folder knows: its own and those it was
// told to trust. It takes no lock and writes nothing; a folder that is not there
// knows nobody.
func ReadTrust(dataDir string) (*seal.Trust, error) {
	return seal.ReadTrust(filepath.Join(dataDir, sealDir))
}

// ReadFates reads what became of the documents in the register of a data folder,
// also while Estrade is open on it; nil for a folder that has no register.
func ReadFates(ctx context.Context, dataDir string) (*estrade.Fates, error) {
	return sqlite.ReadFates(ctx, filepath.Join(dataDir, database))
}
