package sqlite

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"

	estrade "estrade/app"
)

// planDigest names a plan's text.
type planDigest [sha256.Size]byte

// planCache keeps the plans read last: decoding one takes a hundred times
// longer than the rest of a session.
type planCache struct {
	mu    sync.Mutex
	plans map[planDigest]estrade.Plan
}

// planCacheSize is more than the sessions a trainer has open.
const planCacheSize = 8

func (c *planCache) get(d planDigest) (estrade.Plan, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.plans[d]
	return copyPlan(p), ok
}

func (c *planCache) put(d planDigest, p estrade.Plan) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.plans == nil || len(c.plans) >= planCacheSize {
		c.plans = make(map[planDigest]estrade.Plan)
	}
	c.plans[d] = copyPlan(p)
}

// copyPlan copies what a swap of activities changes in a plan. The activities
// themselves are shared and must not be changed.
func copyPlan(p estrade.Plan) estrade.Plan {
	p.Workshop.Steps = slices.Clone(p.Workshop.Steps)
	p.Activities = maps.Clone(p.Activities)
	return p
}

// encode returns a plan's text and digest, the text "" when the plan is the one
// stored already: encoding one takes longer than the rest of a command.
func (c *planCache) encode(p estrade.Plan, stored []byte) (string, planDigest, error) {
	if len(stored) == sha256.Size {
		digest := planDigest(stored)
		// Activities are shared: those that are the same are not looked into.
		if known, ok := c.get(digest); ok && reflect.DeepEqual(known, p) {
			return "", digest, nil
		}
	}
	return encodePlan(p)
}

func encodePlan(p estrade.Plan) (string, planDigest, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return "", planDigest{}, fmt.Errorf("encode the plan: %w", err)
	}
	return string(text), sha256.Sum256(text), nil
}
