#!/usr/bin/env python3
"""Writes made-up articles that tell stories, and measures how long it takes to group them.

    python3 scripts/stories.py FOLDER [READER]

Writes 1 000 articles of 600 words into FOLDER/1000 and 10 000 into FOLDER/10000, ten or so of each story, and
prints the time of `READER --list`, and the time, the memory and the number of stories of `READER --stories`.
Words are drawn as often as words of a language are (Zipf); a story has names, places and words of its own.
"""

import json
import os
import random
import subprocess
import sys
import time

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
EMPTY = "the of and to in a is that was for on it with as by at from".split()


def made_up_word(random, length):
    return "".join(random.choice(SYLLABLES) for _ in range(length))


def write_articles(folder, count):
    draw = random.Random(count)
    words = [made_up_word(draw, draw.choice([2, 3, 3, 4])) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    os.makedirs(folder, exist_ok=True)
    written = 0
    while written < count:
        names = [f"{made_up_word(draw, 2)} {made_up_word(draw, 3)}".title() for _ in range(4)]
        own = draw.choices(words[200:], k=25)
        for _ in range(min(draw.randint(1, 19), count - written)):
            common = iter(draw.choices(words, weights, k=600))
            sentences = []
            total = 0
            while total < 600:
                sentence = [made_up_word(draw, 2)]
                for _ in range(draw.randint(8, 24)):
                    kind = draw.random()
                    if kind < 0.4:
                        sentence.append(draw.choice(EMPTY))
                    elif kind < 0.48:
                        sentence.append(draw.choice(names))
                    elif kind < 0.62:
                        sentence.append(draw.choice(own))
                    else:
                        sentence.append(next(common))
                total += sum(len(word.split()) for word in sentence)
                sentence[0] = sentence[0].title()
                sentences.append(" ".join(sentence) + ".")
            with open(os.path.join(folder, f"{written:05}.txt"), "w") as file:
                file.write("\n".join(sentences) + "\n")
            written += 1


def measured(command):
    """Returns seconds, the most memory in MB, and the output of a command."""
    before = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    return time.monotonic() - before, usage.ru_maxrss / 1024, output


def main():
    folder, reader = sys.argv[1], (sys.argv[2:] or ["target/release/reader"])[0]
    for count in (1_000, 10_000):
        articles = os.path.join(folder, str(count))
        if not os.path.isdir(articles):
            write_articles(articles, count)
        listed, _, _ = min(measured([reader, "--list", articles]) for _ in range(3))
        grouped, memory, output = min(measured([reader, "--stories", "--format", "json", articles]) for _ in range(3))
        stories = len(json.loads(output)["stories"])
        print(
            f"{count:>6} articles: --list {listed:.2f} s, --stories {grouped:.2f} s "
            f"({grouped / listed:.1f} times), {memory:.0f} MB, {stories} stories"
        )


if __name__ == "__main__":
    main()
