package estrade

// Home is what the console shows before a session is chosen.
type Home struct {
	Settings    Settings         `json:"settings"`
	Sessions    []SessionSummary `json:"sessions"` // the newest first
	Running     []SessionSummary `json:"running"`  // those open or closing
	Room        RoomStatus       `json:"room"`
	Version     string           `json:"version"`
	DataDir     string           `json:"dataDir"`
	Keys        string           `json:"keys"`        // how keys are kept: "keyring" or "file"
	StageWindow bool             `json:"stageWindow"` // the program can open the stage in a window of its own
	Folders     bool             `json:"folders"`     // the program can show and pick folders
}

// Connection is where and as whom the console opens its live connection.
type Connection struct {
	URL   string `json:"url"` // ws://, with what authenticates it
	Token string `json:"token"`
}
