package program

import (
	"path/filepath"

	"estrade/app/seal"
)

// ReadTrust reads whose signatures a data folder knows: its own and those it was
// told to trust. It takes no lock and writes nothing; a folder that is not there
// knows nobody.
func ReadTrust(dataDir string) (*seal.Trust, error) {
	return seal.ReadTrust(filepath.Join(dataDir, sealDir))
}
