#!/usr/bin/env python3
"""How fast the reader is beside the programs people use instead.

    cargo build --release
    python3 scripts/speed.py FOLDER              # makes the texts in FOLDER, then measures
    python3 scripts/speed.py FOLDER files lines  # only these parts
    python3 scripts/speed.py FOLDER --huge       # with 1 000 000 files as well

Every program runs in a pseudo-terminal of 120 x 40. A time is from the start of a program, or from a key, to
the moment the word waited for has been written; of several runs the fastest counts below 30 ms and the median
above.
Peers that are not installed are left out.
"""
import argparse, fcntl, os, pty, random, re, select, shutil, signal, statistics, struct, subprocess, sys, termios, time

READER = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../target/release/reader"))
HERE = os.getcwd()
CONTROL = re.compile(rb"\x1b\[[0-9;?>=]*[A-Za-z]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>]")

# ---- texts -----------------------------------------------------------------------------------------

def words(rng):
    parts = "ba ce di fo gu la me ni so tu ra sel tor min dal ker vin".split()
    return ["".join(rng.choices(parts, k=rng.randint(1, 4))) for _ in range(5000)]

def sentences(seed, count):
    rng = random.Random(seed)
    known = words(rng)
    return [" ".join(rng.choices(known, k=rng.randint(6, 24))).capitalize() + "." for _ in range(count)]

def marker(place):
    return f"Here stands qx{place} beside amber{place} alone.\n"

