package main

import (
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestBadCommandsAreReportedAndSurvived(t *testing.T) {
	cases := []struct{ name, line, want string }{
		{"no JSON", "hello", "bad command"},
		{"an array", "[]", "bad command"},
		{"two objects", `{"cmd":"list"} {"cmd":"list"}`, "something follows"},
		{"unknown member", `{"cmd":"list","color":1}`, "color"},
		{"no cmd", "{}", "unknown cmd"},
		{"unknown cmd", `{"cmd":"dance"}`, "unknown cmd"},
		{"no key", `{"cmd":"remove"}`, "publicKey is missing"},
		{"null key", `{"cmd":"drop","publicKey":null}`, "publicKey is missing"},
		{"short key", `{"cmd":"add","publicKey":"abc","address":"127.0.0.1:1"}`, "too short"},
		{"no port", commandLine("add", text("publicKey", keyB), text("address", "127.0.0.1")), "missing port"},
		{"other machine", commandLine("add", text("publicKey", keyB), text("address", "192.0.2.1:1")), "loopback"},
		{"a name", commandLine("add", text("publicKey", keyB), text("address", "example.org:1")), "loopback"},
		{"own key", commandLine("add", text("publicKey", keyA), text("address", "127.0.0.1:1")), ""},
		{"nobody there", commandLine("send", text("data", "00")), "no such neighbor"},
		{"stranger dropped", commandLine("drop", text("publicKey", keyB)), "neighbor"},
		{"data and size", commandLine("send", text("data", "00"), number("size", 1)), "exactly one"},
		{"neither", commandLine("send"), "exactly one"},
		{"too large", commandLine("send", number("size", maxMessageLength+1)), "size is 0 to"},
		{"negative", commandLine("send", number("size", -1)), "size is 0 to"},
		{"data too large", commandLine("send", text("data", strings.Repeat("00", maxMessageLength+1))), "at most"},
		{"odd hex", commandLine("send", text("data", "0")), "bad command"},
		{"short id", commandLine("request", text("id", "00")), "32 are needed"},
		{"endless line", strings.Repeat("x", 3*maxLineLength), "longer than"},
	}
	for _, mode := range []string{"manager", "server"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			a := start(t, "A", "--seed", seedA, "--mode", mode)
			for _, c := range cases {
				a.say(c.line)
				got := a.await("error", shortTime, nil)
				if !strings.Contains(got.Error, c.want) {
					t.Errorf("%s: error is %q, want something with %q", c.name, got.Error, c.want)
				}
			}
			equal(t, "peers after all that", len(a.list()), 0)
		})
	}
}

func TestStoreIsBounded(t *testing.T) {
	s := newStore()
	for i := 0; i < maxStored; i++ {
		check(t, s.put([]byte{byte(i), byte(i >> 8)}, nil))
	}
	if s.put([]byte("one more"), nil) == nil {
		t.Error("the store took more than its limit")
	}
	check(t, s.put([]byte{0, 0}, []byte("replaced")))
}

func TestEnds(t *testing.T) {
	for _, mode := range []string{"manager", "server"} {
		for _, c := range []struct {
			reason   string
			lifetime string
			end      func(*process)
		}{
			{"stop", "1m", func(p *process) { p.say(commandLine("stop")) }},
			{"stdin closed", "1m", func(p *process) { _ = p.stdin.Close() }},
			{"lifetime", "5s", func(*process) {}}, // long enough for the orders below
		} {
			t.Run(mode+" "+c.reason, func(t *testing.T) {
				t.Parallel()
				p := start(t, "A", "--seed", seedA, "--mode", mode, "--lifetime", c.lifetime)
				// One wait and one dial that fails are under way while it ends.
				p.order("add", text("publicKey", "11111111111111111111111111111112"), text("address", "127.0.0.1:1"))
				p.order("add", text("publicKey", keyB), text("address", "127.0.0.1:1"))
				c.end(p)
				equal(t, "reason", p.await("stopped", shortTime, nil).Reason, c.reason)
				equal(t, "exit code", p.exitCode(shortTime), exitOK)
			})
		}
	}
}

func TestBadFlagsAndTakenPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	defer taken.Close()
	for _, c := range []struct {
		args []string
		want int
		says string
	}{
		{[]string{"--seed", "00"}, exitUsage, "64 hex digits"},
		{[]string{"--mode", "spectator"}, exitUsage, "manager or server"},
		{[]string{"--lifetime", "2h"}, exitUsage, "lifetime"},
		{[]string{"--lifetime", "0s"}, exitUsage, "lifetime"},
		{[]string{"--listen", "0.0.0.0:0"}, exitUsage, "loopback"},
		{[]string{"--listen", ":0"}, exitUsage, "loopback"},
		{[]string{"extra"}, exitUsage, "unexpected argument"},
		{[]string{"--listen", taken.Addr().String()}, exitFailed, "cannot listen"},
	} {
		cmd := exec.Command(os.Args[0], c.args...)
		cmd.Env = append(os.Environ(), childVariable+"=1")
		output, _ := cmd.CombinedOutput()
		equal(t, strings.Join(c.args, " "), cmd.ProcessState.ExitCode(), c.want)
		if !strings.Contains(string(output), c.says) {
			t.Errorf("%v: said %q, want something with %q", c.args, output, c.says)
		}
	}
}
