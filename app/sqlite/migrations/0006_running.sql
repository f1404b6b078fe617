-- The few sessions that are open, among thousands that are not.
CREATE INDEX sessions_running ON sessions (opened_at) WHERE state IN ('open', 'closing');