def prose(path, size, between="\n\n"):
    """Paragraphs of some sentences; marked at the beginning, in the middle and at the end."""
    rng = random.Random(size)
    known = sentences(1, 20000)
    pages = []
    for _ in range(60):
        pages.append(between.join(" ".join(rng.choices(known, k=rng.randint(2, 7))) for _ in range(150)) + between)
    with open(path, "w", buffering=1 << 20) as out:
        done = out.write(marker("first") + "\n")
        for end, place in ((size // 2, "middle"), (size - 200, "last")):
            while done < end:
                done += out.write(rng.choice(pages)[:end - done])
            if place == "middle":
                done += out.write("\n\n" + marker(place) + "\n")
        out.write("\n\n" + marker("last"))

def mixed(path, size):
    """Lines in many scripts."""
    rng = random.Random(7)
    pieces = sentences(2, 300) + ["今日は雨が降っている。", "Привет, мир: всё спокойно.", "שלום עולם", "नमस्ते दुनिया", "👩‍👩‍👧‍👦 🏳️‍🌈", "e\u0301te\u0301",
                                  "สวัสดีชาวโลก", "안녕하세요 세계", "مرحبا بالعالم"]
    with open(path, "w", buffering=1 << 20, encoding="utf-8") as out:
        out.write(marker("first"))
        done = 0
        while done < size:
            line = " ".join(rng.choices(pieces[-9:], k=4) + rng.choices(pieces, k=3)) + "\n"
            out.write(line)
            done += len(line.encode())
        out.write(marker("last"))

def folder(root, count):
    rng = random.Random(count)
    known = sentences(3, 6000)
    for number in range(count):
        place = os.path.join(root, f"{number // 10000:03}", f"{number // 100:05}")
        if number % 100 == 0:
            os.makedirs(place, exist_ok=True)
        body = [] if count > 200000 else rng.choices(known, k=50)
        if number == count * 3 // 4:
            body.insert(len(body) // 2, "Only here one finds qxonlyone beside amberonly.")
        with open(os.path.join(place, f"{number:07}.txt"), "w") as out:
            out.write(f"Title {number:07}\n\n" + "\n\n".join(body) + "\n")

def made(root, name, make, *rest):
    path = os.path.join(root, name)
    if not os.path.exists(path):
        print(f"making {name} …", file=sys.stderr)
        make(path + ".part", *rest)
        os.rename(path + ".part", path)
    return path

# ---- one run in a pseudo-terminal ------------------------------------------------------------------

class Screen:
    """The cells of a terminal. Programs write only the cells that changed, so words are sought there."""

    def __init__(self):
        self.rows = [[" "] * 120 for _ in range(40)]
        self.row = self.column = 0

    def feed(self, text):
        for control, last, plain in re.findall(r"\x1b\[([0-9;?>=]*)([A-Za-z])|([^\x1b])", text):
            if plain:
                self.write(plain)
            else:
                self.control([int(one) if one.isdigit() else 0 for one in control.split(";")], last)

    def write(self, plain):
        if plain == "\r":
            self.column = 0
        elif plain == "\n":
            self.row = min(self.row + 1, 39)
        elif plain >= " " and self.column < 120:
            self.rows[self.row][self.column] = plain
            self.column += 1

    def control(self, numbers, last):
        first = max(numbers[0], 1)
        if last in "Hf":
            self.row = min(first, 40) - 1
            self.column = min(max(numbers[1], 1) if len(numbers) > 1 else 1, 120) - 1
        elif last == "C":
            self.column = min(self.column + first, 119)
        elif last == "G":
            self.column = min(first, 120) - 1
        elif last == "J":
            self.rows = [[" "] * 120 for _ in range(40)]

    def shows(self, word):
        return any(word in "".join(row) for row in self.rows)

class Run:
    def __init__(self, command, cwd=None, env=None):
        self.fd, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        # Opened by a process that leads a session, it becomes the terminal that /dev/tty means.
        inherited = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(terminal), os.O_RDWR, 0),
                     (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        os.chdir(cwd or HERE)
        # posix_spawn: fork would copy this program's memory, which takes longer than some starts.
        self.start = time.perf_counter()
        self.pid = os.posix_spawnp(command[0], command, {**os.environ, "TERM": "xterm-256color", **(env or {})},
                                   file_actions=inherited, setsid=True, setsigdef=[signal.SIGPIPE])
        os.close(terminal)
        self.seen = b""
        self.screen = Screen()

    def wait(self, word, limit):
        """Seconds from the last key, or the start, until the word was written; None when it never was."""
        until = time.perf_counter() + limit
        while time.perf_counter() < until:
            ready, _, _ = select.select([self.fd], [], [], until - time.perf_counter())
            if not ready:
                break
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                break
            if not data:
                break
            if b"\x1b]11;?" in data:
                os.write(self.fd, b"\x1b]11;rgb:0000/0000/0000\x1b\\")
            now = time.perf_counter() - self.start
            self.seen += data
            self.screen.feed(data.decode("utf-8", "replace"))
            if word.encode() in CONTROL.sub(b"", self.seen) or self.screen.shows(word):
                return now
        return None

    def press(self, keys):
        self.settle()
        self.seen = b""
        self.start = time.perf_counter()
        os.write(self.fd, keys.encode())

    def settle(self, quiet=0.05):
        while select.select([self.fd], [], [], quiet)[0]:
            try:
                self.screen.feed(os.read(self.fd, 1 << 16).decode("utf-8", "replace"))
            except OSError:
                return

    def memory(self):
        with open(f"/proc/{self.pid}/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read()).group(1)) / 1024

    def end(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                break
            time.sleep(0.02)
        os.close(self.fd)
        os.waitpid(self.pid, 0)

def shown(times):
    times = [one for one in times if one is not None]
    if not times:
        return None
    return min(times) if min(times) < 0.03 else statistics.median(times)

def steps(command, plan, runs, limit=20, **how):
    """Runs a program some times; plan: (name, keys or None, word). Returns seconds by name and MB."""
    found, memory = {}, 0
    for _ in range(runs):
        run = Run(command, **how)
        for name, keys, word in plan:
            if keys is not None:
                run.press(keys)
            found.setdefault(name, []).append(run.wait(word, limit))
            if found[name][-1] is None:
                break
        try:
            memory = max(memory, run.memory())
        except (OSError, AttributeError):
            pass
        run.end()
    return {name: shown(times) for name, times in found.items()}, memory

def meanwhile(path, runs):
    """Seconds from a key to its screen while a text is searched for a word that does not occur in it."""
    times = []
    for _ in range(runs):
        run = Run([READER, path])
        run.wait("amberfirst", 20)
        run.press("/qxnowhere\r")
        time.sleep(0.02)
        run.seen, run.start = b"", time.perf_counter()
        os.write(run.fd, b"?")
        times.append(run.wait("In the text", 20))
        run.end()
    return max(times)

def command(words_, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(words_, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return shown(times)

# ---- tables ----------------------------------------------------------------------------------------

def ms(seconds):
    if seconds is None:
        return "–"
    digits = 2 if seconds < 0.01 else 1 if seconds < 0.1 else 0
    return f"{seconds * 1000:.{digits}f}"

def ratio(one, other):
    return "–" if not one or not other else f"{one / other:.2f} ×"

def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print(flush=True)

def files(root, args):
    sizes = [("4 KB", 4 << 10), ("1 MB", 10**6), ("10 MB", 10**7), ("100 MB", 10**8), ("1 GB", 10**9)]
    rows = []
    for name, size in sizes:
        path = made(root, f"prose-{size}.txt", prose, size)
        runs = 15 if size < 10**8 else 5
        less = steps(["less", path], [("paint", None, "amberfirst")], runs)[0].get("paint") if shutil.which("less") else None
        ours, memory = steps([READER, "--no-state", path], [("paint", None, "amberfirst"), ("end", "G", "amberlast")], runs)
        paint = ours.get("paint")
        if size < 10**6:
            # A text of one or two screens already shows the target of the jump.
            rows.append([name, ms(less), ms(paint), ratio(paint, less)] + ["–"] * 6 + [f"{memory:.0f} MB"])
            continue
        middle, _ = steps([READER, "--no-state", path], [("paint", None, "amberfirst"), ("middle", "/qxmiddle\r", "ambermiddle")], runs)
        last, _ = steps([READER, "--no-state", path], [("paint", None, "amberfirst"), ("last", "/qxlast\r", "amberlast")], runs)
        rg = command(["rg", "-n", "qxlast", path], runs) if shutil.which("rg") else None
        rows.append([name, ms(less), ms(paint), ratio(paint, less), ms(ours.get("end")),
                     ms(middle.get("middle")), ms(last.get("last")), ms(rg), ratio(last.get("last"), rg), ms(meanwhile(path, runs)), f"{memory:.0f} MB"])
    print("### A file of prose\n")
    table(["", "less, first paint ms", "reader", "", "`G`", "search, middle", "search, end", "rg, whole file", "end ÷ rg", "a key meanwhile", "memory"], rows)

def lines(root, args):
    rows = []
    for name, path in (("100 MB in one line", made(root, "oneline.txt", prose, 10**8, " ")), ("20 MB in many scripts", made(root, "mixed.txt", mixed, 2 * 10**7))):
        paint, memory = steps([READER, "--no-state", path], [("paint", None, "amberfirst"), ("end", "G", "amberlast")], 5)
        last, _ = steps([READER, "--no-state", path], [("paint", None, "amberfirst"), ("last", "/qxlast\r", "amberlast")], 5)
        rg = command(["rg", "-c", "qxlast", path], 5) if shutil.which("rg") else None
        rows.append([name, ms(paint.get("paint")), ms(paint.get("end")), ms(last.get("last")), ms(rg), ratio(last.get("last"), rg), ms(meanwhile(path, 5)), f"{memory:.0f} MB"])
    print("### Hard texts\n")
    table(["", "first paint ms", "`G`", "search, end", "rg", "÷ rg", "a key meanwhile", "memory"], rows)

def folders(root, args):
    rows, searches = [], []
    for count in [1000, 10000, 100000] + ([1000000] if args.huge else []):
        path = made(root, f"files-{count}", folder, count)
        runs = 5 if count < 10**6 else 2
        fzf = {}
        if shutil.which("fzf") and shutil.which("rg"):
            fzf, _ = steps(["fzf"], [("rows", None, ".txt"), ("all", None, f"{count}/{count}")], runs, cwd=path, env={"FZF_DEFAULT_COMMAND": "rg --files"})
        ours, memory = steps([READER, "--no-state", path], [("rows", None, "Title 0000000"), ("all", None, f" {count} ")], runs)
        rows.append([f"{count}", ms(fzf.get("rows")), ms(ours.get("rows")), ratio(ours.get("rows"), fzf.get("rows")), ms(fzf.get("all")), ms(ours.get("all")), ratio(ours.get("all"), fzf.get("all")), f"{memory:.0f} MB"])
        if count > 200000:
            continue
        found, _ = steps([READER, "--no-state", path], [("rows", None, "Title 0000000"), ("all", None, f" {count} "), ("found", "\\qxonlyone\r", "amberonly")], runs)
        common = sentences(3, 1)[0].split()[1]
        first, _ = steps([READER, "--no-state", path], [("all", None, f" {count} "), ("first", f"\\{common}", "▾ Title")], runs)
        rg = command(["rg", "-l", "qxonlyone", path], runs) if shutil.which("rg") else None
        one = command([READER, "--no-state", "--search", "qxonlyone", path], runs)
        searches.append([f"{count}", ms(first.get("first")), ms(rg), ms(found.get("found")), ms(one), ratio(one, rg)])
    print("### Folders\n")
    table(["files", "fzf, first rows ms", "reader", "", "fzf, all listed", "reader", "", "memory"], rows)
    print("### One word in all files of a folder\n")
    table(["files", "`\\` a common word, first hit ms", "rg -l, a rare one", "`\\` the rare one", "`--search`, everything", "÷ rg"], searches)

def machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "unknown processor")
    system = " ".join(os.uname()[i] for i in (0, 2))
    print(f"{cpu}, {os.cpu_count()} cores, {system}; files in the memory of the system. Milliseconds.\n")

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("parts", nargs="*", default=[], help="files, lines, folders; none: all")
    parser.add_argument("--huge", action="store_true")
    parser.add_argument("--reader", help="the program to be measured instead of target/release/reader")
    args = parser.parse_args()
    global READER
    READER = args.reader or READER
    os.makedirs(args.folder, exist_ok=True)
    machine()
    for name, part in (("files", files), ("lines", lines), ("folders", folders)):
        if not args.parts or name in args.parts:
            part(args.folder, args)

if __name__ == "__main__":
    main()
