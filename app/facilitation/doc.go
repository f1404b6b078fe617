// Package facilitation runs sessions: it implements the driving ports of
// estrade on the driven ones. It is the only writer of live state. The store is
// the truth; the state kept here is a projection of it, changed only after a
// commit and rebuilt from the store at any time.
//
// Locking: a trainer's command holds the session's command lock, so commands
// are serial; answers are not, they share the store's commits. Whatever decides
// whether an answer counts (is the part open, is it locked) is read inside the
// transaction that writes it, never from the projection.
package facilitation
