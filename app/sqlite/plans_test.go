package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	estrade "estrade/app"
)

// What the console asks for on every page finds its rows by an index: six
// million answers make no difference to it.
func TestStore_queryPlans(t *testing.T) {
	f := openFixture(t, options{})
	f.create(t, testSession("s-1"), nil, nil)
	conn := rawConn(t, f.path)
	listed, _ := listQuery(estrade.SessionFilter{})
	running, _ := listQuery(estrade.SessionFilter{Running: true})
	searched, _ := listQuery(estrade.SessionFilter{Search: "équipe"})
	registeredAs := func(q estrade.RegisterQuery) string {
		where, _ := whereOf(q)
		return "SELECT d.number" + registered + where
	}
	for name, q := range map[string]struct{ query, index string }{
		"list":          {listed, "sessions_by_date"},
		"running":       {running, "sessions_running"},
		"search":        {searched, "session_words"},
		"open sessions": {selectOpenSessions, "sessions_running"},
		"unerased":      {selectUnerased, "sessions_unerased"},
		"closed before": {selectClosedBefore, "sessions_closed"},
		"old logs":      {"SELECT 1" + oldLogs, "log_by_time"},
		"answers":       {selectAnswers + orderAnswers, "PRIMARY KEY"},
		"locks":         {selectLocks + orderLocks, "PRIMARY KEY"},
		"file":          {registeredAs(estrade.RegisterQuery{SHA256: "00"}), "documents_by_digest"},
		"code":          {registeredAs(estrade.RegisterQuery{Code: "A"}), "documents_by_code"},
		"register":      {"SELECT d.number" + registered + registerOrder + " LIMIT 1", "documents_by_issue"},
	} {
		t.Run(name, func(t *testing.T) {
			lines := explained(t, conn, q.query)
			if !strings.Contains(lines, q.index) {
				t.Errorf("not by %s:\n%s", q.index, lines)
			}
			for _, table := range []string{"answers", "attendance", "documents", "a", "d"} {
				if strings.Contains(lines, "SCAN "+table+"\n") {
					t.Errorf("all of %s:\n%s", table, lines)
				}
			}
			if strings.Contains(lines, "SCAN sessions\n") || strings.Contains(lines, "SCAN s\n") && !strings.Contains(lines, "CO-ROUTINE s\n") {
				t.Errorf("all sessions:\n%s", lines)
			}
			if strings.HasPrefix(q.query, selectAnswers) && strings.Contains(lines, "TEMP B-TREE") {
				t.Errorf("sorted:\n%s", lines)
			}
		})
	}
}

// explained returns the lines of a query's plan, each with its end.
func explained(t *testing.T, conn *sql.Conn, query string) string {
	t.Helper()
	args := make([]any, strings.Count(query, "?"))
	for i := range args {
		args[i] = 1
	}
	lines, err := all(context.Background(), conn, func(r scanner) (line string, err error) {
		var id, parent, unused int
		return line, r.Scan(&id, &parent, &unused, &line)
	}, "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(lines, "\n") + "\n"
}
