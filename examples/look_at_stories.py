"""A look at the stories of a folder, cell by cell, as in a notebook."""

# %% read the folder
import sys

import briefing

sources = sys.argv[1] if len(sys.argv) > 1 else "sources"
reading = briefing.read(sources)
print(f"{len(reading.articles)} articles, {len(reading.problems)} files that cannot be read")

# %% which articles report one event, and why
stories = briefing.stories(sources)
for story in stories:
    title = story.articles[0].title
    print(f"{len(story.articles)} articles, {len(story.copies)} copies: {title.value if title else story.id}")
    for reason in story.why:
        print(f"    {reason}")

# %% who says how much in the largest story
largest = max(stories, key=lambda story: len(story.articles))
words: dict[str, int] = {}
for article in largest.articles:
    for sentence in article.sentences:
        if sentence.speech.speaker:
            speaker = sentence.speech.speaker
            words[speaker] = words.get(speaker, 0) + len(sentence.text.split())
for speaker, count in sorted(words.items(), key=lambda item: (-item[1], item[0])):
    print(f"{count:5} words  {speaker}")
