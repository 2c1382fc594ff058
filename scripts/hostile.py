#!/usr/bin/env python3
"""How long the reader takes to answer on hostile documents, and how much memory.

    cargo build --release
    READER_CORPUS=FOLDER cargo test survival write -- --ignored
    python3 scripts/hostile.py FOLDER            # every file, the worst in a table
    python3 scripts/hostile.py FOLDER giant-     # those whose names begin so

Every file is opened beside an article, with which it is also compared, in a pseudo-terminal of
120 x 40, and gets every key of KEYS. With each key the
window changes its width by a cell, so that the program has to draw the whole screen whatever the key
does: an answer is the time from the key to the end of that frame. Then the answer to 20 columns, and
leaving. Memory is the most that was ever resident, until the two are compared and in all; what
is held to the limit is the first, for a comparison needs both texts whole. A line is printed for each file that misses a
limit, and all figures go to FOLDER.tsv.
"""
import argparse, fcntl, os, pty, re, select, signal, struct, sys, termios, time

READER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "target", "release", "reader")
OTHER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "seeds", "000_ac5e6907902fcfd7.txt")
FRAME = b"\x1b[?2026l"
# The limits that docs/limits.md states.
ANSWER, MEMORY, CAP = 0.1, 3, 300 << 20
KEYS = ["\r", "j", "d", "G", "k", "u", "50%", "g", "}", ")", "{", "\x1b[C", "/e\r", "n", "N", "&", "G", "&", "\x1b", "/re:[^a]\r", "n", "\x1b",
        "*e\r", ">", "<", "c", "t", "j", "\x1b", "\x1b", "\\e\r", "j", "\x1b", "f", "a", "\x1b", ":write! out.txt\r", "r", "G"]

class Run:
    def __init__(self, path, folder):
        self.start = time.perf_counter()
        self.width = 120
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.chdir(folder)
            os.environ.update({"TERM": "xterm-256color", "HOME": folder})
            os.execv(READER, [READER, "--no-state", "--theme", "dark", "--", path, OTHER])
        self.seen = b""

    def read(self, until):
        ready, _, _ = select.select([self.fd], [], [], max(0, until - time.perf_counter()))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        self.seen = (self.seen + data)[-1 << 18:]
        return bool(data)

    def frame(self, limit):
        """Seconds until a whole frame that clears the screen first has been written, or None."""
        until = time.perf_counter() + limit
        while self.read(until):
            cleared = self.seen.rfind(b"\x1b[2J")
            if cleared >= 0 and FRAME in self.seen[cleared:] or cleared < 0 and self.seen.count(FRAME) > 1:
                return time.perf_counter() - self.start
        return None

    def first(self, limit):
        until = time.perf_counter() + limit
        while self.read(until):
            if FRAME in self.seen:
                return time.perf_counter() - self.start
        return None

    def settle(self, quiet, limit):
        until = time.perf_counter() + limit
        while time.perf_counter() < until and self.read(time.perf_counter() + quiet):
            pass

    def answer(self, keys, limit, width=None):
        self.width = width or (119 if self.width == 120 else 120)
        self.settle(0.03, 0.5)
        self.seen = b""
        self.start = time.perf_counter()
        os.write(self.fd, keys.encode())
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 40, self.width, 0, 0))
        return self.frame(limit)

    def memory(self):
        with open(f"/proc/{self.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) * 1024

    def leave(self):
        """Presses q until the program ends; returns its status, or 'killed' after 10 seconds."""
        until = time.perf_counter() + 10
        while time.perf_counter() < until:
            try:
                os.write(self.fd, b"\x1bq")
            except OSError:
                pass
            self.settle(0.05, 0.3)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                os.close(self.fd)
                return str(os.waitstatus_to_exitcode(status))
            time.sleep(0.02)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
        return "killed"

def measure(path, folder, limit):
    run = Run(path, folder)
    figures = {"size": os.stat(path).st_size if os.path.exists(path) else 0, "first": run.first(limit), "worst": 0.0, "key": "", "reading": 0, "memory": 0}
    for keys, width in [(keys, None) for keys in KEYS] + [("", 20), ("G", 21), ("g", 500)]:
        if keys == "c":
            figures["reading"] = run.memory()
        took = run.answer(keys, limit, width)
        if took is None or took > figures["worst"]:
            figures.update(worst=limit if took is None else took, key=repr(keys) + (f" at {width}" if width else ""))
        if took is None:
            break
    try:
        figures["memory"] = run.memory()
    except (OSError, AttributeError):
        pass
    figures["left"] = run.leave()
    return figures

def complaints(found):
    if found["first"] is None or found["first"] > ANSWER:
        yield "first paint"
    if found["worst"] > ANSWER:
        yield f"answer to {found['key']}"
    if found["reading"] > max(MEMORY * found["size"], CAP):
        yield "memory"
    if found["left"] != "0":
        yield f"left with {found['left']}"

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("prefixes", nargs="*")
    parser.add_argument("--limit", type=float, default=5.0, help="seconds after which an answer is waited for no longer")
    parser.add_argument("--reader", help="the program to be measured instead of target/release/reader")
    args = parser.parse_args()
    global READER
    READER = os.path.abspath(args.reader or READER)
    home = os.path.abspath(args.folder) + ".home"
    os.makedirs(home, exist_ok=True)
    paths = [os.path.join(os.path.abspath(args.folder), name) for name in sorted(os.listdir(args.folder))]
    bad = total = 0
    print("| file | MB | first ms | worst answer ms | after | MB to read | MB in all | misses |\n|---|---|---|---|---|---|---|---|")
    with open(args.folder.rstrip("/") + ".tsv", "w") as table:
        for path in paths:
            name = os.path.basename(path)
            if args.prefixes and not name.startswith(tuple(args.prefixes)) or os.path.isdir(path):
                continue
            found = measure(path, home, args.limit)
            total += 1
            row = [ascii(name)[1:-1][:60], f"{found['size'] / 1e6:.1f}", "–" if found["first"] is None else f"{found['first'] * 1000:.0f}", f"{found['worst'] * 1000:.0f}", found["key"], f"{found['reading'] / 1e6:.0f}", f"{found['memory'] / 1e6:.0f}", ", ".join(complaints(found))]
            table.write("\t".join(row) + "\n")
            table.flush()
            if row[-1]:
                bad += 1
                print("| " + " | ".join(row) + " |", flush=True)
    print(f"\n{total} files, {bad} miss a limit.")
    sys.exit(bad > 0)

if __name__ == "__main__":
    main()
