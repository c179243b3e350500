"""The ledger of one strike: the statements about it, who vouches for each sentence, and the status that follows."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from mapapp.extract.statements import LOCAL, Said, Speech, Stance
from mapapp.extract.tokens import Document
from mapapp.model import Status


@dataclass
class Ledger:
    """The statements about one strike. `told` counts sentences that nobody is quoted for.

    `repelled` are those statements that say that it did no harm.
    """

    said: list[Said] = field(default_factory=list)
    repelled: list[Said] = field(default_factory=list)
    told: int = 0
    _entered: set[Said] = field(default_factory=set)

    def enter(self, said: Iterable[Said], repelled: bool = False) -> None:
        """Write acts of speech about a strike in."""
        for one in said:
            if one not in self._entered:
                self._entered.add(one)
                self.said.append(one)
                if repelled:
                    self.repelled.append(one)

    def retract(self, sentence: int) -> None:
        """Strike out what was said in a sentence of which the next one says that it did not mean this strike."""
        self.said = [one for one in self.said if one.sentence != sentence]
        self.repelled = [one for one in self.repelled if one.sentence != sentence]

    def status(self, attacker: str, attacked: str) -> Status:
        """The status that follows for a strike of this attacker."""
        claims = denies = others = opposes = confirms = False
        for one in self.said:
            denial = one.stance == Stance.DENIES
            if attacker in one.who:
                claims, denies = claims or not denial, denies or denial
            elif one.who & {attacked, LOCAL}:
                opposes = opposes or denial or one in self.repelled
                confirms = confirms or not (denial or one in self.repelled)
            else:
                others = others or not denial
        if denies and not claims:
            return Status.DENIED
        if claims and opposes and not confirms:
            return Status.DENIED
        if claims:
            return Status.ACKNOWLEDGED if confirms or others or self.told else Status.CLAIMED
        return Status.REPORTED


class Attribution:
    """Who is quoted for each sentence: those in it, else those whom its paragraph goes on or ends with."""

    def __init__(self, document: Document, speech: Speech, issuer: str | None) -> None:
        self.document, self.speech = document, speech
        issuer = issuer or speech.header
        self.issuer = frozenset({issuer}) if issuer else None
        self.spoken = sorted(speech.by_sentence)

    def of(self, sentence: int) -> list[Said]:
        """The acts of speech that vouch for a sentence; empty where the report itself tells."""
        own = self.speech.by_sentence.get(sentence)
        if own:
            return own
        paragraph = self.document.sentences[sentence].paragraph
        at = bisect_left(self.spoken, sentence)
        if at < len(self.spoken) and self.document.sentences[self.spoken[at]].paragraph == paragraph:
            following = self.speech.by_sentence[self.spoken[at]]
            if self.spoken[at] - sentence <= 2 and self.spoken[at] not in self.speech.answering:
                return [one for one in following if one.stance == Stance.AFFIRMS]
        if at and sentence in self.speech.opening:
            return self.speech.by_sentence[self.spoken[at - 1]]
        if self.issuer:
            return [Said(sentence, self.issuer, Stance.AFFIRMS, 0, 0)]
        return []
