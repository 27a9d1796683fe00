"""Sentences of the domain and of the pure modules as they are translated, by the module that says them.

What is filled in stands as %(name)s. Kept in step with the code: tests/test_translation.py looks for each one there.
"""

from django.utils.translation import gettext_noop as _

# The places in which a sentence tells values, unless the words there are quoted.
OF_VALUES = {"high", "low", "one", "other", "part", "parts", "rounded", "share", "shared", "total", "value", "whole"}
SENTENCES = [
    # said by claims/answers.py
    _("That question was merged into another: choose that one."),
    _("%(value)s is no answer to this question: its claims say %(other)s."),
    # said by claims/arithmetic.py
    _("Say what is wrong with the figures, or why nothing is"),
    _("Somebody judged these figures already: %(state)s."),
    # said by claims/batches.py
    _("Nothing more is added to this batch: begin another one."),
    _("A batch has at most %(most_files)s files: begin another one for the rest."),
    _("There is nothing to cancel: no file of this batch waits any more."),
    _("There is nothing to resume: all of this batch is done, or a worker is at it."),
    _("the database was not there, or too busy"),
    _("something went wrong that nobody foresaw (%(what)s)"),
    _("comparing its claims ended every worker that tried it"),
    _("not imported before the batch was cancelled; its bytes are let go of"),
    # said by claims/captures.py
    _("Pages are not fetched here: FETCH_URLS is off (see docs/settings.md)."),
    _("Not fetched: %(error)s."),
    _("There is nothing to start: this capture is %(state)s."),
    _("%(error)s; it will be tried again"),
    _("it ended every worker that tried it: it may be made to do harm"),
    _("is in the dossier already"),
    # said by claims/carrying/committing.py
    _("a still newer capture is looked at instead"),
    _("a newer capture of “%(older)s” %(what)s"),
    _("Only a held capture can be committed; this one is %(state)s."),
    # said by claims/carrying/holding.py
    _("given up by whoever looked at it"),
    _("Pages are not fetched here: FETCH_URLS is off. Choose a file."),
    _("The document cannot be fetched again: %(error)s. Choose a file."),
    _("The file cannot be read: %(failure)s."),
    _("Only a held capture can be given up; this one is %(state)s."),
    _("This capture is not a newer one of any document."),
    _("These bytes are in the dossier already, as “%(document)s”: nothing changed, nothing to do."),
    # said by claims/carrying/previewing.py
    _("changed the words of claim %(pk)s"),
    _("changed the figure of claim %(pk)s"),
    _("leaves it uncertain where claim %(pk)s stands"),
    _("no longer says claim %(pk)s"),
    # said by claims/carrying/settling.py
    _("Another claim was carried over to these words already: claim %(pk)s."),
    _("%(value)s does not answer what %(other)s did. Drop this claim, and write a new one."),
    _("Say why the claim is dropped"),
    _("Give the words of the newer text that say it."),
    _("The newer text does not say these words. Copy them from it as they stand."),
    _("The newer text says these words %(count)s times. Give some more of the words around them."),
    _("This is settled: the claim was %(state)s by %(who)s."),
    _("Claim %(pk)s was %(state)s meanwhile. Drop it."),
    # said by claims/conflicts.py
    _("since it was %(state)s, %(changes)s: %(reason)s"),
    _("%(came)s came in and %(went)s fell away"),
    _("%(came)s came in"),
    _("%(went)s fell away"),
    _("its claims were grouped anew"),
    _("claim %(pk)s (“%(value_text)s”)"),
    # said by claims/coverage.py
    _("%(claimed)s of %(figures)s figures have a claim"),
    _("%(words)s, %(waved)s waved off"),
    _("No figure is read at that place of the document."),
    # said by claims/errors.py
    _("Somebody changed this while you were looking at it. What you typed is kept: look again."),
    # said by claims/models/conflict.py
    _("the as-of dates differ and the values rise or fall steadily: a development (suggested), no conflict"),
    _("the answer changes over time, and the as-of dates differ"),
    _("nothing to compare with"),
    # said by claims/models/pair.py
    _("both say only what does not hold"),
    _("one says %(value)s, the other denies it"),
    _("%(value)s may hold where %(other)s is denied"),
    _("one holds for %(one)s, the other for %(other)s"),
    _("one was published on %(one)s, the other on %(other)s and says more"),
    _("one speaks of %(one)s, the other was published on %(other)s"),
    # said by claims/permissions.py
    _("export its reconciled claims"),
    _("write and correct claims and questions"),
    _("accept or reject claims and filings"),
    _("dismiss or reopen a conflict"),
    _("propose a decision"),
    _("approve or return a decision"),
    _("manage its members and rules"),
    _("Your role in “%(dossier)s” does not let you %(right)s. Ask a chief of the dossier."),
    # said by claims/preparing.py
    _("Unknown format “%(format)s”. Known: %(join)s."),
    _("At most %(most)s prepared exports of a dossier are kept: remove one first."),
    _("There is nothing to ask for again: this export has not failed."),
    # said by claims/repeats.py
    _("the same words twice in one document; %(reason)s"),
    # said by claims/review/acts.py
    _("%(complaint)s; this one is %(state)s."),
    # said by claims/review/aliases.py
    _("Write two names or more, each on a line of its own."),
    _("“%(long)s…” is too long for a name: at most %(longest)s characters."),
    _("“%(name)s” stands with “%(other)s” already: add the others there."),
    # said by claims/review/assigning.py
    _("%(name)s may not propose decisions in “%(dossier)s”. Ask a chief of the dossier."),
    _("Only an undecided conflict can be assigned"),
    _("It is assigned to %(name)s already."),
    _("It is assigned to nobody already."),
    # said by claims/review/bulk.py
    _("Your role in “%(dossier)s” does not let you %(right)s."),
    _("It has changed since you looked."),
    _("Say why they are no conflicts"),
    _("None of the conflicts chosen can be changed so: nothing was done."),
    _("This was undone already."),
    _("Somebody went on with every one of these conflicts: there is nothing left to undo."),
    _("Somebody went on with it."),
    # said by claims/review/corrections.py
    _("The embargo ends in the past: leave it empty to publish at once."),
    _("Readers were told another answer: write what changes and why"),
    _(
        "Another answer was published since this was proposed: return it, and have it proposed anew with what"
        " changes and why."
    ),
    # said by claims/review/decisions.py
    _("A decision can be proposed on an open conflict"),
    _("Write the rationale: why does this hold, on which evidence"),
    _("You proposed this decision. Somebody else has to approve it."),
    _("You wrote or accepted a claim this decision rests on. Somebody else has to approve it."),
    _("1 thread is"),
    _("%(count)s threads are"),
    _("%(threads)s unresolved on this question: resolve, then approve."),
    _("Say why it is returned"),
    _("It is closed already"),
    _("Only whoever proposed it can withdraw it. You can return it instead."),
    _("A new proposal waits for approval: return it first."),
    _("Say why it is withdrawn"),
    _("the decision was withdrawn: %(reason)s"),
    _("Say why it is no conflict"),
    _("Only an open conflict can be dismissed"),
    _("Say why it is reopened"),
    _("The conflict is open already"),
    _("The decision is not waiting for approval any more"),
    _("A newer decision took its place: withdraw that one."),
    _("The claims changed since this was proposed. Return it, and have it proposed anew."),
    _("An unresolved thread blocks the approval: resolve it first."),
    _("Somebody else has to approve this decision."),
    # said by claims/review/facts.py
    _("“%(language)s” is no language that is read here: %(what)s."),
    _("Grades run from A to F."),
    _("The grade is %(grade)s already."),
    # said by claims/review/filing.py
    _("The question is of another dossier."),
    _("Only a claim that stands can be filed"),
    _("Choose another claim of this dossier."),
    _("%(value)s and %(other)s answer no question together."),
    # said by claims/review/judging.py
    _("Only a draft can be accepted"),
    _("Say why the claim is refused"),
    _("The claim is refused already"),
    _("was %(state)s: %(state_reason)s"),
    _("claim %(pk)s, on which the decision rested, %(what)s"),
    _("Somebody judged this filing already"),
    _("was found to answer another question"),
    # said by claims/review/lineage.py
    _("It is marked so already."),
    _("It is not marked as derived from another document."),
    _("The copy has to be one of the two documents."),
    _("“%(copy)s” is marked as derived from another document already: take that back first."),
    _("Somebody judged these two documents already: %(state)s."),
    # said by claims/review/members.py
    _("Give the dossier a title"),
    _("%(name)s is a member already: change the role below."),
    _("A dossier needs a chief: make somebody else one first."),
    # said by claims/review/questions.py
    _("Write the question"),
    _("A tolerance is above 0 and at most %(most)s percent; leave it empty for none."),
    _("Give the tolerance with at most two decimals."),
    _("No answer converts to %(unit)s: the claims say %(value)s."),
    _("The two questions are of two dossiers."),
    _("Choose another question to merge this one with."),
    _("One of the two was merged already: look again."),
    _("Write the new question"),
    _("Choose the claims that answer the new question: at least one, and not all of them."),
    _("A decision rests on this question: withdraw it, or return the proposal, first."),
    _("They ask for different things: %(value)s here, %(other)s there."),
    _("Claim %(claim)s was found not to answer “%(to)s”. Leave it out, or file it there."),
    # said by claims/review/rewording.py
    _("Write what the passage says, in one sentence"),
    _("Only a draft or an accepted claim can be reworded"),
    _("was corrected: %(fields)s"),
    _("The last day it holds for comes before the first."),
    # said by claims/review/terms.py
    _("Write the range that holds, for instance “43,000 to 58,000 people”."),
    _("Choose the position that holds."),
    # said by claims/review/threads.py
    _("Only whoever wrote a comment can edit it. You can reply."),
    _("The thread is resolved already."),
    _("The thread is open already."),
    _("Write something first"),
    _("A comment may have %(longest)s characters. This one has %(body)s."),
    # said by claims/review/withholding.py
    _("Say why it is not for export; the reason stays inside the dossier"),
    _("The passage is withheld already."),
    _("The passage is not withheld."),
    # said by claims/similarity/naming.py
    _("“%(one)s” and “%(other)s” mean the same in this dossier"),
    _("“%(one)s” and “%(other)s”"),
    _("%(names)s are one name"),
    _("of %(names)s the one may abridge the other: its first letters"),
    _("%(names)s: one of them says nothing by which they could be told apart"),
    _("%(names)s mean the same, word by word"),
    _("of %(names)s the one holds the other: they may mean the same"),
    _("%(names)s: no dictionary leads from the one to the other"),
    _("%(names)s are two names"),
    # said by claims/similarity/scope.py
    _("one says “%(one)s”, the other “%(other)s”"),
    _("one counts “%(one)s”, the other “%(other)s”"),
    _("one counts “%(one)s” only, the other “%(other)s”"),
    _("one is of “%(one)s”, the other of “%(other)s”"),
    _("one is of %(one)s, the other of %(other)s"),
    _("one is a share of “%(one)s”, the other of “%(other)s”"),
    # said by claims/translating/__init__.py
    _("it does not take the key: check TRANSLATOR_KEY"),
    _("nothing is there: check TRANSLATOR_URL"),
    _("it was asked too often: try again in a minute"),
    _("The translator at %(host)s gave an empty answer: try again, or read the words."),
    _("it answered with %(status)s: try again later"),
    _("The translator at %(host)s did not translate: %(why)s."),
    _("The translator at %(host)s answers in another way than “%(kind)s”: check TRANSLATOR_KIND."),
    _("The translator at %(host)s cannot be reached: try again later, or check TRANSLATOR_URL."),
    # said by claims/tasks.py
    _("writing it ended every worker that tried it"),
    # said by claims/webhooks/sending.py
    _("The webhook is closed."),
    _("The server said that it is gone: the webhook is closed."),
    _("The key of this server was changed, and the secret cannot be read any more: make a new one."),
    # said by claims/writing.py
    _("Select the words of the document that say it."),
    _("Claim %(pk)s says this already: “%(value_text)s”."),
    _("Choose a question or word a new one, not both."),
    _("The selection holds nothing but space."),
    _("Select the sentence that says it: at most %(most)s characters."),
    _("Say which name of the passage is the answer."),
    _("“%(words)s” does not stand in the passage: take a name as it is written there."),
    _("No value is read in this passage. Take one that holds a figure or a date."),
    _("Several values are read in this passage: %(read)s. Say which one is claimed."),
    _("what is read there: %(read)s"),
    _("no value is read there"),
    _("“%(typed)s” is not what the passage says; %(there)s. Correct it, or say why it holds all the same."),
    _("No value is read in “%(value)s”. Write one, for instance “about 58,000 people”."),
    _("The question is %(wording)s characters long; at most %(most)s are kept: shorten it."),
    # said by sources/importing.py
    _("A newer capture of that document is in the dossier already: supersede that one."),
    # said by sources/lineage.py
    _("The two documents are of different dossiers."),
    _("“%(source)s” and “%(document)s” are captures of one work: none is a copy of the other."),
    _("“%(source)s” is marked as derived from “%(document)s” itself: take that back first."),
    # said by sources/values/comparing.py
    _("%(a)s and %(b)s do not convert"),
    _("two names: their words tell whether they mean the same"),
    _(" (at a tolerance of %(percent)s %)"),
    _("%(one)s and %(other)s have nothing in common%(within)s"),
    _("both can be literally true, but a careful reader takes %(one)s and %(other)s, which do not meet%(within)s"),
    _("the same value at the precision written: %(one)s"),
    _("%(shared)s fits both%(within)s"),
    _("a %(kind)s in %(unit)s"),
    # said by sources/values/reckoning.py
    _("a part, %(part)s, is more than its whole, %(whole)s"),
    _("%(parts)s make %(total)s, not %(whole)s"),
    _("%(part)s of %(whole)s are %(rounded)s, not %(share)s"),
    # said by sources/values/slips.py
    _("%(low)s and %(high)s: the same number with another unit"),
    _("%(low)s and %(high)s: the same digits, %(name)s times as much"),
    _("%(low)s and %(high)s: two digits the wrong way round"),
]
