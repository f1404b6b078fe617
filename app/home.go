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
	Backups     BackupStatus     `json:"backups"`
	Expiring    Expiring         `json:"expiring"`
	Rescue      *Rescue          `json:"rescue,omitempty"` // the database is damaged; the rest but version, folders and DataDir is empty
}

// Expiring are the sessions that will be deleted within AttendanceNoticeDays because
// evidence of their attendance was kept as long as the settings say.
type Expiring struct {
	Count int   `json:"count"`
	From  int64 `json:"from"` // when the first goes, UTC milliseconds; 0 for none
}

// BackupStatus tells how the automatic backups of the database are doing.
type BackupStatus struct {
	Folder  string `json:"folder"`
	Last    int64  `json:"last"`              // when the newest was made, UTC milliseconds, 0 for none
	Problem *Error `json:"problem,omitempty"` // why the last try failed
}

// RescueReason says why the program does not work on its database.
type RescueReason string

// The reasons. With RescueLog the file is sound up to changes that cannot be
// read; with RescueKeys it is sound, and what is sealed in it cannot be opened.
const (
	RescueDamaged RescueReason = "damaged"
	RescueMissing RescueReason = "missing" // gone, or empty, where there was one
	RescueLog     RescueReason = "log"
	RescueKeys    RescueReason = "keys"
)

// Rescue is what the console shows while the database is damaged. No room is
// served then, and nothing is written to the database.
type Rescue struct {
	Why      RescueReason     `json:"why"`
	At       int64            `json:"at"`       // found, UTC milliseconds
	Language Language         `json:"language"` // the trainer's, "" when it cannot be read
	Listed   bool             `json:"listed"`   // the list of sessions could be read
	Total    int              `json:"total"`    // sessions in the list
	Sessions []RescuedSession `json:"sessions"` // the newest of them
	Backups  []Backup         `json:"backups"`  // the newest first
	// Continue: what can be read is sound, the program may start from it.
	Continue bool `json:"continue"`
}

// RescuedSession is a session of a damaged database.
type RescuedSession struct {
	Session SessionSummary `json:"session"`
	State   string         `json:"state"` // "examining", "sound" (can be read whole), "damaged"
}

// Backup is an automatic backup of the database.
type Backup struct {
	Name         string `json:"name"`
	At           int64  `json:"at"` // made, UTC milliseconds
	Bytes        int64  `json:"bytes"`
	Sessions     int    `json:"sessions"`
	Participants int    `json:"participants"`
	Answers      int    `json:"answers"`
}

// Restored tells what was brought back.
type Restored struct {
	Damaged string `json:"damaged"` // folder of the damaged files
	Carried int    `json:"carried"` // sessions taken over from the damaged database, whole and newer than the backup
}

// Connection is where and as whom the console opens its live connection.
type Connection struct {
	URL   string `json:"url"` // ws://, with what authenticates it
	Token string `json:"token"`
}
